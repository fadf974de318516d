//! Weights that were learned and are not yet built in.

use std::error::Error;
use std::fs;

use revdiff::extract::body::Look;
use revdiff::extract::signs::Weights;
use serde::Deserialize;

/// The looks that are learned already, the first first.
#[derive(Deserialize)]
struct Learned {
    bias: f32,
    own: Vec<f32>,
    tag: Vec<f32>,
    around: Vec<f32>,
    names: [Vec<f32>; 3],
    place: Vec<f32>,
}

/// Reads the weights of the first look, and of those after it.
pub fn read(path: &str) -> Result<(Weights, Vec<Look>), Box<dyn Error>> {
    let looks: Vec<Learned> = serde_json::from_slice(&fs::read(path)?)?;
    let mut looks = looks.into_iter();
    let first = weights(&looks.next().ok_or("no look is learned")?)?;
    let later = looks.map(|look| {
        let places = array(&look.place)?;
        Ok::<Look, Box<dyn Error>>(Look { signs: weights(&look)?, places })
    });
    Ok((first, later.collect::<Result<_, _>>()?))
}

fn weights(learned: &Learned) -> Result<Weights, Box<dyn Error>> {
    let [own_names, near_names, far_names] = &learned.names;
    Ok(Weights {
        bias: learned.bias,
        own: array(&learned.own)?,
        tag: array(&learned.tag)?,
        around: array(&learned.around)?,
        names: [array(own_names)?, array(near_names)?, array(far_names)?],
    })
}

fn array<const N: usize>(values: &[f32]) -> Result<[f32; N], Box<dyn Error>> {
    let found = values.len();
    values.try_into().map_err(|_| format!("{found} weights where there are {N} signs").into())
}
