//! How the language of two versions writes numbers, what its capitals mean, and its small words.

use crate::article::Article;
use crate::verdict::facts::Fact;
use crate::verdict::lexicon::Lexicon;
use crate::verdict::numeral::Decimal;

#[derive(Clone, Copy)]
pub struct Habits {
    pub decimal: Decimal,
    pub capitals: Capitals,
    pub lexicon: &'static Lexicon,
}

/// What a capital letter within a sentence means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capitals {
    Names,
    /// As in German, or unknown.
    Grammar,
}

impl Habits {
    /// The habits of the language that the versions declare, the later before the earlier.
    pub fn of(old: &Article, new: &Article) -> Habits {
        Habits::of_language(new.language.as_deref().or(old.language.as_deref()))
    }

    /// The habits of a language, by its BCP 47 tag.
    pub fn of_language(tag: Option<&str>) -> Habits {
        let code = tag.and_then(|tag| tag.get(..2)).unwrap_or("en");
        let decimal = match code {
            "de" | "fr" | "es" | "it" | "pt" | "nl" | "tr" | "ru" | "uk" | "pl" | "cs" | "sk"
            | "sv" | "da" | "nb" | "no" | "fi" | "el" | "hu" | "ro" | "bg" | "hr" | "sr" | "id"
            | "vi" => Decimal::Comma,
            _ => Decimal::Point,
        };
        let capitals = match code {
            "de" | "lb" => Capitals::Grammar,
            _ => Capitals::Names,
        };
        Habits { decimal, capitals, lexicon: Lexicon::of(tag) }
    }

    /// The code of the language, where it is among those whose words we know; else nothing.
    pub fn language(self) -> &'static str {
        self.lexicon.language
    }
}

impl Capitals {
    /// Of capitalised runs, those that are surely names: where every noun has a capital, a run of
    /// several words.
    pub fn names(self, mut runs: Vec<Fact>, text: &str) -> Vec<Fact> {
        match self {
            Capitals::Names => {}
            Capitals::Grammar => runs.retain(|run| text[run.span.clone()].contains(' ')),
        }
        runs
    }
}
