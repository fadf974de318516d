//! Times that `<meta>` elements declare, under the many names that publishers give them.

use scraper::ElementRef;

use super::machine::declared;
use crate::article::{ClaimedTime, StampKind};

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

/// The time of a kind that a page's metas declare, with its text.
pub fn declared_in<'a>(
    metas: &[ElementRef<'a>],
    kind: StampKind,
    language: Option<&str>,
) -> Option<(ClaimedTime, &'a str)> {
    let table = match kind {
        StampKind::Published => &PUBLISHED[..],
        StampKind::Updated => &UPDATED[..],
    };
    let named = metas.iter().filter_map(|meta| {
        let name = ["property", "name", "itemprop", "http-equiv"];
        let names = name.iter().filter_map(|it| meta.attr(it)).map(letters);
        let rank = names.filter_map(|name| rank(&name, table, kind)).min()?;
        let value = meta.attr("content").or(meta.attr("value"))?;
        declared(value, language).map(|at| (rank, at, value))
    });
    named.min_by_key(|(rank, _, _)| *rank).map(|(_, at, value)| (at, value))
}

/// How far down a name stands in a table; names of a site's own making come last.
fn rank(name: &str, table: &[&str], kind: StampKind) -> Option<usize> {
    let known = table.iter().position(|known| *known == name);
    let telling: &[&str] = match kind {
        StampKind::Published => &["publish", "pubdate", "issued"],
        StampKind::Updated => &["modified", "updated"],
    };
    let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
    known.or_else(|| (says(telling) && !says(&["expir", "publisher"])).then_some(table.len()))
}

fn letters(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}
