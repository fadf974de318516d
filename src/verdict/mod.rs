//! What kind of edit a diff is: cosmetic or substantive, with typed reasons, disclosed or not.
//!
//! Nothing factual is suppressed: every change gives a reason, and the class comes from the
//! reasons alone. [`parts`] gives a reason for each part that came, went or moved; for one that
//! was edited, [`edit`] lines up its two texts and [`reasons`] types each change by the [`facts`]
//! in it ([`numbers`], [`dates`], [`quotation`], [`words`], [`speakers`], [`names`]). [`links`] gives one
//! for each link that leads elsewhere under the same words.

pub mod edit;
pub mod facts;
pub mod calendar;
pub mod dates;
pub mod numeral;
pub mod lexicon;
pub mod habits;
pub mod numerals;
pub mod spelled;
pub mod han;
pub mod units;
pub mod labels;
pub mod years;
pub mod numbers;
pub mod quotation;
pub mod names;
pub mod frames;
pub mod words;
pub mod speakers;
pub mod told;
pub mod restatement;
pub mod reasons;
pub mod links;
pub mod parts;
pub mod disclosure;

use serde::{Deserialize, Serialize};

use crate::article::{Article, StampSource};
use crate::diff::{ArticleDiff, Cosmetic, PartName};

/// Judges the edit between two versions of an article, where nobody looked between them.
pub fn judge(diff: &ArticleDiff, old: &Article, new: &Article) -> Verdict {
    let reasons = parts::reasons(diff, old, new);
    let class = match reasons.iter().all(|reason| reason.kind.is_cosmetic()) {
        true if reasons.is_empty() => Class::None,
        true => Class::Cosmetic,
        false => Class::Substantive,
    };
    let (disclosure, evidence) = disclosure::disclosure(class, &reasons, old, new);
    Verdict { class, disclosure, evidence, reasons }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    pub class: Class,
    pub disclosure: Disclosure,
    /// What shows that the publisher disclosed the edit.
    pub evidence: Vec<Evidence>,
    pub reasons: Vec<Reason>,
}

impl Verdict {
    /// The verdict on a look back, from a later version to an earlier: nobody made that edit, so
    /// there is nothing to disclose.
    pub fn looking_back(self) -> Verdict {
        self.undisclosable()
    }

    fn undisclosable(self) -> Verdict {
        Verdict { disclosure: Disclosure::NotApplicable, evidence: Vec::new(), ..self }
    }

    /// The verdict on versions between which the publisher was looked at: this is what it told with
    /// an edit between them, and what else differs between the stamps of the two told of none.
    pub fn told_by(mut self, told: Vec<Evidence>) -> Verdict {
        self.evidence.retain(|own| own.kind == EvidenceKind::Notice && !told.contains(own));
        self.evidence.splice(0..0, told);
        let undisclosed = match self.disclosure {
            Disclosure::NotApplicable => return self.undisclosable(),
            Disclosure::Disclosed | Disclosure::Stealth => Disclosure::Stealth,
            Disclosure::Unknown => Disclosure::Unknown,
        };
        self.disclosure =
            if self.evidence.is_empty() { undisclosed } else { Disclosure::Disclosed };
        self
    }

    /// The verdict on an edit that brought back the text of an earlier version.
    pub fn returning_to(mut self, version: u32) -> Verdict {
        self.reasons.push(Reason {
            kind: ReasonKind::Revert,
            old: None,
            new: Some(format!("v{version}")),
            ratio: None,
            part: PartName::Block,
            block: None,
        });
        self
    }
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
    /// A paragraph, or a sentence or more of one, stands elsewhere.
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

impl ReasonKind {
    /// Whether a change of this kind changes nothing that a reader is told.
    pub fn is_cosmetic(self) -> bool {
        match self {
            ReasonKind::Whitespace
            | ReasonKind::Quotes
            | ReasonKind::Dashes
            | ReasonKind::Case
            | ReasonKind::Punct
            | ReasonKind::Unicode => true,
            ReasonKind::Headline
            | ReasonKind::Dek
            | ReasonKind::Byline
            | ReasonKind::Dateline
            | ReasonKind::Number
            | ReasonKind::Date
            | ReasonKind::Name
            | ReasonKind::Quotation
            | ReasonKind::Negation
            | ReasonKind::Modality
            | ReasonKind::Attribution
            | ReasonKind::Speaker
            | ReasonKind::ParagraphAdded
            | ReasonKind::ParagraphRemoved
            | ReasonKind::ParagraphMoved
            | ReasonKind::CorrectionNotice
            | ReasonKind::Caption
            | ReasonKind::Link
            | ReasonKind::Text
            | ReasonKind::Revert => false,
        }
    }

    fn of(class: Cosmetic) -> ReasonKind {
        match class {
            Cosmetic::Whitespace => ReasonKind::Whitespace,
            Cosmetic::Quotes => ReasonKind::Quotes,
            Cosmetic::Dashes => ReasonKind::Dashes,
            Cosmetic::Case => ReasonKind::Case,
            Cosmetic::Punct => ReasonKind::Punct,
            Cosmetic::Unicode => ReasonKind::Unicode,
        }
    }
}

#[cfg(test)]
mod telling;
#[cfg(test)]
mod tests;
