//! The reasons in one edited text: each change typed by the facts that it touches.

use crate::article::{Article, BlockKind};
use crate::diff::{PartName, Run};
use crate::text::tokens::tokens;
use crate::verdict::edit::{Change, Edit, Side};
use crate::verdict::facts::{self, Fact, Shift};
use crate::verdict::lexicon::Lexicon;
use crate::verdict::numeral::Decimal;
use crate::verdict::{Reason, ReasonKind, dates, names, numbers, quotation, speakers, words};

/// A wholly new or wholly gone stretch of more words than this is told as text, not fact by fact.
const WORDS_LISTED_MAX: usize = 8;

/// A change with at least so many words that no fact names is told as text too.
const WORDS_UNNAMED_MAX: usize = 2;

/// Where a text stands, and how its words are to be read.
#[derive(Clone, Copy)]
pub struct Setting {
    pub part: PartName,
    pub block: Option<u32>,
    pub kind: Option<BlockKind>,
    pub decimal: Decimal,
    pub capitals: Capitals,
    pub lexicon: &'static Lexicon,
}

/// What a capital letter within a sentence means.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Capitals {
    Names,
    /// As in German, or unknown.
    Grammar,
}

impl Capitals {
    /// Of capitalised runs, those that are surely names: where every noun has a capital, a run of
    /// several words.
    fn names(self, mut runs: Vec<Fact>, text: &str) -> Vec<Fact> {
        match self {
            Capitals::Names => {}
            Capitals::Grammar => runs.retain(|run| text[run.span.clone()].contains(' ')),
        }
        runs
    }
}

/// How the language of two versions writes numbers, what its capitals mean, and its small words.
pub fn habits(old: &Article, new: &Article) -> (Decimal, Capitals, &'static Lexicon) {
    let declared = new.language.as_deref().or(old.language.as_deref());
    let language = declared.unwrap_or("en");
    let decimal = match language.get(..2).unwrap_or("en") {
        "de" | "fr" | "es" | "it" | "pt" | "nl" | "tr" | "ru" | "uk" | "pl" | "cs" | "sk"
        | "sv" | "da" | "nb" | "no" | "fi" | "el" | "hu" | "ro" | "bg" | "hr" | "sr" | "id"
        | "vi" => Decimal::Comma,
        _ => Decimal::Point,
    };
    let capitals = match language.get(..2) {
        Some("de" | "lb") => Capitals::Grammar,
        _ => Capitals::Names,
    };
    (decimal, capitals, Lexicon::of(declared))
}

/// The reasons in an edited text, in the order in which its changes stand.
pub fn reasons(runs: &[Run], setting: Setting) -> Vec<Reason> {
    let edit = Edit::of(runs);
    let mut found = Found { edit: &edit, setting, reasons: Vec::new(), named: Vec::new() };
    found.named.resize_with(edit.changes.len(), Named::default);
    found.quotations();
    found.facts();
    found.rest();
    found.reasons.sort_by_key(|(change, _)| *change);
    found.reasons.into_iter().map(|(_, reason)| reason).collect()
}

struct Found<'e> {
    edit: &'e Edit,
    setting: Setting,
    /// Each with the number of its change.
    reasons: Vec<(usize, Reason)>,
    /// What reasons say of each change so far.
    named: Vec<Named>,
}

#[derive(Clone, Copy, Default)]
struct Named {
    /// Whether any fact names the change.
    is_typed: bool,
    /// How many of its words, on the side where most are, facts name.
    old_words: usize,
    new_words: usize,
}

impl Found<'_> {
    fn facts(&mut self) {
        let (old, new) = (&self.edit.old, &self.edit.new);
        let (old_dates, new_dates) = (dates::dates(old), dates::dates(new));
        self.take(ReasonKind::Date, &old_dates, &new_dates);
        let (decimal, language) = (self.setting.decimal, self.setting.lexicon.language);
        self.take(
            ReasonKind::Number,
            &numbers::numbers(old, decimal, language, &old_dates),
            &numbers::numbers(new, decimal, language, &new_dates),
        );
        let (old_tokens, new_tokens) = (tokens(old), tokens(new));
        let lexicon = self.setting.lexicon;
        for kind in [ReasonKind::Negation, ReasonKind::Modality, ReasonKind::Attribution] {
            let old = words::words(old, &old_tokens, kind, lexicon);
            let new = words::words(new, &new_tokens, kind, lexicon);
            self.take(kind, &old, &new);
        }
        let old_speakers = speakers::speakers(old, &old_tokens, lexicon);
        let new_speakers = speakers::speakers(new, &new_tokens, lexicon);
        self.take(ReasonKind::Speaker, &old_speakers, &new_speakers);
        let [old, new] = [(old, &old_tokens), (new, &new_tokens)]
            .map(|(text, tokens)| self.setting.capitals.names(names::names(text, tokens), text));
        self.take(ReasonKind::Name, &old, &new);
    }

    /// Takes every fact of a kind that changed as a reason.
    fn take(&mut self, kind: ReasonKind, old: &[Fact], new: &[Fact]) {
        let is_told = |shift: &Shift| self.is_listed(shift) && self.is_plain(kind, shift);
        let shifts: Vec<Shift> =
            facts::shifts(self.edit, old, new).into_iter().filter(is_told).collect();
        for shift in shifts {
            let reason = Reason {
                ratio: shift.old.zip(shift.new).and_then(|(old, new)| facts::ratio(old, new)),
                ..self.reason(
                    kind,
                    self.fact(Side::Old, shift.old),
                    self.fact(Side::New, shift.new),
                )
            };
            self.push(shift.change, reason);
        }
    }

    fn fact(&self, side: Side, fact: Option<&Fact>) -> Option<String> {
        fact.map(|fact| self.edit.text(side)[fact.span.clone()].to_string())
    }

    /// Facts in a long stretch that is wholly new or wholly gone are not facts that changed.
    fn is_listed(&self, shift: &Shift) -> bool {
        let change = &self.edit.changes[shift.change];
        let [old, new] =
            [Side::Old, Side::New].map(|side| word_count(change.text(self.edit, side)));
        (old > 0 && new > 0) || old.max(new) <= WORDS_LISTED_MAX
    }

    /// A name or a speaker is told of where one stands on both sides of a change that is neither
    /// cosmetic nor of another type: others come and go with any rewording.
    fn is_plain(&self, kind: ReasonKind, shift: &Shift) -> bool {
        let change = &self.edit.changes[shift.change];
        let is_plain = change.class.is_none() && !self.named[shift.change].is_typed;
        let is_who = matches!(kind, ReasonKind::Name | ReasonKind::Speaker);
        !is_who || (is_plain && shift.old.is_some() && shift.new.is_some())
    }

    fn push(&mut self, change: usize, reason: Reason) {
        let named = &mut self.named[change];
        named.is_typed = true;
        named.old_words += reason.old.as_deref().map_or(0, word_count);
        named.new_words += reason.new.as_deref().map_or(0, word_count);
        self.reasons.push((change, reason));
    }

    fn reason(&self, kind: ReasonKind, old: Option<String>, new: Option<String>) -> Reason {
        Reason { kind, old, new, ratio: None, part: self.setting.part, block: self.setting.block }
    }

    /// Words changed within quotation marks, and marks that came or went.
    fn quotations(&mut self) {
        let old = quotation::quotations(&self.edit.old);
        let new = quotation::quotations(&self.edit.new);
        for shift in facts::shifts(self.edit, &old, &new) {
            self.quotation(&shift);
        }
        for at in 0..self.edit.changes.len() {
            let change = &self.edit.changes[at];
            let [old, new] = [Side::Old, Side::New].map(|side| change.text(self.edit, side));
            let is_quoted =
                self.setting.kind == Some(BlockKind::Quotation) && change.class.is_none();
            if !self.named[at].is_typed && (is_quoted || quotation::marks_alone_differ(old, new)) {
                let reason = self.reason(ReasonKind::Quotation, some(old), some(new));
                self.push(at, reason);
            }
        }
    }

    fn quotation(&mut self, shift: &Shift) {
        let sides = [(Side::Old, shift.old), (Side::New, shift.new)];
        let touched = sides.map(|(side, fact)| fact.map(|fact| self.touched(side, fact)));
        let touched: Vec<usize> = touched.into_iter().flatten().flatten().collect();
        if touched.is_empty() {
            return;
        }
        let [old, new] = sides.map(|(side, fact)| self.fact(side, fact));
        let reason = match (shift.old, shift.new) {
            (None, Some(fact)) => {
                self.reason(ReasonKind::Quotation, self.answer(Side::New, fact), new)
            }
            (Some(fact), None) => {
                self.reason(ReasonKind::Quotation, old, self.answer(Side::Old, fact))
            }
            (None, None) | (Some(_), Some(_)) => self.reason(ReasonKind::Quotation, old, new),
        };
        touched.into_iter().for_each(|change| self.named[change].is_typed = true);
        self.push(shift.change, reason);
    }

    /// The words on the other side where a quotation stands, if about as many.
    fn answer(&self, side: Side, fact: &Fact) -> Option<String> {
        let answer = self.edit.answer_across(side, &fact.span);
        let is_alike = answer.len() <= 2 * fact.span.len();
        some(&self.edit.text(side.other())[answer]).filter(|_| is_alike)
    }

    /// The changes within a quotation that are not cosmetic, its marks among them; not those that
    /// bring or take the whole of a long stretch.
    fn touched(&self, side: Side, fact: &Fact) -> Vec<usize> {
        let changes = &self.edit.changes;
        let start = changes.partition_point(|change| change.span.on(side).end < fact.span.start);
        let within = changes[start..].iter().enumerate();
        let within = within.take_while(|(_, change)| change.span.on(side).start <= fact.span.end);
        within
            .filter(|(_, change)| self.changes_quotation(side, fact, change))
            .map(|(at, _)| start + at)
            .collect()
    }

    fn changes_quotation(&self, side: Side, fact: &Fact, change: &Change) -> bool {
        let range = change.span.on(side);
        let overlaps = match range.is_empty() {
            true => fact.span.start < range.start && range.start < fact.span.end,
            false => fact.span.start < range.end && range.start < fact.span.end,
        };
        let covers = range.start <= fact.span.start && fact.span.end <= range.end;
        let other = word_count(change.text(self.edit, side.other()));
        let is_whole =
            covers && other == 0 && word_count(change.text(self.edit, side)) > WORDS_LISTED_MAX;
        change.class.is_none() && overlaps && !is_whole
    }

    /// A reason for every change that no fact names, or names only in part.
    fn rest(&mut self) {
        for at in 0..self.edit.changes.len() {
            let change = &self.edit.changes[at];
            let [old, new] = [Side::Old, Side::New].map(|side| change.text(self.edit, side));
            let named = self.named[at];
            let unnamed = word_count(old)
                .saturating_sub(named.old_words)
                .max(word_count(new).saturating_sub(named.new_words));
            let kind = match change.class {
                Some(class) if !named.is_typed => ReasonKind::of(class),
                None if !named.is_typed || unnamed > WORDS_UNNAMED_MAX => ReasonKind::Text,
                Some(_) | None => continue,
            };
            let reason = self.reason(kind, some(old), some(new));
            self.reasons.push((at, reason));
        }
    }
}

/// A side of a change as a reason's value; white space counts, nothing at all does not.
fn some(text: &str) -> Option<String> {
    let words = text.trim();
    match (text.is_empty(), words.is_empty()) {
        (true, _) => None,
        (false, true) => Some(text.to_string()),
        (false, false) => Some(words.to_string()),
    }
}

fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count()
}
