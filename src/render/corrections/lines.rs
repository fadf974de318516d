//! A correction ledger on a terminal: each notice with the changes that it speaks of, then the edits
//! of which no notice that we saw speaks.

use chrono::TimeDelta;

use crate::corrections::{Explained, Seen, Stood, Told, Unmentioned};
use crate::overruling::Overruling;
use crate::render::corrections::Page;
use crate::render::ink::{Ink, Piece};
use crate::render::summary::ABSENT;
use crate::render::verdict::{self, reasons_line};
use crate::render::wrap::{self, Margin, NO_MARGIN, shorten};
use crate::render::{notes, words};
use crate::text::visible::visible;
use crate::text::width::width;
use crate::time::Time;
use crate::verdict::{Disclosure, Reason};

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
    page.ledger.notices.iter().for_each(|told| sheet.notice(told));
    if !page.ledger.unmentioned.is_empty() {
        let head = "Edits of substance that no notice we saw speaks of";
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

    fn notice(&mut self, told: &Told) {
        let name = format!("\nv{:<3} ", told.seen.version);
        self.line(&name, &[(Ink::Strong, &format!("“{}”", told.text.trim()))]);
        self.line("     ", &[(Ink::Faint, &self.arrived(told.seen))]);
        if told.explains.is_empty() {
            let why = match told.seen.version {
                1 => {
                    "speaks of no edit that we saw: it stood there when we first looked, and so \
                      may the text as corrected"
                }
                _ => {
                    "speaks of no edit that we saw: what it corrects may have been mended before \
                      we first looked, between two looks, or not at all"
                }
            };
            return self.line("     ", &[(Ink::Text, why)]);
        }
        told.explains.iter().take(CHANGES_MAX).for_each(|it| self.explained(told, it));
        self.more(told.explains.len());
    }

    fn explained(&mut self, told: &Told, explained: &Explained) {
        let version = explained.seen.version;
        let order = match version.cmp(&told.seen.version) {
            std::cmp::Ordering::Less => ", before the notice",
            std::cmp::Ordering::Equal => ", with the notice",
            std::cmp::Ordering::Greater => ", after the notice",
        };
        self.change(&explained.reason, &format!(", by v{version}{order}"));
        let shared: Vec<String> =
            explained.shared.iter().map(|it| format!("“{}”", shorten(it, 40))).collect();
        self.line("       ", &[(Ink::Faint, &format!("both have {}", words::List(&shared)))]);
        if let Some((since, stood)) = explained.wrong.zip(explained.stood()) {
            self.line("       ", &[(Ink::Text, &stood_words(since, stood, version))]);
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
        if edit.disclosure == Disclosure::Unknown {
            let why = "the publisher shows no stamps by which more could be told";
            self.line("     ", &[(Ink::Text, why)]);
        }
        if let Some(Overruling { ruling, by, why, .. }) = &edit.overruled {
            let said = format!("{}, by {by}: “{why}”", verdict::ruling(*ruling));
            self.line("     ", &[(Ink::Strong, &said)]);
        }
        let facts = edit.reasons.iter().filter(|it| it.old.is_some() && it.new.is_some());
        facts.clone().take(CHANGES_MAX).for_each(|it| self.change(it, ""));
        self.more(facts.count());
    }

    fn arrived(&self, seen: Seen) -> String {
        let at = (self.time)(seen.captured_at);
        match seen.not_before {
            Some(before) => format!("came between {} and {at}", (self.time)(before)),
            None => format!("there at our first look, {at}"),
        }
    }
}

/// How long what was wrong stood: `stood from v1 until v3: 3 hours at least, 5 hours at most`.
fn stood_words(since: Seen, stood: Stood, mended: u32) -> String {
    let at_least = duration(stood.at_least);
    let bounds = match stood.at_most {
        Some(at_most) => format!("{at_least} at least, {} at most", duration(at_most)),
        None => format!("{at_least} at least, as nobody had looked before"),
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
        return "no time".to_owned();
    };
    let next = units.get(first + 1).filter(|(count, _)| *count > 0);
    let told: Vec<String> = std::iter::once(&units[first]).chain(next).map(counted).collect();
    told.join(" ")
}
