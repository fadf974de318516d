//! The engines: each takes two texts and gives the number of its changes, so that none is
//! optimised away.

use imara_diff::{Algorithm, Diff, InternedInput, TokenSource};
use similar::DiffOp;
use unicode_segmentation::{UWordBounds, UnicodeSegmentation};

#[derive(Clone, Copy)]
pub struct Engine {
    pub name: &'static str,
    pub run: fn(&str, &str) -> usize,
}

pub const OURS: Engine = Engine { name: "revdiff", run: revdiff };
const HISTOGRAM: Engine = Engine { name: "imara-diff histogram", run: imara };
const SIMILAR: Engine = Engine { name: "similar default (Myers)", run: similar };
const PATIENCE: Engine = Engine { name: "similar patience", run: similar_patience };
const DIFFY: Engine = Engine { name: "diffy, by lines", run: diffy };
const DISSIMILAR: Engine = Engine { name: "dissimilar", run: dissimilar };

/// Where `imara-diff` stands in [`ALL`].
pub const IMARA: usize = 1;
pub const ALL: [Engine; 6] = [OURS, HISTOGRAM, SIMILAR, PATIENCE, DIFFY, DISSIMILAR];
/// Those that come to an end on a million words.
pub const FAST: [Engine; 3] = [OURS, HISTOGRAM, PATIENCE];

fn revdiff(old: &str, new: &str) -> usize {
    revdiff::diff::diff(old, new).len()
}

/// The words of a text by UAX #29, white space and marks among them.
struct Words<'a>(&'a str);

impl<'a> TokenSource for Words<'a> {
    type Token = &'a str;
    type Tokenizer = UWordBounds<'a>;

    fn tokenize(&self) -> UWordBounds<'a> {
        self.0.split_word_bounds()
    }

    fn estimate_tokens(&self) -> u32 {
        (self.0.len() / 3) as u32
    }
}

fn imara(old: &str, new: &str) -> usize {
    let input = InternedInput::new(Words(old), Words(new));
    Diff::compute(Algorithm::Histogram, &input).hunks().count()
}

fn similar(old: &str, new: &str) -> usize {
    by_similar(similar::Algorithm::Myers, old, new)
}

fn similar_patience(old: &str, new: &str) -> usize {
    by_similar(similar::Algorithm::Patience, old, new)
}

fn by_similar(algorithm: similar::Algorithm, old: &str, new: &str) -> usize {
    let old: Vec<&str> = old.split_word_bounds().collect();
    let new: Vec<&str> = new.split_word_bounds().collect();
    let ops = similar::capture_diff_slices(algorithm, &old, &new);
    ops.iter().filter(|op| !matches!(op, DiffOp::Equal { .. })).count()
}

fn diffy(old: &str, new: &str) -> usize {
    ::diffy::create_patch(old, new).hunks().len()
}

fn dissimilar(old: &str, new: &str) -> usize {
    ::dissimilar::diff(old, new).len()
}
