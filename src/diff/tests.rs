//! Diffs by example, each held to the law of the exact round trip.

use super::*;
use crate::article::Block;

/// Writes runs with marks: `[-removed-]{+added+}`, moves as `<1<away<` and `>1>here>`.
fn marked(runs: &[Run]) -> String {
    let mark = |run: &Run| match (run.op, run.move_id) {
        (Op::Equal, _) => run.text.to_string(),
        (Op::Delete, _) => format!("[-{}-]", run.text),
        (Op::Insert, _) => format!("{{+{}+}}", run.text),
        (Op::MoveFrom, id) => format!("<{}<{}<", id.unwrap_or(0), run.text),
        (Op::MoveTo, id) => format!(">{}>{}>", id.unwrap_or(0), run.text),
    };
    runs.iter().map(mark).collect()
}

fn check(old: &str, new: &str, expected: &str) {
    let runs = diff(old, new);
    assert_eq!(marked(&runs), expected);
    laws::check(old, new, &runs);
}

#[test]
fn words_are_replaced_whole() {
    check("Two died.", "Three died.", "[-Two-]{+Three+} died.");
    check("for 11 months.", "for 10 months.", "for [-11-]{+10+} months.");
    check("paid $1,234.50 now", "paid $1,243.50 now", "paid $[-1,234.50-]{+1,243.50+} now");
    check("same", "same", "same");
    check("", "all new", "{+all new+}");
    check("all gone", "", "[-all gone-]");
    check("", "", "");
}

#[test]
fn a_change_ends_with_its_sentence() {
    check(
        "She died. Ten were hurt on Monday.",
        "She lived. Two were hurt on Monday.",
        "She [-died-]{+lived+}. [-Ten-]{+Two+} were hurt on Monday.",
    );
    check(
        "Ödenmediğini söyledi. Sendika avukatı dava açtı.",
        "Ödendiğini söyledi. Sendikanın avukatı dava açtı.",
        "[-Ödenmediğini-]{+Ödendiğini+} söyledi. [-Sendika-]{+Sendikanın+} avukatı dava açtı.",
    );
    check(
        "It has a U.S. Army base.",
        "It has a UK Navy base.",
        "It has a [-U.S. Army-]{+UK Navy+} base.",
    );
}

#[test]
fn a_text_that_is_too_long_is_replaced_whole() {
    assert_eq!(marked(&replaced("one", "two")), "[-one-]{+two+}");
    assert_eq!(marked(&replaced("one", "one")), "one");
    assert_eq!(marked(&replaced("", "two")), "{+two+}");
    assert!(replaced("", "").is_empty());
}

#[test]
fn white_space_goes_with_the_word_that_brings_it() {
    check("He left.", "He quietly left.", "He {+quietly +}left.");
    check("One.\n\nTwo.", "One.\n\nNew.\n\nTwo.", "One.\n\n{+New.\n\n+}Two.");
    check("One.", "One.\n\nTwo.", "One.{+\n\nTwo.+}");
    check("a b", "a  b", "a[- -]{+  +}b");
}

#[test]
fn an_edge_stands_where_a_writer_would_set_it() {
    check("He came. He left.", "He came. He ate. He left.", "He came. {+He ate. +}He left.");
    check("in Rome, in Bonn", "in Rome, in Kyiv, in Bonn", "in Rome, {+in Kyiv, +}in Bonn");
}

#[test]
fn a_paragraph_that_stands_elsewhere_is_moved() {
    let (a, b, c) = (
        "The first paragraph tells of rain in the north.",
        "The second one tells of sun over the sea.",
        "The third paragraph names the mayor of the town.",
    );
    check(
        &[a, b, c].join("\n\n"),
        &[c, a, b].join("\n\n"),
        &format!(">1>{c}\n\n>{a}\n\n{b}<1<\n\n{c}<"),
    );
}

#[test]
fn a_sentence_that_stands_elsewhere_is_moved() {
    check(
        "The vote was close today. Rain fell on the long queues. The mayor won by nine votes.",
        "Rain fell on the long queues. The mayor won by nine votes. The vote was close today.",
        "<1<The vote was close today. <Rain fell on the long queues. \
         The mayor won by nine votes.>1> The vote was close today.>",
    );
}

#[test]
fn a_passage_that_went_to_another_sentence_is_moved() {
    check(
        "It is a rule, and names the last day of 2016 as its end.\n\nThe site stays.\n\nRead it.",
        "It is a rule.\n\nThe site stays.\n\nRead it, and names the last day of 2016 as its end.",
        "It is a rule<1<, and names the last day of 2016 as its end<.\n\nThe site stays.\n\nRead \
         it>1>, and names the last day of 2016 as its end>.",
    );
    // Seven words may come back by accident.
    let runs = diff(
        "It was said, and all of the town was there.\n\nNo.",
        "It was said.\n\nThen he left, and all of the town was there.\n\nNo.",
    );
    assert!(runs.iter().all(|run| run.move_id.is_none()), "{}", marked(&runs));
}

#[test]
fn a_post_is_compared_with_the_post_of_its_name() {
    let blog = |posts: &[(&str, &str)]| {
        let post = |&(id, text): &(&str, &str)| Block {
            id: Some(id.to_owned()),
            ..Block::new(BlockKind::Post, text)
        };
        Article { blocks: posts.iter().map(post).collect(), ..Article::default() }
    };
    let actions = |old: &[(&str, &str)], new: &[(&str, &str)]| {
        let (old, new) = (blog(old), blog(new));
        articles(&old, &new).parts.iter().map(|part| part.action).collect::<Vec<_>>()
    };
    let first = ("p1", "Trains to the coast stand still after a storm, the railway says at nine.");
    let again = "Trains to the coast stand still after a storm, the railway says at ten.";
    let edited = ("p1", "Trains run again from nine, says the railway; buses are not needed now.");
    // What reads like the earlier post is a new one.
    assert_eq!(actions(&[first], &[("p2", again), edited]), [Action::Added, Action::Edited]);
    assert_eq!(actions(&[first], &[("p2", again), first]), [Action::Added, Action::Kept]);
    // A site that names its posts anew on every look says nothing by it.
    assert_eq!(actions(&[first], &[("q1", first.1)]), [Action::Kept]);
}

#[test]
fn a_paragraph_that_was_split_keeps_its_words() {
    check(
        "Rain fell all night on the town and the river rose. The mayor closed two bridges at dawn.",
        "Rain fell all night on the town and the river rose.\n\nThe mayor closed two bridges at dawn.",
        "Rain fell all night on the town and the river rose.[- -]{+\n\n+}\
         The mayor closed two bridges at dawn.",
    );
}

#[test]
fn unrelated_paragraphs_are_not_mixed() {
    check(
        "Intro.\n\nGrapes ripen late under northern skies each autumn.\n\nEnd.",
        "Intro.\n\nDelegates voted early, said two people who asked for secrecy.\n\nEnd.",
        "Intro.\n\n[-Grapes ripen late under northern skies each autumn.-]\
         {+Delegates voted early, said two people who asked for secrecy.+}\n\nEnd.",
    );
}

#[test]
fn cosmetic_changes_carry_their_class() {
    let classes = |old: &str, new: &str| -> Vec<Option<Cosmetic>> {
        let runs = diff(old, new);
        laws::check(old, new, &runs);
        runs.iter().filter(|run| run.op != Op::Equal).map(|run| run.class).collect()
    };
    assert_eq!(classes("It's so", "It’s so"), [Some(Cosmetic::Quotes); 2]);
    assert_eq!(classes("end--this", "end—this"), [Some(Cosmetic::Dashes); 2]);
    assert_eq!(classes("Tell us: now", "TELL US: NOW"), [Some(Cosmetic::Case); 4]);
    assert_eq!(
        classes("Road Works Delayed Again", "Road works delayed again"),
        [Some(Cosmetic::Case); 2]
    );
    assert_eq!(classes("grew .5 percent", "grew 5 percent"), [None]);
    assert_eq!(classes("was not able", "was notable"), [None; 2]);
    assert_eq!(classes("in May", "in may"), [None; 2]);
    assert_eq!(classes("for us", "for US"), [None; 2]);
    assert_eq!(classes("armed suspect.", "armed suspect?"), [None; 2]);
}

fn article(headline: &str, blocks: &[&str]) -> Article {
    let block = |text: &&str| Block::new(BlockKind::Paragraph, *text);
    Article {
        headline: Some(headline.into()),
        blocks: blocks.iter().map(block).collect(),
        ..Article::default()
    }
}

fn check_parts(old: &Article, new: &Article, expected: &[(Action, &str)]) -> Stats {
    let diff = articles(old, new);
    let found: Vec<(Action, String)> =
        diff.parts.iter().map(|part| (part.action, marked(&part.ops))).collect();
    let expected: Vec<(Action, String)> =
        expected.iter().map(|(action, text)| (*action, text.to_string())).collect();
    assert_eq!(found, expected);
    diff.stats
}

#[test]
fn an_article_is_compared_part_by_part() {
    let old = article("Talks held", &["He came by train at night.", "It rained for 11 days."]);
    let new = article("Talks fail", &["It rained for 10 days.", "Nobody knew of it before."]);
    let stats = check_parts(
        &old,
        &new,
        &[
            (Action::Edited, "Talks [-held-]{+fail+}"),
            (Action::Removed, "[-He came by train at night.-]"),
            (Action::Edited, "It rained for [-11-]{+10+} days."),
            (Action::Added, "{+Nobody knew of it before.+}"),
        ],
    );
    assert_eq!(stats, Stats { words_kept: 5, words_added: 7, words_removed: 8, words_moved: 0 });
}

#[test]
fn a_paragraph_moved_and_edited_is_one_operation() {
    let last = "The mayor of the old town said on Monday that he would not resign.";
    let edited = "The mayor of the old town said on Tuesday that he would not resign.";
    let old = article("H", &["Rain fell in the north.", "Sun shone in the south.", last]);
    let new = article("H", &[edited, "Rain fell in the north.", "Sun shone in the south."]);
    check_parts(
        &old,
        &new,
        &[
            (Action::Kept, "H"),
            (Action::Moved, &format!(">1>{edited}>")),
            (Action::Kept, "Rain fell in the north."),
            (Action::Kept, "Sun shone in the south."),
            (Action::Moved, &format!("<1<{last}<")),
        ],
    );
    let diff = articles(&old, &new);
    let inner = diff.parts[1].inner.as_ref().map(|runs| marked(runs));
    assert_eq!(
        inner.as_deref(),
        Some("The mayor of the old town said on [-Monday-]{+Tuesday+} that he would not resign.")
    );
}

const PLAN: &str = "A plan to build over the river has been in the talks since March.";
const MAYOR: &str = "“We have no choice,” Mayor Ann Lee said after a vote that took three hours.";

#[test]
fn a_paragraph_that_was_split_is_one_part() {
    let whole = format!("{PLAN} {MAYOR}");
    let edited = MAYOR.replace("three", "four");
    check_parts(
        &article("H", &[&whole]),
        &article("H", &[PLAN, &edited]),
        &[
            (Action::Kept, "H"),
            (
                Action::Edited,
                &format!("{PLAN}[- -]{{+\n\n+}}{MAYOR}").replace("three", "[-three-]{+four+}"),
            ),
        ],
    );
}

#[test]
fn paragraphs_that_were_merged_are_one_part() {
    let whole = format!("{PLAN} {MAYOR}");
    let old = article("H", &["It rained.", PLAN, MAYOR, "It stopped."]);
    let new = article("H", &["It rained.", &whole, "It stopped."]);
    check_parts(
        &old,
        &new,
        &[
            (Action::Kept, "H"),
            (Action::Kept, "It rained."),
            (Action::Edited, &format!("{PLAN}[-\n\n-]{{+ +}}{MAYOR}")),
            (Action::Kept, "It stopped."),
        ],
    );
    let diff = articles(&old, &new);
    let blocks: Vec<_> = diff.parts.iter().map(|part| (part.old_blocks, part.new_blocks)).collect();
    assert_eq!(blocks, [(0, 0), (1, 1), (2, 1), (1, 1)]);
}

#[test]
fn a_notice_is_no_edit_of_the_paragraph_that_it_replaces() {
    let said = "Officials said that 30 people died when the ferry Marit struck a reef.";
    let notice = format!("Correction: An earlier version of this article said: {said}");
    let article = |kind, text: &str| {
        let blocks = vec![Block::new(kind, text)];
        Article { blocks, ..Article::default() }
    };
    let (old, new) = (article(BlockKind::Paragraph, said), article(BlockKind::Notice, &notice));
    let diff = articles(&old, &new);
    let actions: Vec<Action> = diff.parts.iter().map(|part| part.action).collect();
    assert!(!actions.contains(&Action::Edited), "{actions:?}");
}

#[test]
fn a_caption_that_became_a_paragraph_did_not_stay() {
    let text = "The harbour of the old town on Monday, seen from the tower.";
    let block = |kind| Block::new(kind, text);
    let article = |kind| Article { blocks: vec![block(kind)], ..Article::default() };
    let (old, new) = (article(BlockKind::Caption), article(BlockKind::Paragraph));
    let diff = articles(&old, &new);
    let actions: Vec<Action> = diff.parts.iter().map(|part| part.action).collect();
    assert_eq!(actions, [Action::Moved, Action::Moved]);
}

#[test]
fn a_sentence_that_was_moved_and_edited_is_a_move_with_its_edits() {
    let said = "The crash on the road near the harbour killed 11 people on Monday.";
    let edited = said.replace("11", "10");
    let rest = "Police closed both of the lanes for the whole night.";
    let late = "The mayor thanked those who came out to help.";
    let old = article("H", &[&format!("{said} {rest}"), late]);
    let new = article("H", &[&format!("{rest} {edited}"), late]);
    check_parts(
        &old,
        &new,
        &[
            (Action::Kept, "H"),
            (Action::Edited, &format!("<1<{said} <{rest}>1> {edited}>")),
            (Action::Kept, late),
        ],
    );
    let diff = articles(&old, &new);
    let (before, after) = said.split_once("11").expect("a number");
    assert_eq!(
        marked(diff.parts[1].shown()),
        format!("<1<{said} <{rest}>1> {before}>[-11-]{{+10+}}>1>{after}>")
    );
}

#[test]
fn a_caption_between_two_pieces_of_a_paragraph_is_none_of_them() {
    let block = |kind, text: &str| Block::new(kind, text);
    let article = |blocks| Article { blocks, ..Article::default() };
    let whole = format!("{PLAN} {MAYOR}");
    let old = article(vec![
        block(BlockKind::Paragraph, &whole),
        block(BlockKind::Caption, "The river at dawn."),
    ]);
    let new = article(vec![
        block(BlockKind::Paragraph, PLAN),
        block(BlockKind::Caption, "The harbour in mist."),
        block(BlockKind::Paragraph, MAYOR),
    ]);
    let diff = articles(&old, &new);
    let captions: Vec<&Part> =
        diff.parts.iter().filter(|part| part.kind == Some(BlockKind::Caption)).collect();
    let count = |blocks: fn(&Part) -> u32| captions.iter().map(|part| blocks(part)).sum::<u32>();
    assert_eq!((count(|part| part.old_blocks), count(|part| part.new_blocks)), (1, 1));
}

#[test]
fn paragraphs_with_their_own_white_space_are_joined_without_more() {
    let old = article("", &["One left at dawn on Monday. Crews came from three islands.\n"]);
    let new = article("", &["One left at dawn on Monday.\n\n", "Crews came from three islands.\n"]);
    let diff = articles(&old, &new);
    let runs: Vec<Run> = diff.parts.iter().flat_map(|part| part.ops.clone()).collect();
    laws::check(&old.blocks[0].text, &[&*new.blocks[0].text, &new.blocks[1].text].concat(), &runs);
}

#[test]
fn anchors_within_anchors_overflow_no_stack() {
    let words = |odd: &dyn Fn(usize) -> String| -> String {
        (1..4000).map(|level| format!("{} c{level} ", odd(level))).collect()
    };
    let old = words(&|level| format!("c{}", level + 1));
    let new = words(&|level| format!("n{level}"));
    laws::check(&old, &new, &diff(&old, &new));
}
