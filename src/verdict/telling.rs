//! What reasons say, by example: kind, old value, new value, and ratio.

use super::*;
use crate::article::{Article, Block, BlockKind};
use crate::diff;

/// Judges an edit of one paragraph; each reason is read as `kind: old -> new xRATIO`.
fn check(language: &str, old: &str, new: &str, expected: &[&str]) {
    let [before, after] = [old, new].map(|text| Article {
        blocks: vec![Block::new(BlockKind::Paragraph, text)],
        language: Some(language.to_owned()),
        ..Article::default()
    });
    let verdict = judge(&diff::articles(&before, &after), &before, &after);
    let lines: Vec<String> = verdict.reasons.iter().map(line).collect();
    assert_eq!(lines, expected, "{old} => {new}");
}

fn line(reason: &Reason) -> String {
    let kind = serde_json::to_string(&reason.kind).expect("a kind is a string");
    let side = |text: &Option<String>| text.clone().unwrap_or_default();
    let ratio = reason.ratio.map_or(String::new(), |ratio| format!(" x{}", rounded(ratio)));
    format!("{}: {} -> {}{ratio}", kind.trim_matches('"'), side(&reason.old), side(&reason.new))
}

fn rounded(ratio: f64) -> f64 {
    (ratio * 1e9).round() / 1e9
}

#[test]
fn a_name_beside_another_fact_is_told() {
    check(
        "en",
        "A man was found dead in Leeds on Monday after a fire.",
        "A man was found dead in London on Tuesday after a fire.",
        &["date: Monday -> Tuesday", "name: Leeds -> London"],
    );
    check(
        "en",
        "The fine of $5m was paid by Google in June, it said.",
        "The fine of $7m was paid by Apple in July, it said.",
        &["number: $5m -> $7m x1.4", "date: June -> July", "name: Google -> Apple"],
    );
    check(
        "fr",
        "Le train est arrivé à Lyon mardi soir.",
        "Le train est arrivé à Lille mercredi soir.",
        &["date: mardi -> mercredi", "name: Lyon -> Lille"],
    );
}

#[test]
fn a_full_word_beside_a_fact_is_told() {
    check(
        "en",
        "The blast killed 11 people there.",
        "The blast wounded 13 people there.",
        &["number: 11 -> 13 x1.181818182", "text: killed 11 -> wounded 13"],
    );
}

#[test]
fn a_scale_gives_the_ratio_that_its_language_says() {
    for (language, old, new, reason) in [
        ("en", "It took $3.2B.", "It took $3.2M.", "number: $3.2B -> $3.2M x0.001"),
        ("en", "It took $3.2 mln.", "It took $3.2 bln.", "number: $3.2 mln -> $3.2 bln x1000"),
        (
            "pt",
            "São R$ 1,5 milhão.",
            "São R$ 1,5 bilhão.",
            "number: R$ 1,5 milhão -> R$ 1,5 bilhão x1000",
        ),
        ("es", "Son 2 billones.", "Son 2 millones.", "number: 2 billones -> 2 millones x0.000001"),
        (
            "de",
            "Es kostet 1 Billion.",
            "Es kostet 1 Milliarde.",
            "number: 1 Billion -> 1 Milliarde x0.001",
        ),
        ("ja", "予算は三百億円だ。", "予算は500億円だ。", "number: 三百億 -> 500億 x1.666666667"),
    ] {
        check(language, old, new, &[reason]);
    }
}

#[test]
fn other_units_have_no_ratio() {
    for (old, new, reason) in [
        ("It is 30m high.", "It is 30 feet high.", "number: 30m -> 30 feet"),
        ("It is 5 m wide.", "It is 5 km wide.", "number: 5 m -> 5 km"),
        ("It costs US$20 now.", "It costs A$20 now.", "number: US$20 -> A$20"),
        ("It costs 20 pounds.", "It costs 30 euros.", "number: 20 pounds -> 30 euros"),
    ] {
        check("en", old, new, &[reason]);
    }
}

#[test]
fn scores_years_and_labels_have_no_ratio() {
    for (old, new, reason) in [
        ("They won 2-1 there.", "They won 3-1 there.", "number: 2-1 -> 3-1"),
        ("The rate is 1/4 now.", "The rate is 1/2 now.", "number: 1/4 -> 1/2"),
        ("The worst since 1998.", "The worst since 1988.", "date: 1998 -> 1988"),
        ("It was in the 1990s.", "It was in the 1980s.", "date: 1990s -> 1980s"),
        ("A Boeing 737 fell.", "A Boeing 747 fell.", "number: 737 -> 747"),
        ("An F-16 jet fell.", "An F-35 jet fell.", "number: F-16 -> F-35"),
        ("Call 7946 0018 now.", "Call 7946 0019 now.", "number: 0018 -> 0019"),
        ("Use l10n for it.", "Use tools for it.", "text: l10n -> tools"),
    ] {
        check("en", old, new, &[reason]);
    }
}

#[test]
fn numbers_side_by_side_are_two() {
    check(
        "en",
        "He served two three-year terms.",
        "He served two four-year terms.",
        &["number: three -> four x1.333333333"],
    );
}

#[test]
fn a_number_written_otherwise_is_the_same_number() {
    for (language, old, new, reason) in [
        ("en", "It has 3,000 men.", "It has 3000 men.", "number: 3,000 -> 3000 x1"),
        (
            "en",
            "It lost $1.5m then.",
            "It lost $1.5 million then.",
            "number: $1.5m -> $1.5 million x1",
        ),
        ("en", "It took twelve years.", "It took 12 years.", "number: twelve -> 12 x1"),
        ("en", "It was 62 per cent.", "It was 62 percent.", "number: 62 per cent -> 62 percent x1"),
        ("tr", "Oran %42,5 oldu.", "Oran yüzde 42,5 oldu.", "number: %42,5 -> yüzde 42,5 x1"),
    ] {
        check(language, old, new, &[reason]);
    }
    check("en", "It took twelve years.", "It took 12 long years.", &["text: twelve -> 12 long"]);
}

#[test]
fn vague_counts_and_ranks_count_against_each_other() {
    check("en", "Dozens were hurt.", "Hundreds were hurt.", &["number: Dozens -> Hundreds"]);
    check("en", "It fell by a third.", "It fell by a quarter.", &["number: third -> quarter"]);
    check("en", "He came second there.", "He came third there.", &["number: second -> third"]);
    check("en", "It took a second.", "It took a while.", &["text: second -> while"]);
    check("fr", "Un appartement neuf.", "Un appartement ancien.", &["text: neuf -> ancien"]);
    check(
        "fr",
        "Une personne est morte dans l’incendie.",
        "Deux personnes sont mortes dans l’incendie.",
        &["number: Une -> Deux x2"],
    );
}

#[test]
fn a_small_word_elsewhere_is_another_word() {
    for (language, old, new, reason) in [
        ("en", "It is on May 3 there.", "It is on June 3 there.", "date: May 3 -> June 3"),
        ("en", "He met Theresa May there.", "He met Bo Ek there.", "name: Theresa May -> Bo Ek"),
        (
            "en",
            "It stars Will Smith now.",
            "It stars Chris Rock now.",
            "name: Will Smith -> Chris Rock",
        ),
        ("en", "Then claims rose fast.", "Then costs rose fast.", "text: claims -> costs"),
        ("de", "Die Straße wird gesperrt.", "Die Straße wurde gesperrt.", "text: wird -> wurde"),
        ("de", "Es war laut im Saal.", "Es war still im Saal.", "text: laut -> still"),
        ("it", "Il secondo gol è suo.", "Il terzo gol è suo.", "number: secondo -> terzo"),
        ("ar", "وقد قتل الرجل في الهجوم.", "قتل الرجل في الهجوم.", "text: وقد -> "),
        (
            "de",
            "Der mutmaßliche Täter schweigt.",
            "Der Täter schweigt.",
            "modality: mutmaßliche -> ",
        ),
        ("de", "Das ist sicher so.", "Das ist wohl so.", "modality: sicher -> wohl"),
    ] {
        check(language, old, new, &[reason]);
    }
}

#[test]
fn a_day_said_in_words_is_a_date() {
    for (language, old, new, reason) in [
        ("en", "It is in May, he heard.", "It is in June, he heard.", "date: May -> June"),
        ("en", "It began at noon.", "It began at midnight.", "date: noon -> midnight"),
        ("en", "It fell last week.", "It fell last month.", "date: last week -> last month"),
        ("tr", "Maç salı günü.", "Maç çarşamba günü.", "date: salı -> çarşamba"),
        ("tr", "Maç saat 10.30'da.", "Maç saat 11.00'de.", "date: 10.30 -> 11.00"),
        ("ja", "知事は10日に話した。", "知事は11日に話した。", "date: 10日 -> 11日"),
        ("ru", "Это было 3 марта.", "Это было 4 марта.", "date: 3 марта -> 4 марта"),
    ] {
        check(language, old, new, &[reason]);
    }
}

#[test]
fn a_name_may_open_a_sentence_or_stand_among_many() {
    for (language, old, new, reasons) in [
        (
            "en",
            "President Keir Lee met Ann Roe in Paris.",
            "President Keir Lee met Bo Ek in Berlin.",
            vec!["name: Ann Roe -> Bo Ek", "name: Paris -> Berlin"],
        ),
        (
            "en",
            "John Smith left then.",
            "John Smyth left then.",
            vec!["name: John Smith -> John Smyth"],
        ),
        (
            "en",
            "Johnson left. They asked Johnson why.",
            "Jackson left. They asked Jackson why.",
            vec!["name: Johnson -> Jackson", "name: Johnson -> Jackson"],
        ),
        ("en", "Police left at once.", "Soldiers left at once.", vec!["text: Police -> Soldiers"]),
        (
            "tr",
            "Erdoğan, Ankara’da Macron ile görüştü.",
            "Erdoğan, İstanbul’da Scholz ile görüştü.",
            vec!["name: Ankara’da -> İstanbul’da", "name: Macron -> Scholz"],
        ),
    ] {
        check(language, old, new, &reasons);
    }
}

#[test]
fn a_quotation_that_came_answers_to_its_own_words_alone() {
    check(
        "en",
        "The firm and Business are one here.",
        "The firm (“Enterprise”) are one here.",
        &["quotation:  -> “Enterprise”"],
    );
    check(
        "en",
        "The firm said it has “no plans” to sell.",
        "The firm said it had no plans to sell.",
        &["quotation: “no plans” -> no plans"],
    );
}

#[test]
fn a_sentence_that_came_is_told_besides_its_small_word() {
    check(
        "en",
        "A boat sank near the pier at noon.",
        "A boat sank near the pier at noon. Nobody was hurt.",
        &["negation:  -> Nobody", "text:  -> Nobody was hurt."],
    );
}
