//! The reasons in one edited text: each change typed by the facts that it touches.

mod quoted;

use crate::article::BlockKind;
use crate::diff::{PartName, Run};
use crate::text::fold;
use crate::text::tokens::tokens;
use crate::verdict::edit::{Change, Edit, Side};
use crate::verdict::facts::{self, Fact, Shift, Unit, Weight};
use crate::verdict::habits::Habits;
use crate::verdict::names::Witness;
use crate::verdict::told::Told;
use crate::verdict::{
    Reason, ReasonKind, dates, labels, names, numbers, restatement, speakers, words,
};

/// A wholly new or wholly gone stretch of more words than this is told as text, not fact by fact.
const WORDS_LISTED_MAX: usize = 8;

/// Where a text stands, and how its words are to be read.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    pub part: PartName,
    pub block: Option<u32>,
    pub kind: Option<BlockKind>,
    pub habits: Habits,
    pub witness: &'a Witness,
}

/// The reasons in an edited text, in the order in which its changes stand.
pub fn reasons(runs: &[Run], setting: Setting) -> Vec<Reason> {
    let edit = Edit::of(runs);
    let sizes = edit.changes.iter().map(|change| Size::of(change, &edit)).collect();
    let mut found = Found { edit: &edit, setting, sizes, reasons: Vec::new(), told: Vec::new() };
    found.told.resize_with(edit.changes.len(), Told::default);
    found.quotations();
    found.facts();
    found.rest();
    found.reasons.sort_by_key(|(change, _)| *change);
    found.reasons.into_iter().map(|(_, reason)| reason).collect()
}

struct Found<'e> {
    edit: &'e Edit,
    setting: Setting<'e>,
    /// How many words each change has.
    sizes: Vec<Size>,
    /// Each with the number of its change.
    reasons: Vec<(usize, Reason)>,
    /// What reasons say of each change so far.
    told: Vec<Told>,
}

/// How many words a change has on each side.
#[derive(Clone, Copy)]
struct Size {
    old: usize,
    new: usize,
}

impl Size {
    fn of(change: &Change, edit: &Edit) -> Size {
        let [old, new] = [Side::Old, Side::New].map(|side| word_count(change.text(edit, side)));
        Size { old, new }
    }

    /// Whether a long stretch came or went, and nothing stood or stands in its place.
    fn is_long_and_whole(self) -> bool {
        self.old.min(self.new) == 0 && self.old.max(self.new) > WORDS_LISTED_MAX
    }
}

impl Found<'_> {
    fn facts(&mut self) {
        let (old, new) = (&self.edit.old, &self.edit.new);
        let habits = self.setting.habits;
        let language = habits.language();
        let (old_dates, new_dates) = (dates::dates(old, language), dates::dates(new, language));
        self.take(ReasonKind::Date, &old_dates, &new_dates);
        let old_numbers = numbers::numbers(old, habits, &old_dates);
        let new_numbers = numbers::numbers(new, habits, &new_dates);
        self.take(ReasonKind::Number, &old_numbers, &new_numbers);
        self.restated(&old_numbers, &new_numbers);
        let (old_tokens, new_tokens) = (tokens(old), tokens(new));
        let lexicon = habits.lexicon;
        for kind in [ReasonKind::Negation, ReasonKind::Modality, ReasonKind::Attribution] {
            let mut old = words::words(old, &old_tokens, kind, lexicon);
            let mut new = words::words(new, &new_tokens, kind, lexicon);
            old.retain(|word| !facts::overlap(&old_dates, &word.span));
            new.retain(|word| !facts::overlap(&new_dates, &word.span));
            self.take(kind, &old, &new);
        }
        let old_speakers = speakers::speakers(old, &old_tokens, lexicon);
        let new_speakers = speakers::speakers(new, &new_tokens, lexicon);
        self.take(ReasonKind::Speaker, &old_speakers, &new_speakers);
        let [old, new] = [(old, &old_tokens), (new, &new_tokens)]
            .map(|(text, tokens)| names::names(text, tokens, habits, self.setting.witness));
        self.take(ReasonKind::Name, &old, &new);
    }

    /// Takes every fact of a kind that changed as a reason.
    fn take(&mut self, kind: ReasonKind, old: &[Fact], new: &[Fact]) {
        let is_told = |shift: &Shift| {
            self.is_listed(shift) && self.is_plain(kind, shift) && self.is_of_one_kind(shift)
        };
        let shifts: Vec<Shift> =
            facts::shifts(self.edit, old, new).into_iter().filter(is_told).collect();
        for shift in shifts {
            let [old, new] = self.texts(&shift);
            let ratio = shift.old.zip(shift.new).and_then(|(old, new)| facts::ratio(old, new));
            let kind = if is_year(&shift) { ReasonKind::Date } else { kind };
            self.push(&shift, Reason { ratio, ..self.reason(kind, old, new) });
        }
    }

    /// Takes the numbers that say the same in other words, where nothing else of a change differs.
    fn restated(&mut self, old: &[Fact], new: &[Fact]) {
        for at in 0..self.edit.changes.len() {
            let change = &self.edit.changes[at];
            if self.told[at].is_typed || change.class.is_some() {
                continue;
            }
            for (old, new) in restatement::pairs(self.edit, change, old, new) {
                let shift = Shift { old: Some(old), new: Some(new), change: at };
                let [before, after] = self.texts(&shift);
                let reason = self.reason(ReasonKind::Number, before, after);
                self.push(&shift, Reason { ratio: Some(1.0), ..reason });
            }
        }
    }

    fn texts(&self, shift: &Shift) -> [Option<String>; 2] {
        [self.fact(Side::Old, shift.old), self.fact(Side::New, shift.new)]
    }

    fn fact(&self, side: Side, fact: Option<&Fact>) -> Option<String> {
        fact.map(|fact| self.edit.text(side)[fact.span.clone()].to_string())
    }

    /// Facts in a long stretch that is wholly new or wholly gone are not facts that changed.
    fn is_listed(&self, shift: &Shift) -> bool {
        !self.sizes[shift.change].is_long_and_whole()
    }

    /// A name or a speaker is told of where one stands on both sides of a change that is not
    /// cosmetic, and nothing else names its words: others come and go with any rewording.
    fn is_plain(&self, kind: ReasonKind, shift: &Shift) -> bool {
        if !matches!(kind, ReasonKind::Name | ReasonKind::Speaker) {
            return true;
        }
        let (Some(old), Some(new)) = (shift.old, shift.new) else { return false };
        let told = &self.told[shift.change];
        let is_told = told.overlaps(Side::Old, &old.span) || told.overlaps(Side::New, &new.span);
        let is_sure = [old, new].into_iter().any(|fact| fact.weight == Weight::Firm);
        self.edit.changes[shift.change].class.is_none() && !is_told && is_sure
    }

    /// A label has changed where another of its kind stands in its place.
    fn is_of_one_kind(&self, shift: &Shift) -> bool {
        let (Some(old), Some(new)) = (shift.old, shift.new) else { return true };
        let texts = self.texts(shift).map(Option::unwrap_or_default);
        let is_label =
            |(fact, text): (&Fact, &String)| fact.weight == Weight::Loose && labels::is_label(text);
        let is_either = [old, new].into_iter().zip(&texts).any(is_label);
        !is_either || labels::are_of_one_kind(&texts[0], &texts[1])
    }

    /// Adds the reason that a shift gives, and notes that its words are named.
    fn push(&mut self, shift: &Shift, reason: Reason) {
        let told = &mut self.told[shift.change];
        for (side, fact) in [(Side::Old, shift.old), (Side::New, shift.new)] {
            fact.into_iter().for_each(|fact| told.add(side, fact.span.clone()));
        }
        self.reasons.push((shift.change, reason));
    }

    fn reason(&self, kind: ReasonKind, old: Option<String>, new: Option<String>) -> Reason {
        Reason { kind, old, new, ratio: None, part: self.setting.part, block: self.setting.block }
    }

    /// A reason for every change that no fact names, or names only in part.
    fn rest(&mut self) {
        for at in 0..self.edit.changes.len() {
            let change = &self.edit.changes[at];
            let [old, new] = [Side::Old, Side::New].map(|side| change.text(self.edit, side));
            let told = &self.told[at];
            let kind = match change.class {
                Some(class) if !told.is_typed => ReasonKind::of(class),
                None if !told.is_typed || told.leaves_words(self.edit, change) => ReasonKind::Text,
                None if is_sentence(self.edit, change) && told.leaves_some(self.edit, change) => {
                    ReasonKind::Text
                }
                Some(_) | None => continue,
            };
            let reason = self.reason(kind, some(old), some(new));
            self.reasons.push((at, reason));
        }
    }
}

/// Whether a change brings or takes whole sentences.
fn is_sentence(edit: &Edit, change: &Change) -> bool {
    let ends = |text: &str| {
        let text = text.trim_end().trim_end_matches(|c| fold::is_quote(c) || c == ')');
        text.is_empty() || text.ends_with(['.', '!', '?', '…', '。', '؟'])
    };
    [Side::Old, Side::New].into_iter().any(|side| {
        let text = change.text(edit, side);
        let before = &edit.text(side)[..change.span.on(side).start];
        let is_alone = change.text(edit, side.other()).trim().is_empty();
        is_alone && !text.trim().is_empty() && ends(before) && ends(text)
    })
}

/// Whether what changed, came or went is a year.
fn is_year(shift: &Shift) -> bool {
    let is_year = |fact: &Fact| fact.amount.is_some_and(|amount| amount.unit == Unit::Year);
    [shift.old, shift.new].into_iter().flatten().all(is_year)
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
