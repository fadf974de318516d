//! Notices that share a value with an edit by chance, or words that every notice has.

use super::*;

/// Joins a notice, which came with a version, to an edit of one sentence, which made version 3.
fn check_at(version: u32, old: &str, new: &str, notice: &str, expected: &[&str]) {
    let others = ["The bells rang on the quay.", "Crews came within the hour."];
    let with = |text| article("en", &[others[0], text, others[1]]);
    let (old, new) = (with(old), with(new));
    let found: Vec<(u32, Change)> = edit(&old, &new).into_iter().map(|it| (3, it)).collect();
    let links = Notice::of(notice, version, Habits::of(&old, &new)).links(&found);
    let value = |side: &Option<String>| side.clone().unwrap_or("–".to_owned());
    let reasons = links.iter().map(|link| &found[link.change].1.reason);
    let told: Vec<String> =
        reasons.map(|it| format!("{} → {}", value(&it.old), value(&it.new))).collect();
    assert_eq!(told, expected, "{notice}");
}

#[test]
fn one_value_in_passing_is_no_evidence() {
    for version in [2, 3, 4] {
        check_at(
            version,
            "Owner Nils Dahl declined to comment on the accident on Tuesday.",
            "Owner Peder Aas declined to comment on the accident on Tuesday.",
            "Correction: An earlier version of this article misstated where Nils Dahl lives. It is \
             Bergen.",
            &[],
        );
        check_at(
            version,
            "Harbour master Anna Berg told reporters that the fog came without warning.",
            "Harbour master Otto Lund told reporters that the fog came without warning.",
            "Correction: The death toll given by harbour master Anna Berg was three, not 30 as an \
             earlier version of this article said.",
            &[],
        );
        check_at(
            version,
            "The vessel had 30 cabins on the upper deck, the yard said.",
            "The vessel had 45 cabins on the upper deck, the yard said.",
            "Correction: An earlier version of this article said that 30 people died.",
            &[],
        );
    }
}

#[test]
fn a_year_is_no_count() {
    check_at(
        3,
        "The vessel carried 1,937 passengers in the first week.",
        "The vessel carried 2,019 passengers in the first week.",
        "Correction: An earlier version of this article said the vessel was bought in 2019. It was \
         bought in 2018.",
        &[],
    );
}

#[test]
fn what_a_notice_says_of_itself_is_no_evidence() {
    let (old, new) = (
        "Officials said that two people died when the ferry Marit struck a reef.",
        "Officials said that three people died when the ferry Marit struck a reef.",
    );
    check_at(3, old, new, "(Corrects the captain's years of service in paragraph 3)", &[]);
    check_at(
        3,
        old,
        new,
        "Correction: The name of the ferry was misspelled in the first three paragraphs of an \
         earlier version of this article.",
        &[],
    );
    check_at(
        3,
        "The inspection was carried out in fog on March 3, records show.",
        "The inspection was carried out in fog on May 13, records show.",
        "Correction, May 13, 2026: An earlier version of this article misstated who was in charge \
         of the inspection.",
        &[],
    );
    check_at(
        3,
        "Owner Nils Dahl claimed the vessel was sound and had passed every inspection.",
        "Owner Nils Dahl said the vessel was sound and had passed every inspection.",
        "Correction: An earlier version of this article said that the vessel was built in Denmark. \
         It had passed its inspection in Sweden.",
        &[],
    );
}

#[test]
fn of_two_changes_with_one_value_the_one_is_meant_that_is_told_more_of() {
    let texts = [
        ["It said 30 people died in a storm.", "Its museum drew 30 people a day."],
        ["It said 3 people died in a storm.", "Its museum drew 30 people a day."],
        ["It said 3 people died in a storm.", "Its museum drew 45 people a day."],
    ];
    let versions = texts.map(|it| article("en", &it));
    let pairs = versions.windows(2).zip(2..);
    let found: Vec<(u32, Change)> = pairs
        .flat_map(|(pair, at)| edit(&pair[0], &pair[1]).into_iter().map(move |it| (at, it)))
        .collect();
    let notice = "Correction: An earlier version said that 30 people died in the storm.";
    let links = Notice::of(notice, 2, Habits::of_language(Some("en"))).links(&found);
    assert_eq!(links.iter().map(|link| found[link.change].0).collect::<Vec<_>>(), [2]);
}

#[test]
fn short_names_are_names() {
    let (old, new) = (
        "The pilot, Bob Li, was on the bridge when the vessel struck.",
        "The pilot, Bob Lee, was on the bridge when the vessel struck.",
    );
    let notice = "Correction: An earlier version misspelled the surname of Bob Lee as Li.";
    check_at(4, old, new, notice, &["Bob Li → Bob Lee"]);
}

#[test]
fn names_are_known_where_no_spaces_part_the_words() {
    check(
        "zh",
        "港务局长张伟表示，大雾来得毫无预兆。",
        "港务局长王强表示，大雾来得毫无预兆。",
        "更正：本文较早版本误将港务局长王强的名字写为张伟。",
        &["张伟 → 王强"],
    );
    check(
        "ko",
        "항만청장 김철수는 안개가 갑자기 끼었다고 말했다.",
        "항만청장 박영희는 안개가 갑자기 끼었다고 말했다.",
        "정정: 항만청장의 이름은 김철수가 아니라 박영희입니다.",
        &["김철수는 → 박영희는"],
    );
}
