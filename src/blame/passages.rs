//! The passages of an article: its fields and blocks, each as one text, in the order of a diff's
//! parts.

use crate::article::{Article, BlockKind};
use crate::diff::PartName;

/// A field or block of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub part: PartName,
    /// The kind of a block; none for the fields.
    pub kind: Option<BlockKind>,
    pub text: String,
}

/// All that an article says, fields first; what it has not is left out.
pub fn passages(article: &Article) -> Vec<Passage> {
    let byline = (!article.byline.is_empty()).then(|| article.byline.join(", "));
    let fields = [
        (PartName::Headline, article.headline.clone()),
        (PartName::Dek, article.dek.clone()),
        (PartName::Byline, byline),
        (PartName::Dateline, article.dateline.clone()),
    ];
    let field = |(part, text): (PartName, Option<String>)| {
        let text = text.filter(|text| !text.is_empty())?;
        Some(Passage { part, kind: None, text })
    };
    let blocks = article.blocks.iter().map(|block| Passage {
        part: PartName::Block,
        kind: Some(block.kind),
        text: block.text.clone(),
    });
    fields.into_iter().filter_map(field).chain(blocks).collect()
}
