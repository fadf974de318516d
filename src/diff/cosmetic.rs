//! Whether a change tells the reader anything: the closed classes of cosmetic change.
//!
//! Both sides must hold the same words, one by one; what lies between them may differ in white
//! space, in the shape of marks, or in commas, semicolons and full stops. Digits, `?`, `!`, `%`,
//! what a digit or a negation touches, an ellipsis, words whose case carries meaning, and the
//! presence of quotation marks are never cosmetic.

use unicode_normalization::UnicodeNormalization;

use crate::diff::Cosmetic;
use crate::text::fold;
use crate::text::normal::is_invisible;
use crate::text::tokens::tokens;

/// Titles and institutions that a house style sets with or without a capital. The list is closed:
/// the case of any other word may tell one thing from another (`Polish`, `may`, `MW`, `King`).
const CASE_IS_STYLE: &str = "
    president prime minister ministry government governor senator secretary chancellor chairman
    chairwoman chairperson professor director council committee department internet";

/// Words that mean another thing in another case, even where a whole line is set anew.
const CASE_MATTERS: &str = "
    may us who it aids polish turkey china march august will mark bill job rice reading nice ice
    mobile who's trump bush king pope fox times post sun apple meta shell gap visa target";

/// Words beside which a comma turns what is said.
const NEGATIONS: &str = "
    not no never nor neither none nobody nothing nicht kein keine nie niemals ne pas non jamais rien
    nunca jamás nada ni não nem niet geen nooit değil hayır yok не нет ни никогда";

/// One side of a change, with the tokens that stand next to it.
#[derive(Clone, Copy)]
pub struct Changed<'a> {
    pub before: Option<&'a str>,
    pub text: &'a str,
    pub after: Option<&'a str>,
}

/// What lies between two words, or at an end: marks, and the white space around them.
#[derive(Default, PartialEq, Eq)]
struct Slot {
    /// The marks without white space.
    marks: String,
    /// The same with one space for each stretch of white space.
    spaced: String,
}

/// A side as words and the slots around them, one more than the words.
struct Line<'a> {
    words: Vec<&'a str>,
    slots: Vec<Slot>,
}

/// The class of a replacement, if it is cosmetic; the gravest of what it takes.
pub fn class_of(old: Changed, new: Changed) -> Option<Cosmetic> {
    if has_other_letters(old.text, new.text) {
        return None;
    }
    let (one, two) = (Line::of(old.text), Line::of(new.text));
    if one.words.len() != two.words.len() {
        return None;
    }
    let mut gravest = Cosmetic::Whitespace;
    for (index, (a, b)) in one.words.iter().zip(&two.words).enumerate() {
        let before = index.checked_sub(1).map_or(old.before, |index| Some(one.words[index]));
        gravest = graver(gravest, class_of_words(a, b, before)?);
    }
    for (index, (a, b)) in one.slots.iter().zip(&two.slots).enumerate() {
        let left = index.checked_sub(1).map_or(old.before, |index| Some(one.words[index]));
        let right = one.words.get(index).copied().or(old.after);
        let left_new = if index == 0 { new.before } else { None };
        let right_new = if index == two.words.len() { new.after } else { None };
        let beside = [left, right, left_new, right_new];
        gravest = graver(gravest, class_of_slots(a, b, beside)?);
    }
    Some(gravest)
}

/// Whether two texts surely hold other words, told by their letters and digits alone: most
/// changes do.
fn has_other_letters(old: &str, new: &str) -> bool {
    !letters(old).eq(letters(new))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.nfc().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// Of two classes the one that changes more of what is seen, which names the change.
pub fn graver(one: Cosmetic, other: Cosmetic) -> Cosmetic {
    let rank = |class| match class {
        Cosmetic::Whitespace => 0,
        Cosmetic::Unicode => 1,
        Cosmetic::Quotes => 2,
        Cosmetic::Dashes => 3,
        Cosmetic::Punct => 4,
        Cosmetic::Case => 5,
    };
    if rank(one) >= rank(other) { one } else { other }
}

impl<'a> Line<'a> {
    fn of(text: &'a str) -> Line<'a> {
        let mut line = Line { words: Vec::new(), slots: vec![Slot::default()] };
        let mut end = 0;
        for span in tokens(text) {
            line.push_gap(&text[end..span.start]);
            let token = &text[span.range()];
            if token.chars().any(char::is_alphanumeric) {
                line.words.push(token);
                line.slots.push(Slot::default());
            } else if let Some(slot) = line.slots.last_mut() {
                slot.marks.push_str(token);
                slot.spaced.push_str(token);
            }
            end = span.end;
        }
        line.push_gap(&text[end..]);
        line
    }

    fn push_gap(&mut self, gap: &str) {
        if let Some(slot) = self.slots.last_mut()
            && !gap.is_empty()
        {
            slot.spaced.push(' ');
        }
    }
}

/// The class of a change of one word for another; of none, where they are the same.
fn class_of_words(old: &str, new: &str, before: Option<&str>) -> Option<Cosmetic> {
    if old == new {
        return Some(Cosmetic::Whitespace);
    }
    let (old, new) = (unicode(old), unicode(new));
    if old == new {
        return Some(Cosmetic::Unicode);
    }
    let (old, new) = (quotes(&old), quotes(&new));
    if old == new {
        return Some(Cosmetic::Quotes);
    }
    let (old, new) = (dashes(&old), dashes(&new));
    if old == new {
        return Some(Cosmetic::Dashes);
    }
    let is_style = CASE_IS_STYLE.split_whitespace().any(|title| title == old.to_lowercase());
    let is_case = is_style && is_of_first_letter(&old, &new) && !before.is_some_and(has_digit);
    is_case.then_some(Cosmetic::Case)
}

/// The class of a change between two words; `beside` are the words and marks around it.
fn class_of_slots(old: &Slot, new: &Slot, beside: [Option<&str>; 4]) -> Option<Cosmetic> {
    if old == new {
        return Some(Cosmetic::Whitespace);
    }
    let touches_digit = beside.into_iter().flatten().any(has_digit);
    let is_sign = |c: char| fold::is_dash(c) || matches!(c, '.' | ',' | ':' | '/' | '+' | '\'');
    if old.marks == new.marks {
        let has_sign = old.marks.contains(is_sign)
            || beside.into_iter().flatten().any(|token| token.chars().all(is_sign));
        return (!(touches_digit && has_sign)).then_some(Cosmetic::Whitespace);
    }
    let (mut one, mut two) = (unicode(&old.marks), unicode(&new.marks));
    type Step = (Cosmetic, fn(&str) -> String);
    let shapes: [Step; 4] = [
        (Cosmetic::Unicode, unicode),
        (Cosmetic::Quotes, quotes),
        (Cosmetic::Dashes, dashes),
        (Cosmetic::Punct, ellipses),
    ];
    for (class, undo) in shapes {
        (one, two) = (undo(&one), undo(&two));
        if one == two {
            return Some(class);
        }
    }
    let is_stop = |c: char| matches!(c, ',' | ';' | '.');
    let rest = |marks: &str| marks.chars().filter(|&c| !is_stop(c)).collect::<String>();
    let is_negated = beside.into_iter().flatten().any(is_negation);
    (rest(&one) == rest(&two) && !touches_digit && !is_negated).then_some(Cosmetic::Punct)
}

fn has_digit(token: &str) -> bool {
    token.chars().any(|c| c.is_numeric() || "〇一二三四五六七八九十百千万億兆".contains(c))
}

fn is_negation(token: &str) -> bool {
    let lower = token.to_lowercase();
    lower.ends_with("n't") || lower.ends_with("n’t") || is_listed(NEGATIONS, &lower)
}

fn is_listed(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|listed| listed == word)
}

/// One encoding of the same characters. Overrides of the direction stay: they change what is seen.
fn unicode(text: &str) -> String {
    let is_override = |c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.nfc().filter(|&c| !is_invisible(c) || is_override(c)).collect()
}

/// Shapes of quotation marks made one; how many there are, and single or double, stays.
fn quotes(text: &str) -> String {
    text.chars().map(|c| if fold::is_quote(c) { fold::mark(c) } else { c }).collect()
}

/// Shapes and runs of dashes made one.
fn dashes(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().map(|c| if fold::is_dash(c) { '-' } else { c }) {
        if c != '-' || !folded.ends_with('-') {
            folded.push(c);
        }
    }
    folded
}

/// Ellipses in one writing.
fn ellipses(text: &str) -> String {
    text.replace("...", "…")
}

fn is_of_first_letter(old: &str, new: &str) -> bool {
    let tail = |word: &str| word.chars().skip(1).collect::<String>();
    old.to_lowercase() == new.to_lowercase() && tail(old) == tail(new)
}

/// Whether a block was set anew, in capitals or as a title (`Council Votes For Road`), or is so no
/// longer: the same words, most of them in another case, and one side alone in that style.
pub fn is_restyled(old: &str, new: &str) -> bool {
    if old.to_lowercase() != new.to_lowercase() {
        return false;
    }
    let words = |text| Line::of(text).words.len();
    let (one, two) = (Line::of(old), Line::of(new));
    let changed = one.words.iter().zip(&two.words).filter(|(a, b)| a != b).count();
    let is_most = changed >= 2 && changed * 2 >= words(old);
    let is_capitals = |text: &str| !text.chars().any(char::is_lowercase);
    is_most && (is_capitals(old) != is_capitals(new) || is_title(old) != is_title(new))
}

/// The class of a change within a block that was restyled: of case, unless a word in it means
/// another thing in another case, or may be a unit.
pub fn class_in_restyled(old: Changed, new: Changed) -> Option<Cosmetic> {
    if has_other_letters(old.text, new.text) || old.text.to_lowercase() != new.text.to_lowercase() {
        return None;
    }
    let (one, two) = (Line::of(old.text), Line::of(new.text));
    let mut before = old.before;
    for (a, b) in one.words.iter().zip(&two.words) {
        let is_unit = before.is_some_and(has_digit) && a.chars().count() <= 3;
        let is_other_thing = is_of_first_letter(a, b) && is_listed(CASE_MATTERS, &a.to_lowercase());
        if a != b && (is_unit || is_other_thing) {
            return None;
        }
        before = Some(a);
    }
    Some(Cosmetic::Case)
}

/// Whether a text is set as titles are: three words and more of four letters and more, all of
/// them with a capital.
fn is_title(text: &str) -> bool {
    let is_long = |word: &&str| word.chars().filter(|c| c.is_alphabetic()).count() >= 4;
    let is_small =
        |word: &str| word.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_lowercase);
    let mut long = text.split_whitespace().filter(is_long);
    long.clone().count() >= 3 && !long.any(is_small)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: Option<Cosmetic>) {
        check_between((None, None), old, new, expected);
    }

    fn check_between(
        (before, after): (Option<&str>, Option<&str>),
        old: &str,
        new: &str,
        expected: Option<Cosmetic>,
    ) {
        let side = |text| Changed { before, text, after };
        assert_eq!(class_of(side(old), side(new)), expected, "{old:?} -> {new:?}");
        assert_eq!(class_of(side(new), side(old)), expected, "{new:?} -> {old:?}");
    }

    #[test]
    fn shapes_are_cosmetic() {
        check("it's", "it’s", Some(Cosmetic::Quotes));
        check("\"", "“", Some(Cosmetic::Quotes));
        check("--", "—", Some(Cosmetic::Dashes));
        check("Cool - I", "Cool—I", Some(Cosmetic::Dashes));
        check("cafe\u{301}", "café", Some(Cosmetic::Unicode));
        check("about", "about\u{2060}", Some(Cosmetic::Unicode));
        check("a public", "a\u{a0}\u{a0}public", Some(Cosmetic::Whitespace));
        check("…", "...", Some(Cosmetic::Punct));
        check("", ",", Some(Cosmetic::Punct));
        check("president", "President", Some(Cosmetic::Case));
        check("\n\n", "\n", Some(Cosmetic::Whitespace));
    }

    #[test]
    fn what_tells_something_is_not() {
        for (old, new) in [
            ("may", "May"),
            ("us", "US"),
            ("polish", "Polish"),
            ("hit us aids who", "hit US AIDS WHO"),
            ("1.5", "15"),
            ("5,", "5"),
            (".", "?"),
            ("", "\""),
            ("5", "5%"),
            ("'a'", "a"),
            ("half", "calf"),
            ("will … resign", "will resign"),
            ("\u{202e}51", "51"),
        ] {
            check(old, new, None);
        }
    }

    #[test]
    fn words_are_never_joined_or_parted() {
        for (old, new) in [
            ("therapist", "the rapist"),
            ("the, rapist", "therapist"),
            ("1 5", "15"),
            ("not able", "notable"),
            ("not, able", "notable"),
            ("no.t", "not"),
            ("the V. I", "the VI"),
            ("john.smith@x.com", "johnsmith@x.com"),
            ("三.五", "三五"),
            ("killed 1. 5 were", "killed 1.5 were"),
            ("seats 1, 200", "seats 1,200"),
            ("10: 30", "10:30"),
            ("3 -5", "3-5"),
            ("10\u{200b}000", "10 000"),
            ("the\u{200b}rapist", "the rapist"),
        ] {
            check(old, new, None);
        }
    }

    #[test]
    fn what_stands_around_a_change_counts() {
        check_between((Some("grew"), Some("5")), "", ".", None);
        check_between((Some("10"), Some("000")), ",", ".", None);
        check_between((Some("-"), Some("5")), "", " ", None);
        check_between((Some("No"), Some("he")), ",", "", None);
        check_between((Some("grew"), Some("he")), "", ",", Some(Cosmetic::Punct));
        check_between((Some("5"), None), "council", "Council", None);
        check("convicted, not acquitted", "convicted not, acquitted", None);
    }

    #[test]
    fn a_line_set_anew_is_known() {
        assert!(is_restyled("Council votes for road", "COUNCIL VOTES FOR ROAD"));
        assert!(is_restyled("Council Votes For Road", "Council votes for road"));
        assert!(!is_restyled("Plant Makes 5 mW Power", "Plant Makes 5 MW Power"));
        assert!(!is_restyled("WILL us ARMY LEAVE", "WILL US ARMY LEAVE"));
        let side = |text| Changed { before: None, text, after: None };
        assert_eq!(class_in_restyled(side("votes"), side("VOTES")), Some(Cosmetic::Case));
        assert_eq!(class_in_restyled(side("Polish"), side("polish")), None);
        assert_eq!(class_in_restyled(side("5 mw"), side("5 MW")), None);
    }
}
