//! What kind of edit a diff is: cosmetic or substantive, with typed reasons, disclosed or not.

use serde::{Deserialize, Serialize};

use crate::article::StampSource;
use crate::diff::PartName;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    pub class: Class,
    pub disclosure: Disclosure,
    /// What shows that the publisher disclosed the edit.
    pub evidence: Vec<Evidence>,
    pub reasons: Vec<Reason>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    None,
    Cosmetic,
    Substantive,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Disclosure {
    /// A stamp advanced, or a notice came, with the edit.
    Disclosed,
    /// Neither did, on a story where the publisher shows stamps.
    Stealth,
    /// Neither did, and the publisher shows no stamps: nothing can be said.
    Unknown,
    /// There is nothing substantive to disclose.
    NotApplicable,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    pub kind: EvidenceKind,
    /// The stamp's source; none for a notice.
    pub source: Option<StampSource>,
    /// The stamp's or the notice's own words.
    pub text: String,
    /// Whether a reader could see it: JSON-LD and meta tags alone are not seen.
    pub visible: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    UpdatedStamp,
    Notice,
}

/// One thing that changed, typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    pub kind: ReasonKind,
    pub old: Option<String>,
    pub new: Option<String>,
    /// New value divided by old, where both are numbers of one kind and the old is not zero.
    pub ratio: Option<f64>,
    pub part: PartName,
    /// The index of the block in the new article, or in the old one where it is gone; none for
    /// the fields.
    pub block: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReasonKind {
    Headline,
    Dek,
    Byline,
    Dateline,
    Number,
    Date,
    Name,
    Quotation,
    Negation,
    Modality,
    Attribution,
    Speaker,
    ParagraphAdded,
    ParagraphRemoved,
    ParagraphMoved,
    CorrectionNotice,
    Caption,
    Link,
    Text,
    Revert,
    Whitespace,
    Quotes,
    Dashes,
    Case,
    Punct,
    Unicode,
}

pub fn judge(
    _d: &crate::diff::ArticleDiff,
    _o: &crate::article::Article,
    _n: &crate::article::Article,
) -> Verdict {
    Verdict {
        class: Class::None,
        disclosure: Disclosure::Unknown,
        evidence: vec![],
        reasons: vec![],
    }
}
