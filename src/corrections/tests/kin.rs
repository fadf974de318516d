//! Notices that describe what was wrong, and changes that tell again of what a notice speaks of.

use super::*;
use crate::corrections::kin::{described, told_again};

/// The edit of one paragraph, or of a headline, that came with a notice.
fn both(language: &str, old: &[&str], new: &[&str], notice: &str) -> Vec<String> {
    let (mut before, mut after) = (article(language, &old[1..]), article(language, &new[1..]));
    before.headline = Some(old[0].to_owned());
    after.headline = Some(new[0].to_owned());
    let found: Vec<(u32, Change)> = edit(&before, &after).into_iter().map(|it| (2, it)).collect();
    let notice = Notice::of(notice, 2, Habits::of(&before, &after));
    let mut links = notice.links(&found);
    let explained = links.iter().map(|link| link.change).collect();
    links.extend(described(&notice, &links, &found, &explained));
    links.extend(told_again(&notice, &links, &found));
    let kind = |link: &evidence::Link| {
        format!("{:?} {:?}", link.grounds, found[link.change].1.reason.kind)
    };
    links.iter().map(kind).collect()
}

fn check_described(language: &str, old: &str, new: &str, notice: &str, expected: &[&str]) {
    assert_eq!(both(language, &["—", old], &["—", new], notice), expected, "{notice}");
}

#[test]
fn a_notice_that_describes_a_change_is_joined_to_the_one_that_came_with_it() {
    let (old, new) = ("Die Stadt hat am Montag gestimmt.", "Die Stadt hat am Dienstag gestimmt.");
    let notice = "Korrektur: Zunächst war der Wochentag der Abstimmung falsch angegeben.";
    check_described("de", old, new, notice, &["Kind Date"]);
    let (old, new) = (
        "The clerk Anna Berg told reporters of the fog.",
        "The clerk Anne Bergh told reporters of the fog.",
    );
    let notice = "Correction: We misspelled the name of the clerk.";
    check_described("en", old, new, notice, &["Kind Speaker"]);
    check_described("en", old, new, "Correction: We corrected an error.", &[]);
    check_described("en", old, new, "Correction: A wrong date was given.", &[]);
    let other = "Correction: We misspelled the name of the ferry.";
    check_described("en", old, new, other, &[]);
    let (old, new) = ("Köprüde 17 kişi yaralandı.", "Köprüde 71 kişi yaralandı.");
    let notice = "Düzeltme: Yaralı sayısı yanlış verilmişti.";
    check_described("tr", old, new, notice, &["Kind Number"]);
    let (old, new) = ("Le procès s’ouvre lundi à Lyon.", "Le procès s’ouvre mardi à Lyon.");
    let notice = "Correctif : le jour de l’audience était erroné.";
    check_described("fr", old, new, notice, &["Kind Date"]);
    let (old, new) = ("La obra costó 12 euros.", "La obra costó 21 euros.");
    let notice = "Corrección: la cifra de la obra era errónea.";
    check_described("es", old, new, notice, &["Kind Number"]);
}

#[test]
fn of_two_changes_of_the_kind_the_one_is_meant_whose_sentence_has_a_word_of_the_notice() {
    let old = ["—", "The harbour has 30 boats at anchor.", "The budget was 12 million crowns."];
    let new = ["—", "The harbour has 45 boats at anchor.", "The budget was 21 million crowns."];
    let notice = "Correction: An earlier version misstated the number of boats.";
    assert_eq!(both("en", &old, &new, notice), ["Kind Number"]);
    let notice = "Correction: An earlier version gave a wrong number.";
    assert_eq!(both("en", &old, &new, notice), Vec::<String>::new());
}

#[test]
fn what_tells_again_shares_the_fate_of_what_it_tells() {
    let old = ["Ferry sinks, 30 people dead", "Officials said that 30 people died."];
    let new = ["Ferry sinks, 3 people dead", "Officials said that 3 people died."];
    let notice = "Correction: An earlier version of this article said that 30 people died.";
    let told = both("en", &old, &new, notice);
    assert!(told.contains(&"Same Headline".to_owned()), "{told:?}");
    let other = ["Ferry raised, 3 people dead", new[1]];
    let told = both("en", &old, &other, notice);
    assert!(!told.contains(&"Same Headline".to_owned()), "another word changed too: {told:?}");
}
