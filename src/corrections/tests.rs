//! Notices joined to edits, and what is no evidence.

mod chance;
mod kin;
mod stories;

use super::change::{Change, changes};
use super::evidence::Notice;
use super::*;
use crate::article::{Article, Block};
use crate::diff;
use crate::verdict;
use crate::verdict::habits::Habits;

fn article(language: &str, paragraphs: &[&str]) -> Article {
    let block = |text: &&str| Block::new(BlockKind::Paragraph, *text);
    Article {
        language: Some(language.to_owned()),
        blocks: paragraphs.iter().map(block).collect(),
        ..Article::default()
    }
}

fn edit(old: &Article, new: &Article) -> Vec<Change> {
    let verdict = verdict::judge(&diff::articles(old, new), old, new);
    changes(old, new, &verdict, Habits::of(old, new))
}

/// Joins a notice, which came with version 3, to an edit of one sentence among others, which made
/// version 2; gives the values of the changes that it speaks of.
fn joined(language: &str, old: &str, new: &str, notice: &str) -> Vec<String> {
    let others = ["Der Bus hielt.", "The bells rang on the quay.", "Yağmur bütün gece sürdü."];
    let with = |text| article(language, &[others[0], text, others[1], others[2]]);
    let (old, new) = (with(old), with(new));
    let found: Vec<(u32, Change)> = edit(&old, &new).into_iter().map(|it| (2, it)).collect();
    let links = Notice::of(notice, 3, Habits::of(&old, &new)).links(&found);
    let value = |side: &Option<String>| side.clone().unwrap_or("–".to_owned());
    let link = |link: &evidence::Link| {
        let reason = &found[link.change].1.reason;
        format!("{} → {}", value(&reason.old), value(&reason.new))
    };
    links.iter().map(link).collect()
}

fn check(language: &str, old: &str, new: &str, notice: &str, expected: &[&str]) {
    assert_eq!(joined(language, old, new, notice), expected, "{notice}");
}

#[test]
fn a_notice_is_joined_to_the_number_it_quotes() {
    check(
        "en",
        "The collapse killed 30 people in the harbour, police said.",
        "The collapse killed 13 people in the harbour, police said.",
        "Correction: An earlier version of this article said that 30 people died.",
        &["30 → 13"],
    );
    check(
        "en",
        "The collapse killed three people in the harbour, police said.",
        "The collapse killed 30 people in the harbour, police said.",
        "Correction: thirty people died in the collapse, not three.",
        &["three → 30"],
    );
    check(
        "de",
        "Bei dem Brand wurden 48 Menschen verletzt, sagte die Feuerwehr.",
        "Bei dem Brand wurden 84 Menschen verletzt, sagte die Feuerwehr.",
        "Korrektur: In einer früheren Version dieses Artikels hieß es, 48 Menschen seien verletzt.",
        &["48 → 84"],
    );
    check(
        "fr",
        "La tempête a coûté 1,5 million d’euros à la commune, selon le maire.",
        "La tempête a coûté 15 millions d’euros à la commune, selon le maire.",
        "Correctif : la tempête a coûté 15 millions d’euros, et non 1,5 million.",
        &["1,5 million → 15 millions"],
    );
    check(
        "es",
        "El incendio dejó 20 heridos en el mercado, según los bomberos.",
        "El incendio dejó 25 heridos en el mercado, según los bomberos.",
        "Corrección: una versión anterior de esta noticia decía que hubo 20 heridos.",
        &["20 → 25"],
    );
    check(
        "tr",
        "Köprüdeki kazada 17 kişi yaralandı, vali açıkladı.",
        "Köprüdeki kazada 71 kişi yaralandı, vali açıkladı.",
        "Düzeltme: Haberin önceki sürümünde yaralı sayısı 17 olarak verilmişti.",
        &["17 → 71"],
    );
}

#[test]
fn a_notice_is_joined_to_the_name_it_tells() {
    check(
        "en",
        "The pilot was Jon Smythe, the company said on Monday.",
        "The pilot was Joan Smith, the company said on Monday.",
        "Correction: An earlier version misspelled the name of the pilot, Joan Smith.",
        &["Jon Smythe → Joan Smith"],
    );
    check(
        "tr",
        "Belediye başkanı Ahmet Yılmaz törende konuştu.",
        "Belediye başkanı Mehmet Yılmaz törende konuştu.",
        "Düzeltme: Haberin ilk halinde başkanın adı yanlış yazılmıştı; doğrusu Mehmet Yılmaz'dır.",
        &["Ahmet Yılmaz → Mehmet Yılmaz"],
    );
    check(
        "es",
        "La jueza Carmen Ortega firmó la orden el lunes.",
        "La jueza Carmen Ortuño firmó la orden el lunes.",
        "Aclaración: el apellido de la jueza es Ortuño.",
        &["Carmen Ortega → Carmen Ortuño"],
    );
}

/// The versions that mended and made what a notice, which came with a version, tells.
fn check_parts(texts: &[&str], version: u32, notice: &str, mended: &[u32], made: &[u32]) {
    let versions: Vec<Article> = texts.iter().map(|text| article("en", &[text])).collect();
    let mut found = Vec::new();
    for (at, pair) in versions.windows(2).enumerate() {
        found.extend(edit(&pair[0], &pair[1]).into_iter().map(|it| (at as u32 + 2, it)));
    }
    let links = Notice::of(notice, version, Habits::of(&versions[0], &versions[1])).links(&found);
    let of = |part: part::Part| -> Vec<u32> {
        let links = links.iter().filter(|link| link.part == part);
        links.map(|link| found[link.change].0).collect()
    };
    let parts = (of(part::Part::Mended), of(part::Part::Made));
    assert_eq!(parts, (mended.to_vec(), made.to_vec()), "{notice}");
}

#[test]
fn what_took_the_right_value_away_later_is_not_meant() {
    let texts = ["It carried 61 people in all.", "It carried 64 people in all.", "It sank in all."];
    let both = "Correction: An earlier version said that it carried 61 people. There were 64.";
    check_parts(&texts, 2, both, &[2], &[]);
    check_parts(&texts, 2, "Correction: it carried 64 people in all.", &[2], &[]);
}

#[test]
fn what_brought_an_error_is_told_from_what_mended_it() {
    let texts = ["It cost 11 million.", "It cost 21 million.", "It cost 13 million."];
    let quoting = "Correction: An earlier version said that it cost 21 million.";
    check_parts(&texts, 3, quoting, &[3], &[2]);
    check_parts(&texts, 4, quoting, &[3], &[2]);
    check_parts(&texts, 2, "Correction: it cost 13 million, not 21 million.", &[3], &[2]);
}

#[test]
fn an_error_that_came_back_in_silence_is_not_owned_up_to() {
    let texts = ["It said 30 people died.", "It said 3 people died.", "It said 30 people died."];
    let quoting = "Correction: An earlier version of this article said that 30 people died.";
    check_parts(&texts, 2, quoting, &[2], &[]);
    check_parts(&texts, 2, "Correction: 3 people died, not 30.", &[2], &[]);
    let again = [&texts[..], &[texts[1]]].concat();
    check_parts(&again, 2, quoting, &[2, 4], &[]);
    check_parts(&again, 4, quoting, &[2, 4], &[3]);
    let made = [texts[1], texts[0], texts[1]];
    check_parts(&made, 3, quoting, &[3], &[2]);
    check_parts(&made, 4, quoting, &[3], &[2]);
    check_parts(&made, 3, "Correction: 3 people died, not 30.", &[3], &[2]);
}

#[test]
fn a_notice_is_joined_to_the_wording_that_it_tells_again() {
    check(
        "en",
        "The company poisoned the river with mercury for decades.",
        "The company released treated water into the river for decades.",
        "Clarification: the company released treated water; it did not poison the river.",
        &["poisoned the river with mercury → released treated water into the river"],
    );
}

#[test]
fn a_notice_of_something_else_is_joined_to_nothing() {
    for (language, notice) in [
        ("en", "Correction: An earlier version of this article misstated the year of the treaty."),
        ("en", "Correction: the bridge opened in 1937."),
        ("en", "This story has been updated."),
        ("de", "Korrektur: In einer früheren Version wurde der Vertrag falsch datiert."),
        ("tr", "Düzeltme: Antlaşmanın yılı yanlış yazılmıştı."),
        ("fr", "Correctif : la date du traité était erronée."),
        ("es", "Corrección: la fecha del tratado era errónea."),
    ] {
        let (old, new) = ("The collapse killed 30 people, police said.", "The collapse killed 13.");
        check(language, old, new, notice, &[]);
    }
}

#[test]
fn chance_is_no_evidence() {
    check(
        "en",
        "The ferry carried 3 dogs and a piano.",
        "The ferry carried 4 dogs and a piano.",
        "Correction: the treaty was signed by 3 ministers.",
        &[],
    );
    check(
        "en",
        "The mayor may resign.",
        "The mayor will resign.",
        "Clarification: the treaty may be signed, and will be printed.",
        &[],
    );
}

#[test]
fn a_passage_of_the_same_people_is_another_matter() {
    check(
        "en",
        "",
        "The harbour authority opened an inquiry on Tuesday into how the two buoys had been lost.",
        "Correction: the ferry carried 64 people, the harbour authority said, and not 61.",
        &[],
    );
}

fn seen(version: u32, not_before: Option<i64>, captured_at: i64) -> Seen {
    let time = Time::from_millis;
    Seen { version, not_before: not_before.map(time), captured_at: time(captured_at) }
}

#[test]
fn how_long_an_error_stood_has_two_bounds() {
    let check = |wrong: Seen, before: Before, mended: Seen, expected: (i64, Option<i64>)| {
        let (old, new) = (article("en", &["It was 30."]), article("en", &["It was 13."]));
        let change = edit(&old, &new).remove(0);
        let explained = Explained {
            seen: mended,
            reason: change.reason,
            grounds: Grounds::Words,
            score: 4,
            shared: Vec::new(),
            wrong: Some(Since { seen: wrong, before }),
        };
        let stood = explained.stood().expect("it stood");
        let at_most = stood.at_most.map(|it| it.num_milliseconds());
        assert_eq!((stood.at_least.num_milliseconds(), at_most), expected);
    };
    let (second, other) = (seen(2, Some(100), 200), Before::Otherwise);
    check(second, other, seen(3, Some(500), 600), (300, Some(500)));
    check(second, Before::Unsure, seen(3, Some(500), 600), (300, None));
    check(seen(1, None, 200), Before::Unsure, seen(3, Some(500), 600), (300, None));
    check(second, other, seen(3, Some(200), 250), (0, Some(150)));
}

#[test]
fn the_wrong_words_are_found_again_where_the_rest_was_edited() {
    let old = article("en", &["The collapse killed 30 people in the old harbour, police said."]);
    let new = article("en", &["The collapse killed 13 people in the old harbour, police said."]);
    let wrong = edit(&old, &new).remove(0).wrong.expect("30 went");
    let check = |text: &str, expected: bool| {
        let sentences = words::sentences_of(&article("en", &[text]));
        assert_eq!(wrong.stands_in(&sentences), expected, "{text}");
    };
    check("The collapse killed 30 people in the old harbour, police said.", true);
    check("A collapse killed 30 people in the harbour, police told the paper.", true);
    check("The collapse killed 13 people in the old harbour, police said.", false);
    check("The council bought 30 trees for the park.", false);
    check("", false);
}

#[test]
fn a_version_that_may_say_it_in_other_words_is_no_bound() {
    let check = |old: &str, new: &str, before: &str, expected: bool| {
        let (old, new) = (article("en", &[old]), article("en", &[new]));
        let wrong = edit(&old, &new).remove(0).wrong.expect("something went");
        let before = article("en", &[before]);
        let sentences = words::sentences_of(&before);
        let habits = Habits::of(&old, &new);
        assert_eq!(wrong.may_stand_in(&before, &sentences, habits), expected);
    };
    let (old, new) = ("Officials said that 30 people died.", "Officials said that 3 people died.");
    check(old, new, "At least 30 bodies were found after a shipwreck near the coast.", true);
    check(old, new, "Thirty are dead after a shipwreck.", true);
    check(old, new, "Officials said that 5 people died.", false);
    let (old, new) = ("The pilot was Jon Smythe.", "The pilot was Joan Marsh.");
    check(old, new, "A pilot named Smythe was on the bridge.", true);
    check(old, new, "The pilot was asleep.", false);
}

#[test]
fn what_came_or_moved_took_nothing_away() {
    let rest = "Officials said that the harbour was shut after the ferry struck a reef on Monday.";
    let more = "Officials said that the harbour was shut after the ferry struck a reef on Tuesday.";
    let (old, new) = (article("en", &[rest]), article("en", &["It is foggy.", rest, more]));
    let changes = edit(&old, &new);
    assert!(!changes.is_empty() && changes.iter().all(|it| it.wrong.is_none()));
}

#[test]
fn notices_are_known_by_kind_and_by_words() {
    let mut article = article("en", &["It fell.", "Correction: it stood."]);
    article.blocks.push(Block::new(BlockKind::Notice, "We erred."));
    assert_eq!(notices(&article), ["Correction: it stood.", "We erred."]);
    let mut known = Known::default();
    assert!(known.is_new("It’s “wrong”."));
    assert!(!known.is_new("It's  \"wrong\"."));
    let hostile = Block::new(BlockKind::Notice, "ç".repeat(100_000));
    article.blocks.push(hostile);
    let cut = &notices(&article)[2];
    assert!(cut.len() <= 4096 && cut.ends_with('…'));
    let habits = Habits::of_language(Some("en"));
    assert!(Notice::of(&notices(&article)[2], 1, habits).links(&[]).is_empty());
}
