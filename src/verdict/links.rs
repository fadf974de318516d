//! The reasons that links give: the words are the same, and lead to another place.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::article::{Article, Block};
use crate::diff::{Action, ArticleDiff, PartName};
use crate::link::Link;
use crate::text::normal;
use crate::verdict::{Reason, ReasonKind};

/// A reason for each link in what stands in both articles that leads to another place than the one
/// that stood there under the same words. That words became a link, or are none any more, is none:
/// publishers have that done by machines.
pub fn reasons(diff: &ArticleDiff, old: &Article, new: &Article) -> Vec<Reason> {
    let paired = paired(diff).into_iter();
    let reasons = paired.flat_map(|(olds, news)| {
        let block = news.start as u32;
        let olds = links(&old.blocks, olds);
        let news = links(&new.blocks, news);
        changed(olds, news).into_iter().map(move |(old, new)| Reason {
            kind: ReasonKind::Link,
            old: Some(old.url.clone()),
            new: Some(new.url.clone()),
            ratio: None,
            part: PartName::Block,
            block: Some(block),
        })
    });
    reasons.collect()
}

/// The blocks of parts that stand in both articles, and those of the old one that moved whole
/// beside those that they became.
fn paired(diff: &ArticleDiff) -> Vec<(Range<usize>, Range<usize>)> {
    let (mut old, mut new) = (0, 0);
    let (mut pairs, mut gone, mut come) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for part in diff.parts.iter().filter(|part| part.part == PartName::Block) {
        let (olds, news) =
            (old..old + part.old_blocks as usize, new..new + part.new_blocks as usize);
        (old, new) = (olds.end, news.end);
        match part.move_id.filter(|_| part.action == Action::Moved) {
            Some(id) if news.is_empty() => drop(gone.insert(id, olds)),
            Some(id) => drop(come.insert(id, news)),
            None if olds.is_empty() || news.is_empty() => {}
            None => pairs.push((olds, news)),
        }
    }
    let moved = come.into_iter().filter_map(|(id, news)| Some((gone.remove(&id)?, news)));
    pairs.extend(moved);
    pairs.sort_by_key(|(_, news)| news.start);
    pairs
}

/// The links of blocks with their words in normal form and the places they lead to.
fn links(blocks: &[Block], range: Range<usize>) -> Vec<(String, String, &Link)> {
    let links = blocks.get(range).unwrap_or(&[]).iter().flat_map(|block| &block.links);
    links.map(|link| (normal::form(&link.text), link.place(), link)).collect()
}

/// The links under the same words that lead to places of which the other side has none.
fn changed<'a>(
    mut olds: Vec<(String, String, &'a Link)>,
    mut news: Vec<(String, String, &'a Link)>,
) -> Vec<(&'a Link, &'a Link)> {
    olds.retain(|(words, place, _)| {
        let same = news.iter().position(|new| (&new.0, &new.1) == (words, place));
        same.map(|at| news.remove(at)).is_none()
    });
    let mut changed = Vec::new();
    for (words, _, new) in &news {
        if let Some(at) = olds.iter().position(|(old, ..)| old == words) {
            changed.push((olds.remove(at).2, *new));
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;
    use crate::diff;
    use crate::verdict::{Class, judge};

    /// An article of paragraphs in which `[words](address)` is a link.
    fn article(paragraphs: &[&str]) -> Article {
        let block = |marked: &&str| {
            let (mut text, mut links, mut rest) = (String::new(), Vec::new(), *marked);
            while let Some((before, link, after)) =
                rest.split_once('[').and_then(|(before, rest)| {
                    let (link, after) = rest.split_once(')')?;
                    Some((before, link.split_once("](")?, after))
                })
            {
                text.extend([before, link.0]);
                links.push(Link { text: link.0.to_owned(), url: link.1.to_owned() });
                rest = after;
            }
            Block { links, ..Block::new(BlockKind::Paragraph, text + rest) }
        };
        Article { blocks: paragraphs.iter().map(block).collect(), ..Article::default() }
    }

    fn check(old: &[&str], new: &[&str], wanted: &[(&str, &str)]) {
        let (old, new) = (article(old), article(new));
        let verdict = judge(&diff::articles(&old, &new), &old, &new);
        let links = verdict.reasons.iter().filter(|reason| reason.kind == ReasonKind::Link);
        let value = |side: &Option<String>| side.clone().unwrap_or_default();
        let found: Vec<(String, String)> =
            links.map(|reason| (value(&reason.old), value(&reason.new))).collect();
        let wanted: Vec<(String, String)> =
            wanted.iter().map(|(old, new)| (old.to_string(), new.to_string())).collect();
        assert_eq!(found, wanted);
        assert!(wanted.is_empty() || verdict.class == Class::Substantive);
    }

    #[test]
    fn the_same_words_may_lead_elsewhere() {
        let old =
            "The [report](https://a.example/1) is out, the mayor [said](https://a.example/2).";
        let new =
            "The [report](https://b.example/9) is out, the mayor [said](https://a.example/2).";
        check(&[old], &[new], &[("https://a.example/1", "https://b.example/9")]);
        check(&[old], &[old], &[]);
    }

    #[test]
    fn what_tracks_or_secures_a_link_changes_nothing() {
        check(
            &["The [report](http://a.example/1/) is out."],
            &["The [report](https://www.a.example/1?utm_source=x) is out."],
            &[],
        );
    }

    #[test]
    fn words_that_become_a_link_are_no_changed_link() {
        check(&["The report is out."], &["The [report](https://a.example/1) is out."], &[]);
        check(
            &["See [here](https://a.example/1) for more of it."],
            &["See [here](https://a.example/2) and [here](https://a.example/1) for more of it."],
            &[],
        );
    }

    #[test]
    fn a_paragraph_that_moved_takes_its_links_along() {
        let (one, two, three) = (
            "The council of the town voted on Monday for a [road](https://a.example/1) to the sea.",
            "It will cost 11 million crowns, the mayor said in the evening at the harbour.",
            "Neighbours had asked the council to wait for a report on the old oaks beside it.",
        );
        let moved = one.replace("a.example/1", "b.example/1");
        check(
            &[one, two, three],
            &[two, three, &moved],
            &[("https://a.example/1", "https://b.example/1")],
        );
    }
}
