//! Verdicts by example, and the law that nothing factual is ever suppressed.

use super::*;
use crate::article::{Block, BlockKind, ClaimedTime, Stamp, StampKind};
use crate::diff;
use proptest::prelude::{Just, Strategy, any, proptest};

const TEXT: &str = "The council of Harbour Town voted on Tuesday to close 11 of its 24 schools by \
    2027. \"We will not close a school that is full,\" Mayor Ann Lee told reporters. About $1.5 \
    million a year is to be saved, which critics called \"far too little\" for the risk. \
    It's not clear how many teachers will lose their jobs.";

fn article(headline: &str, paragraphs: &[&str]) -> Article {
    let block = |text: &&str| Block::new(BlockKind::Paragraph, *text);
    Article {
        headline: Some(headline.into()),
        blocks: paragraphs.iter().map(block).collect(),
        ..Article::default()
    }
}

fn verdict(old: &Article, new: &Article) -> Verdict {
    judge(&diff::articles(old, new), old, new)
}

fn of_texts(old: &str, new: &str) -> Verdict {
    verdict(&article("A headline", &[old]), &article("A headline", &[new]))
}

/// Reasons as `kind: old -> new`, an absent side as nothing.
fn lines(verdict: &Verdict) -> Vec<String> {
    let side = |text: &Option<String>| text.clone().unwrap_or_default();
    let line = |reason: &Reason| {
        let kind = serde_json::to_string(&reason.kind).expect("a kind is a string");
        format!("{}: {} -> {}", kind.trim_matches('"'), side(&reason.old), side(&reason.new))
    };
    verdict.reasons.iter().map(line).collect()
}

fn check(old: &str, new: &str, expected: &[&str]) {
    assert_eq!(lines(&of_texts(old, new)), expected, "{old} => {new}");
}

fn check_class(old: &str, new: &str, expected: Class) {
    let verdict = of_texts(old, new);
    assert_eq!(verdict.class, expected, "{old} => {new}: {:?}", lines(&verdict));
}

#[test]
fn a_number_is_told_with_its_ratio() {
    check("over the past 11 months", "over the past 10 months", &["number: 11 -> 10"]);
    let verdict = of_texts("It cost $1.5 million.", "It cost $15 million.");
    assert_eq!(lines(&verdict), ["number: $1.5 million -> $15 million"]);
    assert!(verdict.reasons[0].ratio.is_some_and(|ratio| (ratio - 10.0).abs() < 1e-9));
    check("It cost $5 million.", "It cost $5 billion.", &["number: $5 million -> $5 billion"]);
    check("Rates rose 5 points.", "Rates rose 5% points.", &["number: 5 -> 5%"]);
    check("Two died on the way.", "Three died on the way.", &["number: Two -> Three"]);
    check("It opened in 1934.", "It opened in 1937.", &["date: 1934 -> 1937"]);
}

#[test]
fn facts_that_change_places_are_told() {
    check("They lost 5 to 4.", "They lost 4 to 5.", &["number: 5 -> 4", "number: 4 -> 5"]);
    check("He saw Ann beat Bo.", "He saw Bo beat Ann.", &["name: Ann -> Bo", "name: Bo -> Ann"]);
    check(
        "It has 11 cats and 3 dogs.",
        "It has 3 dogs and 11 cats.",
        &["text: 11 cats and 3 dogs -> 3 dogs and 11 cats"],
    );
}

#[test]
fn a_ratio_is_read_back_as_it_was_written() {
    for (old, new) in (1..60).flat_map(|old| (1..60).map(move |new| (old, new))) {
        let ratio = f64::from(new) / f64::from(old);
        let text = serde_json::to_string(&ratio).expect("a number");
        assert_eq!(
            serde_json::from_str::<f64>(&text).expect("a number").to_bits(),
            ratio.to_bits()
        );
    }
}

#[test]
fn small_words_that_turn_a_statement_are_told() {
    check("He is guilty.", "He is not guilty.", &["negation:  -> not"]);
    check("It will rain.", "It won’t rain.", &["negation:  -> won’t"]);
    check("It will rain.", "It may rain.", &["modality: will -> may"]);
    check("He said so.", "He claimed so.", &["attribution: said -> claimed"]);
    check("They met on Monday.", "They met on Friday.", &["date: Monday -> Friday"]);
    check("He met Ann Lee there.", "He met Ann Low there.", &["name: Ann Lee -> Ann Low"]);
    check("The mall is safe.", "The mall is new.", &["text: safe -> new"]);
}

#[test]
fn quotations_are_told_whole() {
    check(
        "He said: \"We can win it all.\" Then he left.",
        "He said: \"We hope for it all.\" Then he left.",
        &["quotation: \"We can win it all.\" -> \"We hope for it all.\"", "modality: can -> "],
    );
    check(
        "It was a productive day.",
        "It was a \"productive\" day.",
        &["quotation: productive -> \"productive\""],
    );
    check(
        "It was a 'productive' day.",
        "It was a productive day.",
        &["quotation: 'productive' -> productive"],
    );
}

#[test]
fn cosmetic_changes_are_called_so() {
    for (old, new, kind) in [
        ("He said \"yes\" to it.", "He said “yes” to it.", ReasonKind::Quotes),
        ("It is - so far - open.", "It is — so far — open.", ReasonKind::Dashes),
        ("It is  open.", "It is open.", ReasonKind::Whitespace),
        ("They won, too.", "They won too.", ReasonKind::Punct),
        ("A cafe\u{301} opened.", "A café opened.", ReasonKind::Unicode),
    ] {
        let verdict = of_texts(old, new);
        assert_eq!(verdict.class, Class::Cosmetic, "{old}: {:?}", lines(&verdict));
        assert!(verdict.reasons.iter().all(|reason| reason.kind == kind), "{:?}", lines(&verdict));
        assert_eq!(verdict.disclosure, Disclosure::NotApplicable);
    }
    check_class("He is open.", "He is open.", Class::None);
}

#[test]
fn what_looks_cosmetic_and_is_not() {
    check_class("It rose by 1.5 points.", "It rose by 15 points.", Class::Substantive);
    check_class("They may win.", "They May win.", Class::Substantive);
    check_class("It is over.", "It is over?", Class::Substantive);
    check_class("It gave us a visa.", "It gave US a visa.", Class::Substantive);
}

#[test]
fn a_class_that_the_diff_gives_wrongly_is_not_trusted() {
    let run = |op, text, class| diff::Run { op, text, move_id: None, class };
    let wrong = Some(Cosmetic::Punct);
    let (old, new) = (article("A", &["In 11 weeks"]), article("A", &["In 10 weeks"]));
    let ops = vec![
        run(diff::Op::Equal, "In ", None),
        run(diff::Op::Delete, "11", wrong),
        run(diff::Op::Insert, "10", wrong),
        run(diff::Op::Equal, " weeks", None),
    ];
    let part = diff::Part {
        part: PartName::Block,
        kind: Some(BlockKind::Paragraph),
        action: diff::Action::Edited,
        move_id: None,
        ops,
        inner: None,
        old_blocks: 1,
        new_blocks: 1,
    };
    let diff = ArticleDiff { parts: vec![part], stats: diff::Stats::default() };
    let verdict = judge(&diff, &old, &new);
    assert_eq!(
        (verdict.class, lines(&verdict)),
        (Class::Substantive, vec!["number: 11 -> 10".into()])
    );
}

const FIRST: &str = "The harbour was closed to all ships at noon.";
const SECOND: &str = "Police found the missing boat near the old pier.";
const THIRD: &str = "Nobody was hurt, a spokesman of the town said.";

#[test]
fn paragraphs_come_go_and_move() {
    let old = article("A", &[FIRST, SECOND, THIRD]);
    let came = verdict(&old, &article("A", &[FIRST, SECOND, THIRD, "A new storm is on its way."]));
    assert_eq!(lines(&came), ["paragraph_added:  -> A new storm is on its way."]);
    assert_eq!(came.reasons[0].block, Some(3));
    let gone = verdict(&old, &article("A", &[FIRST, THIRD]));
    assert_eq!(lines(&gone), [format!("paragraph_removed: {SECOND} -> ")]);
    assert_eq!(gone.reasons[0].block, Some(1));
    let moved = verdict(&old, &article("A", &[SECOND, THIRD, FIRST]));
    assert_eq!(moved.class, Class::Substantive);
    assert_eq!(lines(&moved), [format!("paragraph_moved: {FIRST} -> {FIRST}")]);
}

#[test]
fn what_was_edited_on_the_way_of_a_move_is_told() {
    let (before, after) =
        (format!("{FIRST} It has 11 piers."), format!("{FIRST} It has 10 piers."));
    let told =
        verdict(&article("A", &[&before, SECOND, THIRD]), &article("A", &[SECOND, THIRD, &after]));
    assert_eq!(
        lines(&told),
        [format!("paragraph_moved: {before} -> {after}"), "number: 11 -> 10".into()]
    );
    assert_eq!(told.reasons[1].block, Some(2));
}

#[test]
fn the_headline_is_told_whole() {
    let told =
        verdict(&article("Two dead at sea", &[FIRST]), &article("Three dead at sea", &[FIRST]));
    assert_eq!(
        lines(&told),
        ["headline: Two dead at sea -> Three dead at sea", "number: Two -> Three"]
    );
    assert_eq!((told.reasons[0].part, told.reasons[0].block), (PartName::Headline, None));
}

#[test]
fn a_notice_discloses() {
    let note = "Correction: an earlier version of this article misstated the year.";
    let told = verdict(&article("A", &[FIRST]), &article("A", &[FIRST, note]));
    assert_eq!(lines(&told), [format!("correction_notice:  -> {note}")]);
    assert_eq!(told.disclosure, Disclosure::Disclosed);
    assert_eq!(
        told.evidence,
        [Evidence { kind: EvidenceKind::Notice, source: None, text: note.into(), visible: true }]
    );
}

fn stamp(kind: StampKind, source: StampSource, at: &str) -> Stamp {
    let time = ClaimedTime::parse(at).expect("a claimed time");
    Stamp { kind, at: time, source, text: at.into(), relative: false }
}

fn check_disclosure(old: Vec<Stamp>, new: Vec<Stamp>, expected: Disclosure, visible: &[bool]) {
    let old = Article { stamps: old, ..article("A", &["There were 11."]) };
    let new = Article { stamps: new, ..article("A", &["There were 10."]) };
    let verdict = verdict(&old, &new);
    assert_eq!(verdict.disclosure, expected, "{:?} -> {:?}", old.stamps, new.stamps);
    let seen: Vec<bool> = verdict.evidence.iter().map(|evidence| evidence.visible).collect();
    assert_eq!(seen, visible);
}

#[test]
fn a_later_stamp_discloses() {
    use Disclosure::{Disclosed, Stealth, Unknown};
    use StampKind::{Published, Updated};
    use StampSource::{JsonLd, Time, Url, Visible};
    let published = || stamp(Published, Visible, "2025-11-30");
    let updated = |at| stamp(Updated, JsonLd, at);
    check_disclosure(vec![], vec![], Unknown, &[]);
    check_disclosure(vec![published()], vec![published()], Stealth, &[]);
    let with_update = vec![published(), stamp(Updated, Visible, "2025-12-01")];
    check_disclosure(vec![published()], with_update.clone(), Disclosed, &[true]);
    check_disclosure(with_update.clone(), with_update, Stealth, &[]);
    let (early, late) = ("2025-12-01T10:00:00Z", "2025-12-01T12:30:00+02:00");
    check_disclosure(vec![updated(early)], vec![updated(late)], Disclosed, &[false]);
    check_disclosure(vec![updated(late)], vec![updated(early)], Stealth, &[]);
    check_disclosure(vec![updated(early)], vec![updated("2025-12-01")], Stealth, &[]);
    let same_day = vec![published(), stamp(Updated, Time, "2025-11-30")];
    check_disclosure(vec![published()], same_day, Disclosed, &[true]);
    let born = || vec![stamp(Published, JsonLd, early)];
    check_disclosure(born(), [born(), vec![updated(early)]].concat(), Stealth, &[]);
    let in_url = || vec![stamp(Published, Url, "2025-11-30")];
    check_disclosure(in_url(), in_url(), Unknown, &[]);
}

#[test]
fn a_relative_stamp_never_counts() {
    let relative =
        |at| Stamp { relative: true, ..stamp(StampKind::Updated, StampSource::Visible, at) };
    let (early, late) = ("2025-12-01T10:00:00Z", "2025-12-01T11:00:00Z");
    check_disclosure(vec![relative(early)], vec![relative(late)], Disclosure::Unknown, &[]);
}

/// Bytes of the text for which a test holds.
fn places(matches: fn(&str, usize) -> bool) -> Vec<usize> {
    (0..TEXT.len()).filter(|&at| TEXT.is_char_boundary(at) && matches(TEXT, at)).collect()
}

fn one_of(places: Vec<usize>) -> impl Strategy<Value = usize> {
    (0..places.len()).prop_flat_map(move |at| Just(places[at]))
}

fn check_mutation(new: &str, kinds: &[ReasonKind]) {
    for (old, new) in [(TEXT, new), (new, TEXT)] {
        let verdict = of_texts(old, new);
        let told = verdict.reasons.iter().any(|reason| kinds.contains(&reason.kind));
        assert!(verdict.class == Class::Substantive && told, "{new}\n{:#?}", lines(&verdict));
    }
}

#[test]
fn an_edit_in_a_sentence_that_moved_is_told_as_in_place() {
    let said = "The mayor said on Monday that the work will cost 11 million crowns.";
    let rest = "Neighbours had asked the council to wait for a report.";
    let late = "The vote was held behind closed doors, as it had been in the spring.";
    let edited = said.replace("11", "21");
    let old = article("H", &[&format!("{said} {rest}"), late]);
    let new = article("H", &[rest, &format!("{late} {edited}")]);
    let verdict = judge(&diff::articles(&old, &new), &old, &new);
    let numbers: Vec<_> =
        verdict.reasons.iter().filter(|reason| reason.kind == ReasonKind::Number).collect();
    let [number] = numbers[..] else { panic!("{:#?}", verdict.reasons) };
    assert_eq!(number.old.as_deref(), Some("11 million"));
    assert_eq!(number.new.as_deref(), Some("21 million"));
    assert_eq!(number.ratio, Some(21.0 / 11.0));
    assert!(verdict.reasons.iter().any(|reason| reason.kind == ReasonKind::ParagraphMoved));
}

/// Texts of a few words and marks, so that they meet in many ways.
fn jumble() -> impl Strategy<Value = String> {
    let words = vec![
        "a", "not", "11", "1.5", "May", "Ann", "said", "\"", "“", "”", "'", ",", ".", "?", " ",
        " ", " ", "\n", "-", "—", "%", "$", "é", "e\u{301}", "\u{a0}", "漢", "two", "Monday",
        "三百", "億", "½", "/", ":", "F", "1990", "US$", "th", "m", "million", "one", "third", "٣",
        "月",
    ];
    proptest::collection::vec(proptest::sample::select(words), 0..40)
        .prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn every_edit_has_a_reason(old in jumble(), new in jumble()) {
        let (old, new) = (article(&old, &[&new, &old]), article(&new, &[&old]));
        let diff = diff::articles(&old, &new);
        let is_kept = diff.parts.iter().all(|part| part.action == diff::Action::Kept);
        let verdict = judge(&diff, &old, &new);
        assert_eq!(verdict.class == Class::None, is_kept);
        assert_eq!(verdict.reasons.is_empty(), is_kept);
    }

    #[test]
    fn a_changed_digit_is_a_number_or_a_date(
        at in one_of(places(|text, at| text.as_bytes()[at].is_ascii_digit())),
        digit in b'0'..=b'9',
    ) {
        let mut new = TEXT.as_bytes().to_vec();
        if new[at] != digit {
            new[at] = digit;
            let new = String::from_utf8(new).expect("digits are ASCII");
            check_mutation(&new, &[ReasonKind::Number, ReasonKind::Date]);
        }
    }

    #[test]
    fn a_negation_that_comes_or_goes_is_told(
        at in one_of(places(|text, at| text[at..].starts_with(' '))),
        word in any::<bool>().prop_map(|never| if never { " never" } else { " not" }),
    ) {
        check_mutation(&[&TEXT[..at], word, &TEXT[at..]].concat(), &[ReasonKind::Negation]);
    }

    #[test]
    fn a_quotation_mark_that_comes_or_goes_is_told(
        at in one_of(places(|text, at| text[at..].starts_with(' '))),
        mark in proptest::sample::select(vec![" \"", "\" ", " “", "” ", " '", "' "]),
    ) {
        check_mutation(&[&TEXT[..at], mark, &TEXT[at + 1..]].concat(), &[ReasonKind::Quotation]);
    }
}
