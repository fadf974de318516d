//! Why an article reads as it does: where each field was read, and what the page says besides.

use serde::Serialize;

/// Where the fields and the text of an article come from.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Explanation {
    pub fields: Vec<Field>,
    pub story: Story,
}

/// A field of an article, and what the page's sources say of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Field {
    pub field: &'static str,
    pub value: Option<String>,
    /// The sources that say the value, the most telling first.
    pub sources: Vec<String>,
    /// What other sources say.
    pub others: Vec<Said>,
}

/// What a source says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Such as `json-ld headline`, `h1`, `meta og:title`.
    pub source: String,
    pub text: String,
}

/// How the story's text was chosen from the lines of a page.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Story {
    pub source: StorySource,
    /// The path of the element that holds it; none where that is the whole page.
    pub container: Option<String>,
    pub kept: Lines,
    pub left: Lines,
    /// Lines that were left and came nearest to being kept.
    pub nearest: Vec<Nearest>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StorySource {
    /// There is none.
    #[default]
    None,
    /// What the page shows.
    Lines,
    /// `articleBody` of its JSON-LD.
    JsonLd,
    /// What it hands to its scripts.
    Script,
}

/// Lines by what spoke loudest for or against them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Lines {
    pub lines: usize,
    /// The reasons that spoke loudest for most of the lines, with their number.
    pub reasons: Vec<Reason>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Such as `furniture words`, `in nav`.
    pub reason: String,
    pub lines: usize,
}

/// A line that was left.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Nearest {
    pub text: String,
    /// The evidence for it being the story's, in log-odds.
    pub evidence: f32,
    /// What spoke loudest against it.
    pub reason: Option<String>,
}
