//! What is remembered of where a story stood: put to use on a page, and drawn up anew from it.
//!
//! A page that is read again with what it gave to remember gives the same story again.

use std::collections::BTreeSet;

use crc32fast::Hasher;

use super::body::Chosen;
use super::outline::Outline;
use crate::memory::{Head, Mark, Memory, Places};

/// What it speaks for a line, in log-odds, to stand as the story's blocks did.
const KNOWN: f32 = 0.75;

/// What it speaks against a line to stand as none of them did.
const UNKNOWN: f32 = -3.5;

/// The evidence beyond which, for or against, nothing that is known of a page decides otherwise;
/// such lines need no remembering.
const DOUBTFUL: f32 = 4.0;

/// The evidence that a line has at least which was the story's before.
const KEPT: f32 = 1.0;

/// The lines that a story was read from.
pub struct Lines {
    /// Those that its blocks are made of, in their order.
    pub kept: Vec<usize>,
    pub dek: Option<usize>,
}

/// The region that held the story; the one with most of the evidence where several have its path.
pub fn container(outline: &Outline<'_>, places: &Places, evidence: &[f32]) -> Option<usize> {
    let paths = paths(outline);
    let mut mass = vec![0.0_f32; outline.regions.len()];
    for (line, evidence) in outline.lines.iter().zip(evidence) {
        mass[line.at] += evidence.max(0.0);
    }
    for at in (1..mass.len()).rev() {
        mass[outline.regions[at].around] += mass[at];
    }
    let candidates =
        (0..paths.len()).filter(|at| paths[*at] == places.container && mass[*at] > 0.0);
    candidates.max_by(|a, b| mass[*a].total_cmp(&mass[*b]))
}

/// Whether each line was left out of the story before, or stands in many stories of its host and
/// outside this one's container.
pub fn left_out(
    outline: &Outline<'_>,
    memory: &Memory,
    evidence: &[f32],
    container: usize,
) -> Vec<bool> {
    let left_out = memory.places.as_ref().map(|places| &places.left_out);
    let is_known = |at: usize| {
        let line = &outline.lines[at];
        let was_left_out = left_out.is_some_and(|marks| holds(marks, &line.text));
        let is_outside = || !outline.is_within(line.at, container);
        was_left_out || is_outside() && holds(&memory.repeated, &line.text)
    };
    (0..evidence.len()).map(|at| is_doubtful(evidence[at]) && is_known(at)).collect()
}

/// Adds to the evidence of each line what it says to stand where the story's blocks stood, or not;
/// a line of the container that was the story's stays so. What stands as the standfirst does counts
/// as what was `seen` of it, whatever else is above the story.
pub fn weigh(
    outline: &Outline<'_>,
    places: &Places,
    container: usize,
    seen: &[f32],
    evidence: &mut [f32],
) {
    let lines = &outline.lines;
    let head = head(outline, places, container).unwrap_or_default();
    let is_known: Vec<bool> = lines
        .iter()
        .map(|line| places.shapes.contains(&shape(outline, line.at, container)))
        .collect();
    // Where the elements are called otherwise than they were, their names tell nothing.
    let is_told_by_shape = path(outline, container) == places.container
        && is_where_it_stood(outline, &is_known, evidence);
    for (at, line) in lines.iter().enumerate() {
        let is_kept = is_doubtful(evidence[at])
            && outline.is_within(line.at, container)
            && holds(&places.kept, &line.text);
        evidence[at] = match (is_kept, is_told_by_shape, is_known[at]) {
            (true, _, _) => evidence[at].max(KEPT),
            (false, _, _) if is_dek(outline, &head, at) => seen[at] + KNOWN,
            (false, true, true) => evidence[at] + KNOWN,
            (false, true, false) => evidence[at] + UNKNOWN,
            (false, false, _) => evidence[at],
        };
    }
}

/// Whether most of the story stands as it stood.
fn is_where_it_stood(outline: &Outline<'_>, is_known: &[bool], evidence: &[f32]) -> bool {
    let bytes = |is_counted: &dyn Fn(usize) -> bool| -> usize {
        let counted = (0..evidence.len()).filter(|at| evidence[*at] > 0.0 && is_counted(*at));
        counted.map(|at| outline.lines[at].text.len()).sum()
    };
    bytes(&|at| is_known[at]) * 2 > bytes(&|_| true)
}

fn holds(marks: &BTreeSet<Mark>, text: &str) -> bool {
    !marks.is_empty() && marks.contains(&Mark::of(text))
}

fn is_doubtful(evidence: f32) -> bool {
    (-DOUBTFUL..DOUBTFUL).contains(&evidence)
}

/// What stood above the story, where it stands in the container that is known.
pub fn head(outline: &Outline<'_>, places: &Places, container: usize) -> Option<Head> {
    let is_known = path(outline, container) == places.container;
    places.head.clone().filter(|_| is_known)
}

/// Whether a line stands where the standfirst stood.
pub fn is_dek(outline: &Outline<'_>, head: &Head, line: usize) -> bool {
    head.dek.is_some_and(|dek| path(outline, outline.lines[line].at) == dek)
}

/// What there is to remember of a page whose story is made of these lines.
pub fn places(
    outline: &Outline<'_>,
    chosen: &Chosen,
    Lines { kept, dek }: &Lines,
    byline: &[String],
) -> Places {
    let mark = |at: usize| Mark::of(&outline.lines[at].text);
    let is_doubtful = |at: &usize| is_doubtful(chosen.evidence[*at]);
    let story: Vec<usize> = kept.iter().copied().filter(|at| chosen.is_story(*at)).collect();
    let shape = |at: &usize| shape(outline, outline.lines[*at].at, chosen.container);
    let is_left_out = |at: &usize| is_doubtful(at) && kept.binary_search(at).is_err();
    let left_out: BTreeSet<Mark> = (0..outline.lines.len()).filter(is_left_out).map(mark).collect();
    // What stands twice, in the story and beside it, is not left out.
    let shown: BTreeSet<Mark> = kept.iter().copied().map(mark).collect();
    Places {
        container: path(outline, chosen.container),
        shapes: kept.iter().map(shape).collect(),
        kept: story.iter().copied().filter(is_doubtful).map(mark).collect(),
        left_out: &left_out - &shown,
        head: Some(Head {
            dek: dek.map(|at| path(outline, outline.lines[at].at)),
            byline: byline.iter().map(|name| Mark::of(name)).collect(),
        }),
    }
}

/// The path of a region from the page's own element.
fn path(outline: &Outline<'_>, at: usize) -> Mark {
    let mut regions: Vec<usize> = outline.around(at).collect();
    regions.reverse();
    regions.into_iter().fold(Mark(0), |path, at| step(outline, path, at))
}

/// The paths of all regions.
fn paths(outline: &Outline<'_>) -> Vec<Mark> {
    let mut paths = vec![Mark(0); outline.regions.len()];
    for at in 1..paths.len() {
        paths[at] = step(outline, paths[outline.regions[at].around], at);
    }
    paths
}

/// The path, from the container or else from the page, of what a line stands in: its paragraph, list,
/// quotation or table is passed over, for a story may come to have its first one.
fn shape(outline: &Outline<'_>, at: usize, container: usize) -> Mark {
    let regions = outline.around(at).take_while(|at| *at != container);
    let regions = regions.skip_while(|at| is_of_text(outline.tag(*at)));
    regions.fold(Mark(0), |path, at| step(outline, path, at))
}

fn is_of_text(tag: &str) -> bool {
    matches!(
        tag,
        "p" | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "blockquote"
            | "pre"
            | "table"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
    )
}

/// A path made longer by a region: its element and the classes. Digits, which number things, are
/// left out, and so are the names of the page's own elements, which say how it is shown today.
fn step(outline: &Outline<'_>, path: Mark, at: usize) -> Mark {
    let mut hasher = Hasher::new_with_initial(path.0);
    let tag = outline.tag(at);
    hasher.update(b"/");
    hasher.update(tag.as_bytes());
    if !matches!(tag, "html" | "body") {
        let class = outline.regions[at].element.attribute("class").unwrap_or("");
        class.split(|c: char| c.is_ascii_digit()).for_each(|part| hasher.update(part.as_bytes()));
    }
    Mark(hasher.finalize())
}
