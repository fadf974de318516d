//! A story as a list shows it: enough to pick it out and to tell how it stands, and no more, so that
//! ten thousand are read in a blink.

use serde::ser::Error;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;

use crate::diff::PartName;
use crate::history::{Following, State, StoryId};
use crate::overruling::Overruling;
use crate::time::Time;
use crate::verdict::{Class, Disclosure, Reason, ReasonKind, Verdict};

/// A story without what only a poller needs, borrowed from the store while it shows it.
#[derive(Clone, Debug)]
pub struct Listed<'a> {
    pub id: StoryId,
    pub url: &'a str,
    pub host: &'a str,
    pub label: Option<&'a str>,
    pub tags: Vec<String>,
    pub added_at: Time,
    pub state: State,
    /// Since when; none where it has been so from the beginning.
    pub state_since: Option<Time>,
    pub following: Following,
    pub quarantined: bool,
    /// Whether what is held back waits for a second look.
    pub is_pending: bool,
    /// How often texts have taken turns since the newest version.
    pub turns: u32,
    /// Checks in a row that failed.
    pub failures: u32,
    pub next_check_at: Time,
    pub last_checked_at: Option<Time>,
    pub last_read_at: Option<Time>,
    /// How many there are: the number of the newest.
    pub versions: u32,
    pub first_captured_at: Option<Time>,
    pub last_captured_at: Option<Time>,
    pub headline: Option<&'a str>,
    pub published: Option<&'a str>,
    pub updated: Option<&'a str>,
    /// The verdict from the first version to the latest; none with fewer than two versions.
    pub verdict: Option<KeptVerdict<'a>>,
    /// What a person said of that verdict, where there are two versions and so one edit.
    pub overruled: Option<&'a Overruling>,
}

impl Listed<'_> {
    /// When the newest version came that is not the first.
    pub fn changed_at(&self) -> Option<Time> {
        self.last_captured_at.filter(|_| self.versions > 1)
    }

    /// What the story can be known by: its URL, its headline and its label.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [Some(self.url), self.headline, self.label].into_iter().flatten()
    }
}

/// A verdict as the store keeps it, one line of JSON: handed on as it is, and parsed only for those
/// who look into it.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(transparent)]
pub struct KeptVerdict<'a>(&'a RawValue);

impl<'a> KeptVerdict<'a> {
    /// None where the text is no JSON, or more than a line.
    pub fn new(json: &'a str) -> Option<KeptVerdict<'a>> {
        if json.contains('\n') {
            return None;
        }
        serde_json::from_str(json).ok().map(KeptVerdict)
    }

    /// The same with what a person said of it.
    pub fn beside(self, overruled: Option<&'a Overruling>) -> KeptJudged<'a> {
        KeptJudged { verdict: self, overruled }
    }

    /// The verdict without the words that it quotes; none where the JSON is something else.
    pub fn outline(self) -> Option<Verdict> {
        let outline: Outline = serde_json::from_str(self.0.get()).ok()?;
        let Outline { class, disclosure, reasons } = outline;
        let reasons = reasons.into_iter().map(OutlinedReason::bare).collect();
        Some(Verdict { class, disclosure, evidence: Vec::new(), reasons })
    }
}

/// A verdict as the store keeps it, with what a person said of it: as data, one object.
#[derive(Clone, Copy, Debug)]
pub struct KeptJudged<'a> {
    pub verdict: KeptVerdict<'a>,
    pub overruled: Option<&'a Overruling>,
}

impl Serialize for KeptJudged<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kept = self.verdict.0.get();
        // The last field goes before the bracket that ends the object; what is damaged stays so.
        let Some(fields) = kept.strip_suffix('}') else { return kept_as(kept, serializer) };
        let overruled = self.overruled.map(Overruling::record);
        let overruled = serde_json::to_string(&overruled).map_err(S::Error::custom)?;
        kept_as(&format!("{fields},\"overruled\":{overruled}}}"), serializer)
    }
}

fn kept_as<S: Serializer>(json: &str, serializer: S) -> Result<S::Ok, S::Error> {
    serde_json::from_str::<&RawValue>(json).map_err(S::Error::custom)?.serialize(serializer)
}

#[derive(Deserialize)]
struct Outline {
    class: Class,
    disclosure: Disclosure,
    reasons: Vec<OutlinedReason>,
}

#[derive(Deserialize)]
struct OutlinedReason {
    kind: ReasonKind,
    part: PartName,
    block: Option<u32>,
}

impl OutlinedReason {
    fn bare(self) -> Reason {
        let OutlinedReason { kind, part, block } = self;
        Reason { kind, old: None, new: None, ratio: None, part, block }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verdict_is_handed_on_as_it_was_kept() {
        let json = r#"{"class":"substantive","disclosure":"unknown","evidence":[],"reasons":[
            {"kind":"number","old":"1","new":"2","ratio":2.0,"part":"block","block":3}]}"#;
        let json = json.replace('\n', "");
        let kept = KeptVerdict::new(&json).expect("a line of JSON");
        assert_eq!(serde_json::to_string(&kept).expect("plain data"), json);
        let (bare, _) = json.split_at(json.len() - 1);
        let judged = serde_json::to_string(&kept.beside(None)).expect("plain data");
        assert_eq!(judged, format!("{bare},\"overruled\":null}}"));
        let outline = kept.outline().expect("a verdict");
        assert_eq!((outline.class, outline.disclosure), (Class::Substantive, Disclosure::Unknown));
        let [Reason { kind: ReasonKind::Number, block: Some(3), .. }] = outline.reasons[..] else {
            panic!("{outline:?}")
        };
    }

    #[test]
    fn what_is_no_line_of_json_is_no_verdict() {
        for text in ["", "{", "{}\n", "[1,\n2]", "{} {}"] {
            assert!(KeptVerdict::new(text).is_none(), "{text:?}");
        }
        assert!(KeptVerdict::new("[]").expect("JSON").outline().is_none());
    }
}
