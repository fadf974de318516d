//! Lineages by example, and beside two reckonings by brute force.

use proptest::prelude::*;

use super::*;
use crate::article::Block;
use crate::blame::passages::passages;
use crate::diff::{self, Op, Part, Run};
use crate::text::tokens::tokens;

fn article(paragraphs: &[&str]) -> Article {
    let block = |text: &&str| Block::new(BlockKind::Paragraph, *text);
    Article { blocks: paragraphs.iter().map(block).collect(), ..Article::default() }
}

/// The blame of the newest of some versions, which is checked to be the article in spans.
fn blame(versions: &[Article]) -> Blame {
    let mut lineage = Lineage::default();
    for (version, article) in (1..).zip(versions) {
        lineage.follow(version, article.clone());
    }
    let blame = lineage.blame();
    let newest = passages(versions.last().expect("there is a version"));
    assert_eq!(blame.passages.len(), newest.len());
    for (credited, passage) in blame.passages.iter().zip(&newest) {
        let joined: String = credited.spans.iter().map(|span| span.text.as_str()).collect();
        let has_words = !tokens(&passage.text).is_empty();
        assert_eq!(joined, if has_words { passage.text.as_str() } else { "" });
        let is_told_apart = |pair: &[Brought]| pair[0].version != pair[1].version;
        assert!(credited.spans.windows(2).all(is_told_apart), "{credited:?}");
    }
    blame
}

/// Checks the newest version's words, those of later versions than the first between marks.
fn check(versions: &[&[&str]], expected: &[&str]) {
    let articles: Vec<Article> = versions.iter().map(|version| article(version)).collect();
    let marked = |passage: &Credited| -> String {
        let marked = |span: &Brought| match span.version {
            1 => span.text.clone(),
            version => format!("{{{version}:{}}}", span.text),
        };
        passage.spans.iter().map(marked).collect()
    };
    let found: Vec<String> = blame(&articles).passages.iter().map(marked).collect();
    assert_eq!(found, expected);
}

const FERRY: &str = "Ferries are to run every ten minutes between the two banks of the river.";
const BRIDGE: &str = "The old harbour bridge will close to all traffic in May, the council said.";

#[test]
fn words_belong_to_the_version_that_brought_them() {
    check(&[&["Two died."]], &["Two died."]);
    check(&[&["Two died."], &["Three died."]], &["{2:Three }died."]);
    check(
        &[&["Two died."], &["Three died."], &["Three died on Monday."]],
        &["{2:Three }died {3:on Monday}."],
    );
    check(&[&[BRIDGE], &[BRIDGE, FERRY]], &[BRIDGE, &format!("{{2:{FERRY}}}")]);
}

#[test]
fn words_that_moved_are_the_words_that_they_were() {
    check(
        &[&[BRIDGE, FERRY, "It is old."], &[FERRY, BRIDGE, "It is old."]],
        &[FERRY, BRIDGE, "It is old."],
    );
    let edited = FERRY.replace("ten", "nine");
    let expected = FERRY.replace("ten ", "{2:nine }");
    check(
        &[&[BRIDGE, FERRY, "It is old."], &[&edited, BRIDGE, "It is old."]],
        &[&expected, BRIDGE, "It is old."],
    );
}

#[test]
fn words_that_changed_in_looks_only_are_the_words_that_they_were() {
    check(&[&["\"It's old,\" he said."], &["“It’s old,” he said."]], &["“It’s old,” he said."]);
}

#[test]
fn words_that_came_back_belong_to_the_version_that_first_brought_them() {
    let (two, three) = ("Two died in the fire.", "Three died in the fire.");
    check(&[&[two], &[three], &[two]], &[two]);
    check(&[&[two], &[three], &[two], &[three]], &["{2:Three }died in the fire."]);
    check(&[&[BRIDGE, FERRY], &[BRIDGE], &["New.", BRIDGE, FERRY]], &["{3:New.}", BRIDGE, FERRY]);
}

#[test]
fn words_that_were_away_too_long_are_new() {
    let owner = |versions_between: usize| {
        let between = (0..versions_between).map(|number| article(&[&format!("No {number} fled")]));
        let versions: Vec<Article> = std::iter::once(article(&["Two died."]))
            .chain(between)
            .chain([article(&["Two died."])])
            .collect();
        blame(&versions).passages[0].spans[0].version as usize
    };
    assert_eq!(owner(LOOK_BACK - 1), 1);
    assert_eq!(owner(LOOK_BACK), LOOK_BACK + 2);
}

#[test]
fn only_words_with_a_letter_or_digit_are_counted() {
    let blame = blame(&[article(&["Two died."]), article(&["Two died – 5 fled."])]);
    assert_eq!(blame.words.into_iter().collect::<Vec<_>>(), [(1, 2), (2, 2)]);
}

#[test]
fn a_text_without_words_has_no_span() {
    check(&[&["", " \n"]], &["", ""]);
}

/// The runs of a block, and of the blank line that stands behind it.
fn with_end(part: Part) -> Vec<Run> {
    let op = match (part.old_blocks, part.new_blocks) {
        (_, 0) => Op::Delete,
        (0, _) => Op::Insert,
        (_, _) => Op::Equal,
    };
    let end = Run { op, text: BLANK_LINE, move_id: None, class: None };
    part.ops.into_iter().chain([end]).collect()
}

/// By brute force: the byte of the old text that each byte of the new one is, none where it is new.
fn bytes(old: &Article, new: &Article) -> Vec<Option<usize>> {
    let diff = diff::articles(old, new);
    let runs: Vec<Run> = diff.parts.into_iter().flat_map(with_end).collect();
    let is_move = |op: Op| matches!(op, Op::MoveFrom | Op::MoveTo);
    let (mut at, mut sources, mut found) = (0, Vec::new(), Vec::new());
    for run in &runs {
        if matches!(run.op, Op::Equal | Op::Delete | Op::MoveFrom) {
            sources.push((run, at));
            at += run.text.len();
        }
    }
    for run in &runs {
        let source =
            |op: Op| sources.iter().find(|(it, _)| it.op == op && it.move_id == run.move_id);
        match run.op {
            Op::Equal => {
                let from = sources.iter().find(|(it, _)| std::ptr::eq(*it, run)).expect("itself").1;
                found.extend((from..from + run.text.len()).map(Some));
            }
            Op::MoveTo => {
                let (half, from) = source(Op::MoveFrom).expect("the other half");
                let (mut old, inner) = (*from, diff::edit(half.text, run.text));
                for piece in inner {
                    assert!(!is_move(piece.op));
                    let length = piece.text.len();
                    match piece.op {
                        Op::Equal => found.extend((old..old + length).map(Some)),
                        _ if piece.op == Op::Insert => found.extend(vec![None; length]),
                        _ => {}
                    }
                    old += if piece.op == Op::Insert { 0 } else { length };
                }
            }
            Op::Insert => found.extend(vec![None; run.text.len()]),
            Op::Delete | Op::MoveFrom => {}
        }
    }
    found
}

/// By brute force: the version that brought each byte, every version beside all before it.
fn reckoned(versions: &[Article]) -> Vec<u32> {
    let mut origins: Vec<Vec<u32>> = Vec::new();
    for (at, new) in versions.iter().enumerate() {
        let same = versions[..at].iter().rposition(|old| old.blocks == new.blocks);
        let own = match same {
            Some(same) => origins[same].clone(),
            None => {
                let pairs: Vec<_> = versions[..at].iter().map(|old| bytes(old, new)).collect();
                let length = passages(new).iter().map(|passage| passage.text.len() + 2).sum();
                let origin = |byte: usize| {
                    let shared =
                        (0..at).rev().find_map(|old| Some(origins[old][pairs[old][byte]?]));
                    shared.unwrap_or(at as u32 + 1)
                };
                (0..length).map(origin).collect()
            }
        };
        origins.push(own);
    }
    origins.pop().expect("there is a version")
}

/// The versions that brought the first bytes of the words, in order; none for the blank lines.
fn told(blame: &Blame) -> Vec<u32> {
    let of_passage = |passage: &Credited| -> Vec<u32> {
        let spans = passage.spans.iter();
        spans.flat_map(|span| vec![span.version; span.text.len()]).chain([0, 0]).collect()
    };
    blame.passages.iter().flat_map(of_passage).collect()
}

const WORDS: [&str; 8] = ["two", "died", "in", "the", "fire", "not", "on", "Monday"];

fn texts() -> impl Strategy<Value = Vec<Vec<usize>>> {
    proptest::collection::vec(proptest::collection::vec(0..WORDS.len(), 1..14), 1..4)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn each_word_is_where_brute_force_finds_it(
        drafts in proptest::collection::vec(texts(), 1..3),
        steps in proptest::collection::vec((0..6_usize, 0..8_usize, 0..WORDS.len()), 0..7),
    ) {
        let mut versions = drafts;
        for (act, place, word) in steps {
            let mut next = versions.last().expect("a draft").clone();
            let block = place % next.len();
            let at = place % next[block].len();
            match act {
                0 => next[block][at] = word,
                1 => next[block].insert(at, word),
                2 if next[block].len() > 1 => drop(next[block].remove(at)),
                3 => next.rotate_left(block),
                4 => next = versions[place % versions.len()].clone(),
                _ => next.push(vec![word; at + 1]),
            }
            versions.push(next);
        }
        let written = |version: &Vec<Vec<usize>>| {
            let sentence = |words: &Vec<usize>| {
                words.iter().map(|&word| WORDS[word]).collect::<Vec<_>>().join(" ") + "."
            };
            let paragraphs: Vec<String> = version.iter().map(sentence).collect();
            article(&paragraphs.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let articles: Vec<Article> = versions.iter().map(written).collect();
        let (told, reckoned) = (told(&blame(&articles)), reckoned(&articles));
        let content = Content::of(articles.last().expect("a draft").clone());
        for word in &content.words {
            let at = word.start;
            prop_assert_eq!(told[at], reckoned[at], "{:?} in {:?}", &content.text[word.range()], articles);
        }
    }

    #[test]
    fn a_sentence_belongs_to_the_first_version_that_had_it(
        versions in proptest::collection::vec(
            proptest::sample::subsequence((0..6_usize).collect::<Vec<_>>(), 1..=6).prop_shuffle(),
            1..6,
        ),
    ) {
        // No two sentences share a word.
        let sentence = |number: usize| {
            let words = (0..9).map(|at| format!("{}{}", WORDS[at % 8], number * 9 + at));
            words.collect::<Vec<_>>().join(" ") + "."
        };
        let written = |version: &Vec<usize>| {
            let paragraphs: Vec<String> = version.iter().map(|&it| sentence(it)).collect();
            article(&paragraphs.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let articles: Vec<Article> = versions.iter().map(written).collect();
        let first = |number| versions.iter().position(|version| version.contains(&number));
        for (credited, &number) in blame(&articles).passages.iter().zip(versions.last().expect("one")) {
            let found: Vec<usize> =
                credited.spans.iter().map(|span| span.version as usize - 1).collect();
            prop_assert_eq!(&found, &[first(number).expect("the newest has it")]);
        }
    }
}
