//! Cases of texts that collapse, return and take turns.

use super::Case;
use super::pages::*;
use crate::desk::{ROAD, page};

pub fn texts() -> Vec<Case> {
    let one = || story("11", 1);
    let two = || story("10", 1);
    let lost = |number: u32| {
        let text = format!("Etwas ging schief. Kennung {number}.");
        small("Hoppla", &text)
    };
    let retracted = || small(HEADLINE, "This story was taken down by the editors.");
    let stamped = html(&page(HEADLINE, "30.11.2025 - Update : 01.12.2025", &ROAD, 1));
    vec![
        ("collapse-once", vec![one(), lost(1), story("11", 2), two()], "CQ=V", 2, &[]),
        ("collapse-stays", vec![one(), retracted(), retracted(), retracted()], "CQV=", 2, &[]),
        ("collapse-differs", with(one(), (1..9).map(lost)), "CQQQQQQ", 1, &[]),
        ("breaks-off", vec![one(), cut(), story("11", 2), two()], "CQ=V", 2, &[]),
        ("breaks-off-for-long", around(cut()), "CQQ=V", 2, &[]),
        ("another-text", vec![one(), html(&other_story()), one(), two()], "CQ=V", 2, &[]),
        ("latin1-as-utf8", vec![accents(), bytes(&latin1(), "utf-8"), accents()], "C==", 1, &[]),
        ("utf8-as-cp1252", vec![accents(), bytes(&twice(), "utf-8"), accents()], "CQ=", 1, &[]),
        ("rolls-back", vec![one(), two(), one(), one()], "CVV=", 3, &[]),
        ("flap", vec![one(), two(), one(), two(), one(), two(), two()], "CVV====", 3, &[]),
        ("flap-then-edit", vec![one(), two(), one(), two(), story("12", 1)], "CVV=V", 4, &[]),
        ("furniture", vec![one(), story("11", 2), story("11", 3)], "C==", 1, &[]),
        ("stamp", vec![one(), stamped.clone(), stamped], "C==", 1, &[]),
        (
            "invisible",
            vec![one(), html(&story_page("11", 1).replace("town", "to\u{ad}wn"))],
            "C=",
            1,
            &[],
        ),
    ]
}
