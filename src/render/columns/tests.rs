//! Two columns by example, at three widths, and what no row may break.

use super::*;
use crate::article::Article;
use crate::diff;
use crate::render::ink::Palette;
use crate::render::plain;
use crate::render::sample::{article, compare, first, update};
use crate::render::terminal::{self, Layout, Style};

fn print(old: &Article, new: &Article, width_columns: usize) -> String {
    let style = Style { layout: Layout::SideBySide, ..plain::style(width_columns) };
    compare(old, new, |pair| terminal::comparison(pair, &style))
}

fn check(width_columns: usize, expected: &str) {
    let printed = print(&first(), &update(), width_columns);
    assert_eq!(printed, expected, "\n{printed}");
}

#[test]
fn two_columns_on_100() {
    check(100, include_str!("page_100.txt"));
}

#[test]
fn two_columns_on_140() {
    check(140, include_str!("page_140.txt"));
}

#[test]
fn two_columns_on_200() {
    check(200, include_str!("page_200.txt"));
}

#[test]
fn the_rule_between_the_columns_is_straight() {
    let wide = [
        "漢字は二桁を取る。彼は昨日来た。",
        "لا إله سلام «مجلس» สภาเมืองลงมติสร้างถนน नमस्ते कार्यकर्ताओं यहाँ थे",
        "cafe\u{301} 👩‍👩‍👧 café and a_word_that_is_wider_than_its_whole_column_of_text",
    ];
    let edited = [
        "漢字は二桁を取る。彼は今日来た。",
        "لا إله كلام «مجلس» สภาเมืองลงมติซ่อมถนน नमस्ते कार्यकर्ताओं वहाँ थे",
        "cafe\u{301} 👩‍👩‍👧 tea and a_word_that_is_wider_than_its_whole_column_of_text",
    ];
    for width_columns in 100..=200 {
        let room = (width_columns - 3) / 2;
        for printed in [
            print(&first(), &update(), width_columns),
            print(&article("A", &wide, vec![]), &article("A", &edited, vec![]), width_columns),
        ] {
            for line in printed.lines().filter(|line| line.contains('│')) {
                let (left, right) = line.split_once(" │").expect("the rule");
                assert_eq!(width(left), room, "{width_columns}\n{printed}");
                assert!(width(right) <= room + 1, "{width_columns}\n{printed}");
            }
        }
    }
}

#[test]
fn lines_of_two_texts_stand_beside_each_other() {
    let page = Page { width_columns: 40, palette: Palette::Plain };
    let runs = diff::diff("One.\nTwo died.\n\nFour.\n", "One.\nThree died.\n\nFour.\nFive.\n");
    let expected = "One.               │ One.\n\
                    [-Two-] died.      │ {+Three+} died.\n\
                    \u{20}                  │\n\
                    Four.              │ Four.\n\
                    \u{20}                  │ {+Five.+}\n";
    assert_eq!(texts(page, &runs), expected, "\n{}", texts(page, &runs));
}

/// What a column of a text's own rows says, its marks aside.
fn read(column: &[&str]) -> Vec<String> {
    let bare = |line: &&str| {
        let marks = ["[-", "-]", "{+", "+}", "[<1:", "<]", "{>1:", ">}", "␊"];
        marks.iter().fold(line.to_string(), |line, mark| line.replace(mark, "")).trim().to_string()
    };
    column.iter().map(bare).filter(|line| !line.is_empty()).collect()
}

proptest::proptest! {
    #[test]
    fn each_printed_column_read_down_is_its_text(
        old in "((one|two|not|guilty)( (died|left))?\n){0,6}",
        new in "((one|two|not|guilty)( (died|left))?\n){0,6}",
    ) {
        let page = Page { width_columns: 100, palette: Palette::Plain };
        let printed = texts(page, &diff::diff(&old, &new));
        let (left, right): (Vec<&str>, Vec<&str>) =
            printed.lines().map(|line| line.split_once('│').expect("the rule")).unzip();
        proptest::prop_assert_eq!(read(&left), old.lines().collect::<Vec<_>>());
        proptest::prop_assert_eq!(read(&right), new.lines().collect::<Vec<_>>());
    }
}

#[test]
fn what_moved_and_was_edited_stands_once_in_each_column() {
    let [moved, edited] = [
        "The suspect, Karl Holm, was released on Monday after police found he was not there.",
        "The suspect, Karl Holm, was charged on Monday after police found he was not there.",
    ];
    let [rest, last] = ["The mayor spoke to nobody at all.", "Ferries will run every ten minutes."];
    let old = article("A", &[moved, rest, last], vec![]);
    let new = article("A", &[rest, last, edited], vec![]);
    let printed = print(&old, &new, 200);
    for half in ["[-released-]", "{+charged+}"] {
        assert_eq!(printed.matches(half).count(), 1, "{printed}");
    }
    let columns = printed.lines().filter_map(|line| line.split_once('│'));
    let (left, right): (Vec<&str>, Vec<&str>) = columns.unzip();
    assert_eq!(read(&left), [moved], "{printed}");
    assert_eq!(read(&right), [edited], "{printed}");
}
