//! A correction ledger on a terminal: each notice with the changes that it speaks of, then the edits
//! of which no notice that we saw speaks.

use std::cmp::Ordering;

use chrono::TimeDelta;

use crate::corrections::evidence::Grounds;
use crate::corrections::{Explained, Seen, Stood, Told, Unmentioned};
use crate::overruling::Overruling;
use crate::render::corrections::Page;
use crate::render::ink::{Ink, Piece};
use crate::render::summary::{ABSENT, names_a_fact};
use crate::render::verdict::{self, reasons_line};
use crate::render::wrap::{self, Margin, NO_MARGIN, shorten};
use crate::render::{notes, words};
use crate::text::visible::visible;
use crate::text::width::width;
use crate::time::Time;
use crate::verdict::{Disclosure, Reason, ReasonKind};

/// Changes of one edit that are told one by one; the others are counted.
const CHANGES_MAX: usize = 6;
const VALUE_COLUMNS_MAX: usize = 80;

/// The ledger in lines of at most the page's width.
pub fn lines(page: &Page, on: wrap::Page, time: fn(Time) -> String) -> String {
    let mut sheet = Sheet { out: String::new(), on, time };
    let headline = page.headline().unwrap_or("(no headline)");
    sheet.line("", &[(Ink::Strong, headline)]);
    sheet.line("", &[(Ink::Faint, &format!("{} · story {}", page.story.url, page.story.id))]);
    if page.ledger.notices.is_empty() {
        sheet.line("\n", &[(Ink::Text, "no notice in any version that we saw")]);
    }
    page.ledger.notices.iter().for_each(|told| sheet.notice(told, page));
    if !page.ledger.unmentioned.is_empty() {
        let head = "Edits of substance that no notice we could join speaks of";
        sheet.line("\n", &[(Ink::Strong, head)]);
    }
    page.ledger.unmentioned.iter().for_each(|edit| sheet.unmentioned(edit));
    sheet.out
}

struct Sheet {
    out: String,
    on: wrap::Page,
    time: fn(Time) -> String,
}

impl Sheet {
    /// Writes untrusted text behind a margin, the lines that follow the first as far in.
    fn line(&mut self, margin: &str, texts: &[(Ink, &str)]) {
        if let Some(margin) = margin.strip_prefix('\n') {
            self.out.push('\n');
            return self.line(margin, texts);
        }
        let rest = " ".repeat(width(margin));
        let margin = match margin.is_empty() {
            true => NO_MARGIN,
            false => Margin { first: margin, rest: &rest, ink: Ink::Faint },
        };
        let pieces: Vec<Piece> =
            texts.iter().map(|&(ink, text)| Piece::new(ink, visible(text))).collect();
        wrap::write(&mut self.out, self.on, margin, &pieces);
    }

    fn notice(&mut self, told: &Told, page: &Page) {
        let version = told.seen.version;
        self.line(
            &format!("\nv{version:<3} "),
            &[(Ink::Strong, &format!("“{}”", told.text.trim()))],
        );
        self.line("     ", &[(Ink::Faint, &self.arrived(told.seen))]);
        if told.explains.is_empty() {
            return self.line("     ", &[(Ink::Text, &alone(told, page))]);
        }
        let changes = alike(&told.explains);
        changes.iter().take(CHANGES_MAX).for_each(|(it, count)| self.explained(told, it, *count));
        self.more(changes.len());
    }

    fn explained(&mut self, told: &Told, explained: &Explained, count: usize) {
        let version = explained.seen.version;
        let order = match version.cmp(&told.seen.version) {
            Ordering::Less => ", before the notice",
            Ordering::Equal => ", with the notice",
            Ordering::Greater => ", after the notice",
        };
        let times = if count > 1 { format!(" ×{count}") } else { String::new() };
        self.change(&explained.reason, &format!("{times}, by v{version}{order}"));
        let shared: Vec<String> =
            explained.shared.iter().map(|it| format!("“{}”", shorten(it, 40))).collect();
        let why = match explained.grounds {
            Grounds::Words => format!("both have {}", words::List(&shared)),
            Grounds::Kind if shared.is_empty() => {
                "may be meant: the notice came with it and describes such a change, and shares no \
                 word with it"
                    .to_owned()
            }
            Grounds::Kind => format!(
                "may be meant: the notice came with it and describes such a change; both have {}",
                words::List(&shared)
            ),
            Grounds::Same => "tells again of what the notice speaks of".to_owned(),
        };
        self.line("     ", &[(Ink::Faint, &why)]);
        if let Some((since, stood)) = explained.wrong.zip(explained.stood()) {
            self.line("     ", &[(Ink::Text, &stood_words(since.seen, stood, version))]);
        }
    }

    fn change(&mut self, reason: &Reason, behind: &str) {
        let value = |side: &Option<String>| {
            side.as_ref().map_or(ABSENT.to_owned(), |it| shorten(it, VALUE_COLUMNS_MAX))
        };
        let (old, new) = (value(&reason.old), value(&reason.new));
        let label = format!("{} ", verdict::label(reason.kind));
        self.line(
            "   · ",
            &[
                (Ink::Faint, &label),
                (Ink::Removed, &old),
                (Ink::Faint, " → "),
                (Ink::Added, &new),
                (Ink::Faint, behind),
            ],
        );
    }

    fn more(&mut self, changes: usize) {
        if changes > CHANGES_MAX {
            let more = format!("and {} more", changes - CHANGES_MAX);
            self.line("   · ", &[(Ink::Faint, &more)]);
        }
    }

    fn unmentioned(&mut self, edit: &Unmentioned) {
        let name = format!("\nv{:<3} ", edit.seen.version);
        let reasons: Vec<&Reason> = edit.reasons.iter().collect();
        self.line(&name, &[(Ink::Text, &reasons_line(&reasons))]);
        self.line("     ", &[(Ink::Faint, &self.arrived(edit.seen))]);
        for evidence in &edit.evidence {
            let told = format!("as a whole {}", notes::disclosed_by(evidence));
            self.line("     ", &[(Ink::Text, &told)]);
        }
        if let Some(besides) = besides(edit.disclosure) {
            self.line("     ", &[(Ink::Text, besides)]);
        }
        if let Some(Overruling { ruling, by, why, .. }) = &edit.overruled {
            let said = format!("{}, by {by}: “{why}”", verdict::ruling(*ruling));
            self.line("     ", &[(Ink::Strong, &said)]);
        }
        let facts: Vec<&Reason> = edit.reasons.iter().filter(|it| is_listed(it)).collect();
        facts.iter().take(CHANGES_MAX).for_each(|it| self.change(it, ""));
        self.more(facts.len());
    }

    fn arrived(&self, seen: Seen) -> String {
        let at = (self.time)(seen.captured_at);
        match seen.not_before {
            Some(before) => {
                let seen_new = words::until(before, seen.captured_at, self.time);
                format!("came between {} and {seen_new}", (self.time)(before))
            }
            None => format!("there at our first look, {at}"),
        }
    }
}

/// What is said of a notice that is joined to nothing.
fn alone(told: &Told, page: &Page) -> String {
    let version = told.seen.version;
    if page.ledger.unmentioned.iter().any(|edit| edit.seen.version == version) {
        return format!(
            "came with the edit that made v{version} and may speak of it: by its words, not of any \
             one change"
        );
    }
    let why = match version {
        1 => "it stood there when we first looked, and so may the text as corrected have done",
        _ => "what it corrects may have been mended before we first looked, or between two looks",
    };
    format!("shares too little with every edit that we saw: {why}")
}

/// Changes that say the same of several places, each once, with their number.
fn alike(explains: &[Explained]) -> Vec<(&Explained, usize)> {
    let mut alike: Vec<(&Explained, usize)> = Vec::new();
    let key = |it: &Explained| {
        let Reason { kind, old, new, .. } = &it.reason;
        (it.seen.version, *kind, old.clone(), new.clone(), it.grounds, it.wrong)
    };
    for explained in explains {
        match alike.iter_mut().find(|(other, _)| key(other) == key(explained)) {
            Some((_, count)) => *count += 1,
            None => alike.push((explained, 1)),
        }
    }
    alike
}

/// Whether a reason's values are worth a line: those of passages are plain from their number.
fn is_listed(reason: &Reason) -> bool {
    let is_edit = reason.old.is_some() && reason.new.is_some();
    names_a_fact(reason.kind) || (is_edit && reason.kind != ReasonKind::ParagraphMoved)
}

/// What stamps say of an edit of which no notice speaks.
fn besides(disclosure: Disclosure) -> Option<&'static str> {
    match disclosure {
        Disclosure::Stealth => Some("no later updated stamp that we saw came with it either"),
        Disclosure::Unknown => Some("there are no stamps by which more could be told"),
        Disclosure::Disclosed | Disclosure::NotApplicable => None,
    }
}

/// How long what was wrong stood: `stood from v1 until v3: 3 hours at least, 5 hours at most`.
fn stood_words(since: Seen, stood: Stood, mended: u32) -> String {
    let no_most = match since.not_before {
        None => "and nobody had looked before",
        Some(_) => "and maybe before in other words",
    };
    let bounds = match (stood.at_least > TimeDelta::zero(), stood.at_most) {
        (true, Some(most)) => {
            format!("{} at least, {} at most", duration(stood.at_least), duration(most))
        }
        (true, None) => format!("{} at least, {no_most}", duration(stood.at_least)),
        (false, Some(most)) => {
            format!("{} at most, as it was gone at the next look", duration(most))
        }
        (false, None) => {
            format!("how long is not known: it was gone at the next look, {no_most}")
        }
    };
    format!("what it took away stood from v{} until v{mended}: {bounds}", since.version)
}

/// A time in its two greatest units, the smaller left out where it is nothing.
fn duration(time: TimeDelta) -> String {
    let (days, hours) = (time.num_days(), time.num_hours() % 24);
    let (minutes, seconds) = (time.num_minutes() % 60, time.num_seconds() % 60);
    let units = [(days, "day"), (hours, "hour"), (minutes, "minute"), (seconds, "second")];
    let counted = |&(count, unit): &(i64, &str)| words::plural(count.unsigned_abs(), unit);
    let Some(first) = units.iter().position(|(count, _)| *count > 0) else {
        return "less than a second".to_owned();
    };
    let next = units.get(first + 1).filter(|(count, _)| *count > 0);
    let told: Vec<String> = std::iter::once(&units[first]).chain(next).map(counted).collect();
    told.join(" ")
}
