//! What a reader sees of a story: an article, its blocks, and the times its publisher claims.

use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::digest::Digest;
use crate::link::Link;
use crate::text::normal;

/// An article: a value without identity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Article {
    pub headline: Option<String>,
    /// The standfirst under the headline.
    pub dek: Option<String>,
    /// People and agencies, one an entry, without "By" and without dates.
    pub byline: Vec<String>,
    /// Where the report was filed, such as `ISTANBUL`.
    pub dateline: Option<String>,
    pub blocks: Vec<Block>,
    pub stamps: Vec<Stamp>,
    /// BCP 47 tag, as the page declares it.
    pub language: Option<String>,
    pub canonical_url: Option<String>,
    /// The part of the site that the page says it belongs to, such as `Politics`.
    #[serde(default)]
    pub section: Option<String>,
    #[serde(default)]
    pub image: Option<Image>,
    /// Whether all of the text can be read without paying; none where the page does not say.
    #[serde(default)]
    pub is_free: Option<bool>,
    /// Which way the text runs; none where the page does not say.
    #[serde(default)]
    pub direction: Option<Direction>,
    /// What speaks against this page being an article at all.
    pub signals: Vec<Signal>,
}

/// The picture that a page gives for its story.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Image {
    pub url: String,
    /// What it shows, in words for those who cannot see it.
    pub text: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    LeftToRight,
    RightToLeft,
}

/// A paragraph, subheading, list item … of an article's body, its text on as many lines as it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    pub kind: BlockKind,
    pub text: String,
    /// Whether the text stands word for word in several stories of the host: a label and no more,
    /// as a standard notice is repeated too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub repeated: bool,
    /// What a live blog calls the post, the same whenever it is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BlockKind {
    Paragraph,
    Subheading,
    ListItem,
    Quotation,
    Caption,
    TableRow,
    Notice,
    Post,
    Embed,
}

/// A time that the publisher claims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    pub kind: StampKind,
    pub at: ClaimedTime,
    pub source: StampSource,
    /// The words or the value it was read from, as they stood.
    pub text: String,
    /// Whether `at` was reckoned from the time of the fetch ("2 hours ago").
    pub relative: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StampKind {
    Published,
    Updated,
}

/// Where a stamp was read, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StampSource {
    JsonLd,
    Meta,
    Microdata,
    Time,
    Visible,
    Url,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    Year,
    Month,
    Day,
    Minute,
    Second,
}

/// A claimed time: the publisher's own wall clock, its offset where it says one, and no more
/// precision than it gave. What is finer than the precision is zero, or the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClaimedTime {
    pub local: NaiveDateTime,
    /// Seconds east of UTC; none where the publisher does not say.
    pub offset_seconds: Option<i32>,
    pub precision: Precision,
}

/// Something on the page that speaks against it being an article, with the words that show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signal {
    pub kind: SignalKind,
    pub evidence: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SignalKind {
    ErrorPage,
    Consent,
    Login,
    Paywall,
    Challenge,
    Empty,
    ScriptOnly,
}

impl SignalKind {
    /// The name that data and people see.
    pub fn as_str(self) -> &'static str {
        match self {
            SignalKind::ErrorPage => "error_page",
            SignalKind::Consent => "consent",
            SignalKind::Login => "login",
            SignalKind::Paywall => "paywall",
            SignalKind::Challenge => "challenge",
            SignalKind::Empty => "empty",
            SignalKind::ScriptOnly => "script_only",
        }
    }

    /// Whether a page that shows this is no article, so that its text must not become a version.
    pub fn forbids_version(self) -> bool {
        match self {
            SignalKind::ErrorPage
            | SignalKind::Consent
            | SignalKind::Login
            | SignalKind::Challenge
            | SignalKind::Empty
            | SignalKind::ScriptOnly => true,
            SignalKind::Paywall => false,
        }
    }
}

impl Block {
    /// A block of which no more is known.
    pub fn new(kind: BlockKind, text: impl Into<String>) -> Block {
        Block { kind, text: text.into(), repeated: false, id: None, links: Vec::new() }
    }
}

impl Article {
    /// The texts of all blocks but captions and embeds, joined by blank lines.
    pub fn body(&self) -> String {
        let texts: Vec<&str> = self
            .blocks
            .iter()
            .filter(|block| block.kind.is_body())
            .map(|block| block.text.as_str())
            .collect();
        texts.join("\n\n")
    }

    /// Headline, dek, byline and body joined by blank lines: what `show --format ops` compares.
    pub fn text(&self) -> String {
        self.joined(None)
    }

    /// The same with the dateline before the body: all of the article that is text.
    pub fn whole_text(&self) -> String {
        self.joined(self.dateline.clone())
    }

    fn joined(&self, dateline: Option<String>) -> String {
        let byline = (!self.byline.is_empty()).then(|| self.byline.join(", "));
        let body = Some(self.body()).filter(|body| !body.is_empty());
        let parts = [self.headline.clone(), self.dek.clone(), byline, dateline, body];
        parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n")
    }

    /// The digest that decides whether an article differs from another: over the normal form of
    /// every part a reader sees, stamps, embeds and where links lead left out.
    pub fn digest(&self) -> Digest {
        let mut fields = vec![
            normal::form(self.headline.as_deref().unwrap_or("")),
            normal::form(self.dek.as_deref().unwrap_or("")),
            normal::form(&self.byline.join(", ")),
            normal::form(self.dateline.as_deref().unwrap_or("")),
        ];
        let shown = self.blocks.iter().filter(|block| block.kind != BlockKind::Embed);
        fields.extend(shown.map(|block| normal::form(&block.text)));
        Digest::of_fields(fields.iter().map(|field| field.as_bytes()))
    }

    /// The stamp of a kind that the most trusted source gives.
    pub fn stamp(&self, kind: StampKind) -> Option<&Stamp> {
        best_stamp(&self.stamps, kind)
    }

    /// The stamps that say the same whenever they are read: relative ones do not.
    pub fn claims(&self) -> Vec<Stamp> {
        self.stamps.iter().filter(|stamp| !stamp.relative).cloned().collect()
    }

    /// Whether it may be a version: there is a text, and nothing forbids it.
    pub fn is_sound(&self) -> bool {
        self.objection().is_none() && !self.blocks.is_empty()
    }

    /// The first signal that forbids a version of this article.
    pub fn objection(&self) -> Option<&Signal> {
        self.signals.iter().find(|signal| signal.kind.forbids_version())
    }
}

/// The stamp of a kind that the most trusted source gives.
pub fn best_stamp(stamps: &[Stamp], kind: StampKind) -> Option<&Stamp> {
    stamps.iter().filter(|stamp| stamp.kind == kind).min_by_key(|stamp| stamp.source)
}

/// Whether two lists of stamps claim the same, in whatever order.
pub fn claim_the_same(old: &[Stamp], new: &[Stamp]) -> bool {
    let claims = |stamps: &[Stamp]| {
        let mut claims: Vec<String> = stamps
            .iter()
            .filter(|stamp| !stamp.relative)
            .map(|stamp| format!("{:?} {} {}", stamp.kind, stamp.at, stamp.text))
            .collect();
        claims.sort();
        claims
    };
    claims(old) == claims(new)
}

impl BlockKind {
    /// Whether a block of this kind is part of the body's text.
    pub fn is_body(self) -> bool {
        !matches!(self, BlockKind::Caption | BlockKind::Embed)
    }
}

impl ClaimedTime {
    /// The instant, with the local clock read as UTC where no offset is known: good for ordering
    /// to within a day, not for display.
    pub fn instant(&self) -> NaiveDateTime {
        let offset = chrono::TimeDelta::seconds(i64::from(self.offset_seconds.unwrap_or(0)));
        self.local.checked_sub_signed(offset).unwrap_or(self.local)
    }

    /// Reads what `Display` writes, and any RFC 3339 time.
    pub fn parse(text: &str) -> Option<ClaimedTime> {
        let whole_day = |date: NaiveDate, precision| {
            Some(ClaimedTime { local: date.and_hms_opt(0, 0, 0)?, offset_seconds: None, precision })
        };
        match text.len() {
            4 => whole_day(NaiveDate::from_ymd_opt(text.parse().ok()?, 1, 1)?, Precision::Year),
            7 => whole_day(
                NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").ok()?,
                Precision::Month,
            ),
            10 => whole_day(NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?, Precision::Day),
            _ => ClaimedTime::parse_clock(text),
        }
    }

    fn parse_clock(text: &str) -> Option<ClaimedTime> {
        let precision = match text.get(16..17) {
            Some(":") => Precision::Second,
            _ => Precision::Minute,
        };
        if let Ok(at) = chrono::DateTime::parse_from_rfc3339(text) {
            return Some(ClaimedTime {
                local: at.naive_local(),
                offset_seconds: Some(at.offset().local_minus_utc()),
                precision,
            });
        }
        let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
            .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M"))
            .ok()?;
        Some(ClaimedTime { local, offset_seconds: None, precision })
    }
}

impl std::fmt::Display for ClaimedTime {
    /// Writes `2025`, `2025-12`, `2025-12-01`, or an RFC 3339 time; a clock time whose offset the
    /// publisher does not say stands without one.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.precision {
            Precision::Year => write!(f, "{}", self.local.format("%Y")),
            Precision::Month => write!(f, "{}", self.local.format("%Y-%m")),
            Precision::Day => write!(f, "{}", self.local.format("%Y-%m-%d")),
            Precision::Minute | Precision::Second => {
                write!(f, "{}", self.local.format("%Y-%m-%dT%H:%M:%S"))?;
                match self.offset_seconds {
                    None => Ok(()),
                    Some(0) => f.write_str("Z"),
                    Some(seconds) => {
                        let sign = if seconds < 0 { '-' } else { '+' };
                        let minutes = seconds.abs() / 60;
                        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
                    }
                }
            }
        }
    }
}

impl Serialize for ClaimedTime {
    /// Writes `{"at", "precision"}`: the text alone cannot tell 14:05 from 14:05:00.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.to_string(), self.precision).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ClaimedTime {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<ClaimedTime, D::Error> {
        let (text, precision) = <(String, Precision)>::deserialize(deserializer)?;
        let time = ClaimedTime::parse(&text)
            .ok_or_else(|| serde::de::Error::custom("not a claimed time"))?;
        Ok(ClaimedTime { precision, ..time })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_kept_before_blocks_had_links_is_read_and_takes_no_more_room() {
        let kept = r#"{"kind":"paragraph","text":"See the report."}"#;
        let block: Block = serde_json::from_str(kept).expect("it was kept so");
        assert_eq!(block, Block::new(BlockKind::Paragraph, "See the report."));
        assert_eq!(serde_json::to_string(&block).expect("plain data"), kept);
    }

    #[test]
    fn a_link_that_leads_elsewhere_makes_no_version() {
        let linked = |url: &str| {
            let links = vec![Link { text: "report".to_owned(), url: url.to_owned() }];
            let block = Block { links, ..Block::new(BlockKind::Paragraph, "See the report.") };
            Article { blocks: vec![block], ..Article::default() }
        };
        assert_eq!(linked("https://a.example/1").digest(), linked("https://a.example/2").digest());
    }
}
