//! Weights that were learned and are not yet built in.

use std::error::Error;
use std::fs;

use revdiff::extract::signs::Weights;
use serde::Deserialize;

#[derive(Deserialize)]
struct Learned {
    bias: f32,
    own: Vec<f32>,
    tag: Vec<f32>,
    around: Vec<f32>,
    names: [Vec<f32>; 3],
}

/// Reads the weights of the first look.
pub fn read(path: &str) -> Result<Weights, Box<dyn Error>> {
    let learned: Learned = serde_json::from_slice(&fs::read(path)?)?;
    let [own_names, near_names, far_names] = learned.names;
    Ok(Weights {
        bias: learned.bias,
        own: array(learned.own)?,
        tag: array(learned.tag)?,
        around: array(learned.around)?,
        names: [array(own_names)?, array(near_names)?, array(far_names)?],
    })
}

fn array<const N: usize>(values: Vec<f32>) -> Result<[f32; N], Box<dyn Error>> {
    let found = values.len();
    values.try_into().map_err(|_| format!("{found} weights where there are {N} signs").into())
}
