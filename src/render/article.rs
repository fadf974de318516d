//! An article as the JSON of `extract --format json`.

use serde_json::{Value, json};

use crate::article::{Article, Signal, StampKind};
use crate::render::stamp;

/// The article with exactly the fields of the contract; absent values are null.
pub fn json(article: &Article) -> Value {
    let best = |kind| article.stamp(kind).map(|stamp| stamp.at.to_string());
    json!({
        "headline": article.headline,
        "dek": article.dek,
        "byline": article.byline,
        "dateline": article.dateline,
        "published": best(StampKind::Published),
        "updated": best(StampKind::Updated),
        "language": article.language,
        "canonical_url": article.canonical_url,
        "section": article.section,
        "image": article.image,
        "is_free": article.is_free,
        "direction": article.direction,
        "blocks": article.blocks,
        "body": article.body(),
        "stamps": article.stamps.iter().map(stamp::record).collect::<Vec<_>>(),
        "signals": article.signals.iter().map(signal).collect::<Vec<_>>(),
    })
}

fn signal(signal: &Signal) -> Value {
    json!({ "kind": signal.kind, "evidence": signal.evidence })
}
