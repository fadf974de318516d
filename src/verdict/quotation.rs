//! Quotations in a text: what stands between quotation marks, and the marks themselves.

use std::ops::Range;

use crate::text::fold;
use crate::text::tokens::tokens;
use crate::verdict::facts::Fact;

/// A quotation mark as it stands in a text.
#[derive(Clone, Copy)]
struct Mark {
    start: usize,
    end: usize,
    shape: Shape,
    opens: bool,
    closes: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Double,
    Single,
}

/// The quotations of a text with their marks, in order. A quotation in double marks that is not
/// closed reaches to the end of the text, as in a statement of several paragraphs.
pub fn quotations(text: &str) -> Vec<Fact> {
    let marks = marks(text);
    let mut facts: Vec<Fact> = Vec::new();
    let mut at = 0;
    while let Some(mark) = marks.get(at) {
        at += 1;
        if !mark.opens {
            continue;
        }
        let close = closing(&marks[at..], mark.shape);
        match (close, mark.shape) {
            (Some(steps), _) => {
                facts.push(fact(text, mark.start..marks[at + steps].end));
                at += steps + 1;
            }
            (None, Shape::Double) => {
                facts.push(fact(text, mark.start..text.len()));
                break;
            }
            (None, Shape::Single) => {}
        }
    }
    facts
}

/// The words of a quotation's key are folded, so that marks of another shape are no other words.
fn fact(text: &str, span: Range<usize>) -> Fact {
    let key = text[span.clone()].split_whitespace().map(fold::fold).collect::<Vec<_>>().join(" ");
    Fact::new(span, key)
}

/// How many marks further on the quotation closes. Single quotations are short; a single mark
/// that closes none within a few marks is an apostrophe.
fn closing(marks: &[Mark], shape: Shape) -> Option<usize> {
    let reach = match shape {
        Shape::Double => marks.len(),
        Shape::Single => marks.len().min(8),
    };
    marks[..reach].iter().position(|mark| mark.shape == shape && mark.closes)
}

fn marks(text: &str) -> Vec<Mark> {
    let mut before = None;
    let mut characters = text.char_indices().peekable();
    let mut marks = Vec::new();
    while let Some((start, c)) = characters.next() {
        let after = characters.peek().map(|&(_, c)| c);
        if fold::is_quote(c) && !is_apostrophe(before, after) {
            marks.push(mark(start, c, before, after));
        }
        before = Some(c);
    }
    marks
}

/// Whether a mark stands inside a word.
fn is_apostrophe(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric)
}

fn mark(start: usize, c: char, before: Option<char>, after: Option<char>) -> Mark {
    let is_open =
        |side: Option<char>| side.is_none_or(|c| c.is_whitespace() || "([{—–-".contains(c));
    let (opens, closes) = match c {
        '“' => (true, closes_word(before, after)),
        '„' | '‚' | '‛' | '‟' => (true, false),
        '«' | '»' | '‹' | '›' => (true, true),
        '”' => (false, true),
        _ => (is_open(before) || !is_open(after), !is_open(before)),
    };
    let shape = match fold::mark(c) {
        '"' => Shape::Double,
        _ => Shape::Single,
    };
    Mark { start, end: start + c.len_utf8(), shape, opens, closes }
}

/// Whether a mark stands behind a word and before none, as the German closing mark does.
fn closes_word(before: Option<char>, after: Option<char>) -> bool {
    before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphanumeric)
}

/// Whether two sides of a change hold the same words but another count of quotation marks;
/// apostrophes inside words are none.
pub fn marks_alone_differ(old: &str, new: &str) -> bool {
    let count = |text: &str| marks(text).len();
    let words = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    count(old) != count(new) && words(old) == words(new)
}

/// Where a text has the words of a quotation, if it has all of them in a row.
pub fn within(text: &str, quotation: &str) -> Option<Range<usize>> {
    let words = |text: &str| -> Vec<(Range<usize>, String)> {
        let words = tokens(text).into_iter().map(|token| token.range());
        let words = words.filter(|word| text[word.clone()].contains(char::is_alphanumeric));
        words.map(|word| (word.clone(), fold::fold(&text[word]).into_owned())).collect()
    };
    let (these, those) = (words(text), words(quotation));
    let is_same = |window: &&[(Range<usize>, String)]| {
        window.iter().zip(&those).all(|(one, other)| one.1 == other.1)
    };
    let found = these.windows(those.len().max(1)).find(is_same)?;
    Some(found.first()?.0.start..found.last()?.0.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = quotations(text);
        let found: Vec<&str> = found.iter().map(|fact| &text[fact.span.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn quotations_are_found_in_all_marks() {
        check("called \"good\" and \"better.\"", &["\"good\"", "\"better.\""]);
        check("“One,” she said, “two.”", &["“One,”", "“two.”"]);
        check("Er sagte: „Nein.“ Dann", &["„Nein.“"]);
        check("Il dit « oui » et", &["« oui »"]);
        check("talks 'productive' and 'good'", &["'productive'", "'good'"]);
    }

    #[test]
    fn apostrophes_are_no_quotations() {
        check("Trump's son-in-law doesn't know the parties' plan", &[]);
        check("the '90s were the workers' years, he'd say", &["'90s were the workers'"]);
        check("a “nation's 'best' hope” now", &["“nation's 'best' hope”"]);
    }

    #[test]
    fn marks_put_around_words_are_no_apostrophes() {
        assert!(marks_alone_differ("good", "\"good\""));
        assert!(marks_alone_differ("'best'", "best"));
        assert!(!marks_alone_differ("Ship’s", "Ships"));
    }

    #[test]
    fn an_open_quotation_reaches_to_the_end() {
        check("He said: “We go on.", &["“We go on."]);
        check("It's 'fine", &[]);
    }

    #[test]
    fn the_words_of_a_quotation_are_found_without_its_marks() {
        assert_eq!(within("had no plans to", "“no plans”"), Some(4..12));
        assert_eq!(within("and Business", "“Enterprise”"), None);
        assert_eq!(within("", "“”"), None);
    }
}
