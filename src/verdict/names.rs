//! Names in a text: words with a capital where the language's grammar asks for none.

use std::collections::HashSet;

use crate::text::sentences::is_abbreviation;
use crate::text::tokens::{Span, tokens};
use crate::verdict::facts::{Fact, Weight};
use crate::verdict::habits::{Capitals, Habits};

/// Words that a title may leave without a capital.
const TITLE_SMALL_WORDS: &str = "a an the and but or nor of in on at to by for from as into over up
    out off via vs with";

/// Words of grammar that open a sentence with a capital, in ten languages.
const OPENERS: &str = "a an the this that these those his her their our my its it he she they we you in on at
    by for from to of as after before when while if since until during among with without under over
    near both one two three four five six seven eight nine ten all some many most no not but and or so then there what who how why where
    der die das dem den ein eine einen einem im am um nach vor bei mit von für auf aus seit wie als wenn und
    le la les un une des du de au aux en dans sur après avant pour avec par il elle ils ce cette son sa ses
    el los las una unos del al con por para tras sobre su sus este esta y
    o os as um uma no na nos nas do da dos das em com após seu sua
    lo gli i uno nel nella dal della dopo con per tra fra
    het een op aan bij na voor van met uit
    bu o bir ve в на с по из для о и он она это";

/// Which words two versions write with a capital within a sentence, and which without one.
#[derive(Debug, Default)]
pub struct Witness {
    capital: HashSet<String>,
    small: HashSet<String>,
}

impl Witness {
    /// What these texts tell of their words.
    pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> Witness {
        let mut witness = Witness::default();
        for text in texts {
            let tokens = tokens(text);
            let names = names(text, &tokens, Habits::of_language(None), &Witness::default());
            for name in names.into_iter().filter(|name| name.weight == Weight::Firm) {
                let words = text[name.span].split_whitespace();
                witness.capital.extend(words.map(str::to_lowercase));
            }
            let written = tokens.iter().map(|token| &text[token.range()]);
            let small = written.filter(|word| word.starts_with(char::is_lowercase));
            witness.small.extend(small.map(str::to_owned));
        }
        witness
    }

    fn knows(&self, word: &str) -> bool {
        self.capital.contains(&word.to_lowercase()) && !self.denies(word)
    }

    fn denies(&self, word: &str) -> bool {
        let word = word.to_lowercase();
        self.small.contains(&word) || OPENERS.split_whitespace().any(|opener| opener == word)
    }
}

/// Names of a text, in order: runs of capitalised words. A word that opens a sentence is one where
/// another such word follows, where its ending says so, or the witness; else it may be one; where
/// every noun has a capital, it is none. No names in a text that is set in capitals or as a title, where a capital tells nothing. The tokens are the
/// text's.
pub fn names(text: &str, tokens: &[Span], habits: Habits, witness: &Witness) -> Vec<Fact> {
    let language = habits.language();
    let written: Vec<&str> = tokens.iter().map(|token| &text[token.range()]).collect();
    if is_title(&written) {
        return Vec::new();
    }
    let mut names: Vec<Fact> = Vec::new();
    let mut opens_sentence = true;
    for (at, word) in written.iter().enumerate() {
        let is_word = word.starts_with(char::is_alphanumeric);
        let name = Fact::new(tokens[at].range(), String::new());
        let begins_line = at > 0 && text[tokens[at - 1].end..tokens[at].start].contains('\n');
        opens_sentence |= begins_line;
        if is_word && is_capitalised(word) {
            let follows = written.get(at + 1).is_some_and(|next| is_capitalised(next))
                && is_blank(&text[tokens[at].end..tokens[at + 1].start]);
            match opens_sentence {
                false => take(&mut names, text, name, language),
                true if habits.capitals == Capitals::Grammar || witness.denies(word) => {}
                true if follows || has_suffix(word, language) || witness.knows(word) => {
                    names.push(name)
                }
                true => names.push(name.loose()),
            }
        }
        opens_sentence = match *word {
            "." if at > 0 && is_abbreviation(written[at - 1]) => false,
            "." | "!" | "?" | ":" => true,
            mark if !is_word && !mark.starts_with([',', ';', '-', '(']) => opens_sentence,
            _ => false,
        };
    }
    names.iter_mut().for_each(|name| name.key = text[name.span.clone()].to_lowercase());
    habits.capitals.names(names, text)
}

/// Whether a word ends as Turkish ends a name: an apostrophe parts it from its endings.
fn has_suffix(word: &str, language: &str) -> bool {
    language == "tr" && word.contains(['\'', '’'])
}

/// Whether a text is set in capitals or as a title: every word of it has a capital, but for those
/// that no title sets with one, and no full stop ends it.
pub fn is_title(words: &[&str]) -> bool {
    let mut lettered = words.iter().filter(|word| word.starts_with(char::is_alphabetic));
    lettered.clone().count() > 2
        && words.last() != Some(&".")
        && lettered.all(|word| {
            word.starts_with(char::is_uppercase)
                || TITLE_SMALL_WORDS.split_whitespace().any(|small| small == *word)
        })
}

fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word != "I"
}

/// Whether a gap is white space within a line.
fn is_blank(gap: &str) -> bool {
    gap.trim().is_empty() && !gap.contains('\n')
}

/// Adds a word to the names; one that stands right behind another name is part of it.
fn take(names: &mut Vec<Fact>, text: &str, word: Fact, language: &str) {
    match names.last_mut() {
        Some(last)
            if is_blank(&text[last.span.end..word.span.start])
                && !has_suffix(&text[last.span.clone()], language) =>
        {
            *last = Fact::new(last.span.start..word.span.end, String::new());
        }
        _ => names.push(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        check_with(&Witness::default(), "en", text, expected);
    }

    fn check_with(witness: &Witness, language: &str, text: &str, expected: &[&str]) {
        let found = names(text, &tokens(text), Habits::of_language(Some(language)), witness);
        let firm = found.iter().filter(|fact| fact.weight == Weight::Firm);
        let found: Vec<&str> = firm.map(|fact| &text[fact.span.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn capitals_within_a_sentence_are_names() {
        check("The mayor, Ann Lee, met Bo. Then we left.", &["Ann Lee", "Bo"]);
        check("\"Nobody knows,\" he said in Oslo", &["Oslo"]);
    }

    #[test]
    fn capitals_of_a_title_tell_nothing() {
        check("Mayor Of Oslo Resigns Today", &[]);
    }

    #[test]
    fn a_name_may_open_a_sentence() {
        check("Mayor Ann Lee resigned", &["Mayor Ann Lee"]);
        check("The Senate met. Officials left.", &["Senate"]);
        check("It met in Oslo\nMarch starts", &["Oslo"]);
        let witness = Witness::of(["He met Johnson there", "the police"].into_iter());
        check_with(&witness, "en", "Johnson resigned. Police left.", &["Johnson"]);
        check_with(&witness, "tr", "Ankara’da Macron konuştu", &["Ankara’da", "Macron"]);
    }

    #[test]
    fn a_capital_of_german_grammar_is_no_name() {
        check_with(
            &Witness::default(),
            "de",
            "Heute Abend traf Anna Lehmann ein",
            &["Anna Lehmann"],
        );
    }

    #[test]
    fn a_sentence_of_many_capitals_is_no_title() {
        check("President Ann Lee met Bo Ek in Oslo.", &["President Ann Lee", "Bo Ek", "Oslo"]);
    }
}
