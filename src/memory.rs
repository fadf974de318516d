//! What is known of a story's pages from before they are read: where the story stood, and which
//! texts its host repeats.
//!
//! A story's standing memory changes seldom, and only between two looks: like the extractor's
//! number it is part of what made a reading, and two readings are compared only where both are the
//! same.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::article::{Article, Block};
use crate::digest::Digest;
use crate::text::normal;

/// Paths of blocks that are remembered of a page.
const SHAPES_MAX: usize = 200;
/// Lines kept, and lines left out, that are remembered of a page.
const LINES_MAX: usize = 2_000;
/// Names of a byline that are remembered.
const NAMES_MAX: usize = 50;
/// Texts that are remembered as repeated, of a host and so of a page.
const REPEATED_MAX: usize = 4_096;
/// Blocks of a story that count for what its host repeats.
const BLOCKS_MAX: usize = 200;
/// In how many stories of a host a text stands that it repeats.
const STORIES_MIN: usize = 3;

/// What is known of a page before it is read; by default nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Memory {
    pub places: Option<Places>,
    /// Texts that stand word for word in several stories of the host.
    pub repeated: BTreeSet<Mark>,
}

/// Where on a page the story stood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places {
    /// Stands for the path of the element that held it.
    pub container: Mark,
    /// Stand for the paths of its blocks, from there.
    pub shapes: BTreeSet<Mark>,
    /// The lines of the story that might be taken for others.
    pub kept: BTreeSet<Mark>,
    /// The lines of the page that were left out and might be taken for the story's.
    pub left_out: BTreeSet<Mark>,
    /// None where it was not looked for.
    #[serde(default)]
    pub head: Option<Head>,
}

/// What stood above the story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// Stands for the path of the standfirst, from the page's own element.
    pub dek: Option<Mark>,
    /// The names in the byline.
    pub byline: BTreeSet<Mark>,
}

/// Stands for a text in its normal form, or for a path, in four bytes: a page has a few hundred to
/// be told apart, and they are kept again and again.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Mark(pub u32);

impl Mark {
    /// That of a text: the first bytes of its digest.
    pub fn of(text: &str) -> Mark {
        let Digest([a, b, c, d, ..]) = Digest::of(normal::form(text).as_bytes());
        Mark(u32::from_be_bytes([a, b, c, d]))
    }
}

impl Memory {
    /// The digest that stands for it beside a reading.
    pub fn digest(&self) -> Digest {
        let number = |mark: &Mark| mark.0.to_be_bytes();
        let marks = |marks: &BTreeSet<Mark>| marks.iter().flat_map(number).collect::<Vec<u8>>();
        let mut fields = vec![marks(&self.repeated)];
        if let Some(places) = &self.places {
            fields.push(places.container.0.to_be_bytes().to_vec());
            fields.push(marks(&places.kept));
            fields.push(marks(&places.left_out));
            fields.push(marks(&places.shapes));
            if let Some(head) = &places.head {
                fields.push(head.dek.iter().flat_map(number).collect());
                fields.push(marks(&head.byline));
            }
        }
        Digest::of_fields(fields.iter().map(Vec::as_slice))
    }

    /// What there is to know of a story where its article stood at these places, of all that its
    /// host repeats that which `shown` has.
    pub fn settled(
        places: Option<&Places>,
        repeated: &BTreeSet<Mark>,
        shown: &BTreeSet<Mark>,
    ) -> Memory {
        Memory { places: places.map(Places::bounded), repeated: both(repeated, shown) }
    }

    /// The same with what a newer page tells: where the story stands now, if it has moved, and what
    /// of `shown` the host has come to repeat. What was known to be repeated stays so.
    pub fn renewed(
        &self,
        places: Option<&Places>,
        repeated: &BTreeSet<Mark>,
        shown: &BTreeSet<Mark>,
    ) -> Memory {
        let container = |places: &Places| places.container;
        let found = places.map(Places::bounded);
        let has_moved = found.as_ref().map(container) != self.places.as_ref().map(container);
        let places = found.filter(|_| has_moved).or_else(|| self.places.clone());
        let repeated = both(repeated, shown);
        let repeated = self.repeated.union(&repeated).copied().take(REPEATED_MAX).collect();
        Memory { places, repeated }
    }

    /// Labels the blocks whose texts the host repeats.
    pub fn label(&self, blocks: &mut [Block]) {
        if self.repeated.is_empty() {
            return;
        }
        for block in blocks {
            block.repeated = self.repeated.contains(&Mark::of(&block.text));
        }
    }
}

impl Places {
    /// What of the places is kept.
    fn bounded(&self) -> Places {
        let first = |marks: &BTreeSet<Mark>, count| marks.iter().take(count).copied().collect();
        Places {
            container: self.container,
            shapes: first(&self.shapes, SHAPES_MAX),
            kept: first(&self.kept, LINES_MAX),
            left_out: first(&self.left_out, LINES_MAX),
            head: self
                .head
                .as_ref()
                .map(|head| Head { dek: head.dek, byline: first(&head.byline, NAMES_MAX) }),
        }
    }
}

fn both(repeated: &BTreeSet<Mark>, shown: &BTreeSet<Mark>) -> BTreeSet<Mark> {
    repeated.intersection(shown).copied().take(REPEATED_MAX).collect()
}

/// The marks of an article's blocks.
pub fn marks(article: &Article) -> BTreeSet<Mark> {
    article.blocks.iter().take(BLOCKS_MAX).map(|block| Mark::of(&block.text)).collect()
}

/// The marks by which a story counts for what its host repeats: of its blocks, and of what was left
/// out of them because the host was known to repeat it, which would be forgotten otherwise.
pub fn counted(article: &Article, memory: &Memory) -> BTreeSet<Mark> {
    marks(article).into_iter().chain(memory.repeated.iter().copied().take(BLOCKS_MAX)).collect()
}

/// What a host repeats, given the marks of each of its stories.
pub fn repeated(stories: impl IntoIterator<Item = BTreeSet<Mark>>) -> BTreeSet<Mark> {
    let mut counts = BTreeMap::<Mark, usize>::new();
    for mark in stories.into_iter().flatten() {
        *counts.entry(mark).or_default() += 1;
    }
    counts.retain(|_, count| *count >= STORIES_MIN);
    counts.into_keys().take(REPEATED_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::BlockKind;

    fn set(texts: &[&str]) -> BTreeSet<Mark> {
        texts.iter().map(|text| Mark::of(text)).collect()
    }

    fn places(container: &str) -> Places {
        Places {
            container: Mark::of(container),
            shapes: set(&["p"]),
            kept: set(&["More to follow."]),
            left_out: set(&["Most read"]),
            head: Some(Head { dek: Some(Mark::of("/p")), byline: set(&["Ann Lee"]) }),
        }
    }

    #[test]
    fn a_text_is_repeated_when_three_stories_have_it() {
        let stories = [["a", "b"], ["a", "b"], ["a", "c"]];
        assert_eq!(repeated(stories.iter().map(|texts| set(texts))), set(&["a"]));
        let twice_in_one = ["x", "x", "x"];
        assert_eq!(repeated([set(&twice_in_one)]), set(&[]));
    }

    #[test]
    fn a_mark_stands_for_a_text_however_it_is_spaced() {
        assert_eq!(Mark::of("Read\u{a0}more "), Mark::of("Read more"));
        assert_ne!(Mark::of("Read more"), Mark::of("Read Less"));
    }

    #[test]
    fn what_is_repeated_is_labelled_and_kept() {
        let block = |text: &str| Block::new(BlockKind::Paragraph, text);
        let mut blocks = [block("We regret the error."), block("Two died.")];
        let memory = Memory { repeated: set(&["We  regret the error."]), places: None };
        memory.label(&mut blocks);
        assert_eq!(blocks.each_ref().map(|block| block.repeated), [true, false]);
    }

    #[test]
    fn every_part_of_a_memory_counts_in_its_digest() {
        let memory =
            |place: Option<Places>, texts: &[&str]| Memory { places: place, repeated: set(texts) };
        let bare = Places { left_out: set(&[]), ..places("/div") };
        let short = Places { kept: set(&[]), ..places("/div") };
        let other = Places { shapes: set(&["li"]), ..places("/div") };
        let head = |dek, names: &[&str]| {
            let head = Head { dek, byline: set(names) };
            Places { head: Some(head), ..places("/div") }
        };
        let all = [
            memory(Some(head(None, &[])), &[]),
            memory(Some(head(None, &["Ann Lee"])), &[]),
            memory(Some(Places { head: None, ..places("/div") }), &[]),
            Memory::default(),
            memory(None, &["a"]),
            memory(Some(Places::default()), &[]),
            memory(Some(places("/div")), &[]),
            memory(Some(places("/main")), &[]),
            memory(Some(places("/div")), &["a"]),
            memory(Some(bare), &[]),
            memory(Some(short), &[]),
            memory(Some(other), &[]),
        ];
        let digests: BTreeSet<Digest> = all.iter().map(Memory::digest).collect();
        assert_eq!(digests.len(), all.len());
        for memory in all {
            let json = serde_json::to_string(&memory).expect("plain data");
            let again: Memory = serde_json::from_str(&json).expect("what was written");
            assert_eq!(again.digest(), memory.digest());
        }
    }

    #[test]
    fn a_memory_stays_where_the_story_stays() {
        let first = Memory::settled(Some(&places("/div")), &set(&["a", "b"]), &set(&["a"]));
        assert_eq!(first.repeated, set(&["a"]), "what the page does not show is not kept");
        let more = Places { left_out: set(&["Most read", "Weather"]), ..places("/div") };
        assert_eq!(first.renewed(Some(&more), &set(&[]), &set(&["b"])), first);
        assert_eq!(first.renewed(None, &set(&[]), &set(&[])), first);
        let moved = first.renewed(Some(&places("/main")), &set(&["b", "c"]), &set(&["b"]));
        assert_eq!(moved, Memory { places: Some(places("/main")), repeated: set(&["a", "b"]) });
    }

    #[test]
    fn a_memory_is_bounded() {
        let many = |count: u32| (0..count).map(Mark).collect::<BTreeSet<_>>();
        let huge = Places {
            container: Mark::of("/div"),
            shapes: many(9_000),
            kept: many(9_000),
            left_out: many(9_000),
            head: Some(Head { dek: None, byline: many(9_000) }),
        };
        let memory = Memory::settled(Some(&huge), &many(9_000), &many(9_000));
        let memory = memory.renewed(Some(&huge), &many(90_000), &many(90_000));
        let kept = memory.places.expect("the page told");
        let counts = [kept.shapes.len(), kept.kept.len(), kept.left_out.len()];
        assert_eq!(counts, [SHAPES_MAX, LINES_MAX, LINES_MAX]);
        assert_eq!(kept.head.map(|head| head.byline.len()), Some(NAMES_MAX));
        assert_eq!(memory.repeated.len(), REPEATED_MAX);
        let blocks = (0..900).map(|it| Block::new(BlockKind::Paragraph, it.to_string())).collect();
        assert_eq!(marks(&Article { blocks, ..Article::default() }).len(), BLOCKS_MAX);
        assert_eq!(repeated([many(9_000), many(9_000), many(9_000)]).len(), REPEATED_MAX);
    }
}
