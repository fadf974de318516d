//! An article as the JSON of `extract --format json`.

use serde_json::{Value, json};

use crate::article::{Article, Block, Signal, StampKind};
use crate::link::Link;
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
        "blocks": article.blocks.iter().map(block).collect::<Vec<_>>(),
        "links": links(&article.blocks),
        "body": article.body(),
        "stamps": article.stamps.iter().map(stamp::record).collect::<Vec<_>>(),
        "signals": article.signals.iter().map(signal).collect::<Vec<_>>(),
    })
}

/// A block with what is known of it; its links stand with all links.
fn block(block: &Block) -> Value {
    let mut record = json!({ "kind": block.kind, "text": block.text });
    if block.repeated {
        record["repeated"] = json!(true);
    }
    if let Some(id) = &block.id {
        record["id"] = json!(id);
    }
    record
}

/// The links of all blocks, each with the index of its own.
fn links(blocks: &[Block]) -> Vec<Value> {
    let of_block = |(at, block): (usize, &Block)| {
        let record = |link: &Link| json!({ "block": at, "text": link.text, "url": link.url });
        block.links.iter().map(record).collect::<Vec<_>>()
    };
    blocks.iter().enumerate().flat_map(of_block).collect()
}

fn signal(signal: &Signal) -> Value {
    json!({ "kind": signal.kind, "evidence": signal.evidence })
}
