//! Times that `<meta>` elements declare, under the many names that publishers give them.

use super::machine::declared;
use crate::article::{ClaimedTime, StampKind};
use crate::extract::dom::element::Element;

/// Names that mean one thing by convention, the most trusted first.
const PUBLISHED: [&str; 24] = [
    "articlepublishedtime",
    "ogpublishedtime",
    "articlepublished",
    "ogarticlepublishedtime",
    "datepublished",
    "publicationdate",
    "publisheddate",
    "parselypubdate",
    "sailthrudate",
    "dcdateissued",
    "dctermsissued",
    "dctermscreated",
    "dcdatecreated",
    "dcdate",
    "dctermsdate",
    "citationpublicationdate",
    "citationdate",
    "pubdate",
    "publishdate",
    "publishtime",
    "date",
    "cxenseparserecspublishtime",
    "cxenseparsepublishtime",
    "datecreated",
];

const UPDATED: [&str; 14] = [
    "articlemodifiedtime",
    "ogupdatedtime",
    "articleupdatedtime",
    "ogmodifiedtime",
    "ogarticlemodifiedtime",
    "datemodified",
    "dctermsmodified",
    "dcdatemodified",
    "lastmodified",
    "lastmod",
    "articleupdated",
    "revised",
    "modifieddate",
    "modifiedtime",
];

/// The time of a kind that a page's metas declare by a name that many publishers use.
pub fn conventional<'a>(
    metas: &[Element<'a>],
    kind: StampKind,
    language: Option<&str>,
) -> Option<(ClaimedTime, &'a str)> {
    let table = match kind {
        StampKind::Published => &PUBLISHED[..],
        StampKind::Updated => &UPDATED[..],
    };
    best(metas, language, |name| table.iter().position(|known| *known == name))
}

/// The time of a kind that a meta declares whose name says it in the publisher's own way.
pub fn telling<'a>(
    metas: &[Element<'a>],
    kind: StampKind,
    language: Option<&str>,
) -> Option<(ClaimedTime, &'a str)> {
    let words: &[&str] = match kind {
        StampKind::Published => &["publish", "pubdate", "issued"],
        StampKind::Updated => &["modified", "updated"],
    };
    let says = |name: &str, words: &[&str]| words.iter().any(|word| name.contains(word));
    best(metas, language, |name| {
        (says(name, words) && !says(name, &["expir", "publisher"])).then_some(0)
    })
}

fn best<'a>(
    metas: &[Element<'a>],
    language: Option<&str>,
    rank: impl Fn(&str) -> Option<usize>,
) -> Option<(ClaimedTime, &'a str)> {
    let named = metas.iter().filter_map(|meta| {
        let attributes = ["property", "name", "itemprop", "http-equiv"];
        let names = attributes.iter().filter_map(|it| meta.attribute(it)).map(letters);
        let rank = names.filter_map(|name| rank(&name)).min()?;
        let value = meta.attribute("content").or(meta.attribute("value"))?;
        declared(value, language).map(|at| (rank, at, value))
    });
    named.min_by_key(|(rank, _, _)| *rank).map(|(_, at, value)| (at, value))
}

fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
