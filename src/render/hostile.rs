//! Laws of every format under texts made to break it: nothing that steers a terminal gets through,
//! and no line is wider than the page.

use proptest::prelude::*;

use crate::article::{Article, Block, BlockKind};
use crate::diff;
use crate::render::blame::{self, lines, page};
use crate::render::ink::Palette;
use crate::render::sample::{blamed, compare, first, update};
use crate::render::terminal::{self, Layout, Style};
use crate::render::wrap::Page;
use crate::render::{Comparison, article, data, html, json, markdown, ops, plain, texts, words};
use crate::text::width::width;

const PIECES: [&str; 36] = [
    "\u{1b}]52;c;eA==\u{7}",
    "\u{1b}[31m",
    "\u{9b}2J",
    "\u{9d}0;x\u{9c}",
    "\u{85}",
    "\0",
    "\u{8}",
    "\u{7f}",
    "\r",
    "\n",
    "\t",
    "\u{202e}",
    "\u{2066}",
    "\u{2069}",
    "\u{200f}",
    "\u{61c}",
    "\u{200b}",
    "\u{200d}",
    "\u{feff}",
    "\u{2028}",
    "\u{fe0f}",
    "\u{e0041}",
    "\u{3000}",
    "\u{a0}",
    "漢字。",
    "स्ते",
    "👩‍👩‍👧",
    "e\u{301}",
    "لا",
    "สร้าง",
    " ",
    " word",
    " 12",
    "“said” ",
    "Correction: ",
    "[-+}",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        9 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    proptest::collection::vec(piece, 1..12).prop_map(|pieces| pieces.concat())
}

/// The article with texts spoiled everywhere.
fn spoilt(mut article: Article, texts: &[String; 3]) -> Article {
    let [a, b, c] = texts;
    article.headline = article.headline.map(|headline| headline + a);
    article.dek = Some(b.clone());
    article.dateline = Some(c.clone());
    article.byline.push(a.clone());
    article.blocks.iter_mut().for_each(|block| block.text.push_str(b));
    article.blocks.push(Block::new(BlockKind::Notice, format!("Correction: 7 {c}")));
    article.stamps.iter_mut().for_each(|stamp| stamp.text.push_str(c));
    article
}

/// Told by itself, not by what makes text visible: controls, direction, and what nobody sees.
fn steers(c: char) -> bool {
    let is_unseen = matches!(c, '\u{200b}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
    let turns = matches!(
        c,
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    );
    (c.is_control() && c != '\n' && c != '\t')
        || turns
        || is_unseen
        || matches!(c, '\u{2028}' | '\u{2029}')
}

/// The text without the colours of ours.
fn uncolored(text: &str) -> String {
    let color = regex::Regex::new("\u{1b}\\[[0-9;]*m").expect("a pattern");
    color.replace_all(text, "").into_owned()
}

fn check(name: &str, printed: &str) -> Result<(), TestCaseError> {
    let found = printed.chars().find(|&c| steers(c));
    prop_assert!(found.is_none(), "{name}: {found:?} in {printed:?}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_comparison_steers_a_terminal(
        old in [hostile(), hostile(), hostile()],
        new in [hostile(), hostile(), hostile()],
        width_columns in 40_usize..=120,
    ) {
        let (old, new) = (spoilt(first(), &old), spoilt(update(), &new));
        for layout in [Layout::OneColumn, Layout::SideBySide] {
            let style = Style { layout, ..plain::style(width_columns) };
            let printed = compare(&old, &new, |it| terminal::comparison(it, &style));
            check("plain", &printed)?;
            prop_assert!(!printed.contains('\t'), "a tab is as wide as the terminal likes");
            let widest = printed.lines().map(width).max();
            prop_assert!(widest <= Some(width_columns), "{widest:?} in {width_columns}\n{printed}");
            let style = Style { palette: Palette::Colored, ..style };
            let colored = compare(&old, &new, |it| terminal::comparison(it, &style));
            prop_assert_eq!(uncolored(&colored), printed, "colour adds nothing but colour");
        }
        let page = |it: &Comparison| {
            let mut page = html::Page::default();
            page.add(it);
            page.finish()
        };
        check("html", &compare(&old, &new, page))?;
        check("markdown", &compare(&old, &new, markdown::comparison))?;
        check("json", &compare(&old, &new, json::json))?;
        check("article", &data::line(&article::json(&new)))?;
    }

    #[test]
    fn no_blame_steers_a_terminal(
        old in [hostile(), hostile(), hostile()],
        new in [hostile(), hostile(), hostile()],
        width_columns in 40_usize..=120,
    ) {
        let versions = [spoilt(first(), &old), spoilt(update(), &new), spoilt(first(), &new)];
        let lines = |palette| {
            let page = Page { width_columns, palette };
            blamed(&versions, |sheet| lines::lines(sheet, page, words::utc))
        };
        let printed = lines(Palette::Plain);
        check("lines", &printed)?;
        let widest = printed.lines().map(width).max();
        prop_assert!(widest <= Some(width_columns), "{widest:?} in {width_columns}\n{printed}");
        prop_assert_eq!(uncolored(&lines(Palette::Colored)), printed, "colour adds only colour");
        check("page", &blamed(&versions, page::page))?;
        check("json", &blamed(&versions, blame::json::json))?;
    }

    #[test]
    fn no_diff_steers_a_terminal(old in hostile(), new in hostile()) {
        let runs = diff::diff(&old, &new);
        for layout in [Layout::OneColumn, Layout::SideBySide] {
            for palette in [Palette::Plain, Palette::Colored] {
                let page = Page { width_columns: 100, palette };
                let whole = texts::whole(&runs, page, layout);
                check("whole", &uncolored(&whole))?;
                let around = texts::around(&runs, page, layout);
                check("around", &uncolored(&around))?;
            }
        }
        check("ops", &ops::json(&runs))?;
        check("html", &html::texts(&old, &runs))?;
        check("markdown", &markdown::texts(&old, &runs))?;
    }
}
