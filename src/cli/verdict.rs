//! `revdiff verdict`: a person's word on the verdict on an edit, beside the rules'.

use std::process::ExitCode;

use clap::ValueEnum;
use serde::Serialize;

use crate::cli::columns::Cell;
use crate::cli::console::Console;
use crate::cli::rulings::{self, Said};
use crate::cli::tables::{self, Line, ListFormat, Row};
use crate::cli::versions::{Span, Versions, number};
use crate::cli::{Globals, archive, clock, times};
use crate::edits::{EDITS_MAX, Edits};
use crate::error::{Error, Result};
use crate::history::{Snapshot, Story};
use crate::overruling::{Overruling, Ruling};
use crate::render::verdict as words;
use crate::store::Store;
use crate::time::Time;
use crate::verdict::{Class, Disclosure, Verdict};

/// Overrule the verdict on an edit, or show the verdicts on all edits of a story
///
/// The verdict is on the edit that made a version out of the one before it. What a person says stands
/// beside what the rules say: `show`, `log` and `list` tell both, and `reclassify` leaves it alone.
/// Nothing that was said is ever taken out: the newest counts, and --withdraw takes it back.
#[derive(clap::Args)]
#[command(
    disable_version_flag = true,
    after_help = "Examples:
  revdiff verdict 1
  revdiff verdict 1 --version 3 --set cosmetic --by 'Ines Holm' --why 'the agency renamed the unit'
  revdiff verdict 1 --version 2 --disclosure disclosed --by 'Ines Holm' --why 'told on page two'
  revdiff verdict 1 --version 3 --withdraw --by 'Ines Holm' --why 'it was the other ferry'"
)]
pub struct Args {
    /// The story: its number, its URL, or a part of its URL, headline or label
    story: String,
    /// The version that the edit made, from 2 on
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = number())]
    version: Option<u32>,
    /// What the edit is
    #[arg(long, value_enum, value_name = "CLASS", requires_all = ["version", "by", "why"])]
    set: Option<SetClass>,
    /// How the edit was disclosed
    #[arg(long, value_enum, value_name = "HOW", requires_all = ["version", "by", "why"])]
    disclosure: Option<SetDisclosure>,
    /// Take back what was said of the edit before
    #[arg(long, requires_all = ["version", "by", "why"], conflicts_with_all = ["set", "disclosure"])]
    withdraw: bool,
    /// Who says so
    #[arg(long, value_name = "NAME", value_parser = name, requires = "why")]
    by: Option<String>,
    /// The reason
    #[arg(long, value_name = "TEXT", value_parser = reason, requires = "by")]
    why: Option<String>,
    /// How to print the verdicts
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    format: ListFormat,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SetClass {
    /// No edit of the publisher's at all
    None,
    /// In looks only
    Cosmetic,
    /// Of what readers are told
    Substantive,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SetDisclosure {
    /// The publisher told its readers
    Disclosed,
    /// It did not, where it could have
    Stealth,
    /// Nothing can be said
    Unknown,
}

/// The longest name and the longest reason, in characters, as the store has them.
const NAME_MAX: usize = 100;
const REASON_MAX: usize = 1000;

fn name(text: &str) -> std::result::Result<String, String> {
    said(text, NAME_MAX)
}

fn reason(text: &str) -> std::result::Result<String, String> {
    said(text, REASON_MAX)
}

/// Reads a line of a user's own words, white space made single spaces.
fn said(text: &str, characters_max: usize) -> std::result::Result<String, String> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_line = !line.is_empty() && !line.chars().any(char::is_control);
    match is_line && line.chars().count() <= characters_max {
        true => Ok(line),
        false => Err(format!(
            "plain words are wanted, {characters_max} characters at most, none of them a control"
        )),
    }
}

/// A line of the list: an edit with the rules' verdict, or what a person said of it.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Entry {
    Edit { version: u32, captured_at: Time, not_before: Option<Time>, verdict: Verdict },
    Overruling(Said),
}

impl Row for Entry {
    const HEADS: &'static [&'static str] = &["version", "when", "verdict", "said by"];
    const FIELDS: &'static str = "type version captured_at not_before verdict at class disclosure by \
        why withdrawn stands";

    fn cells(&self) -> Vec<Cell> {
        match self {
            Entry::Edit { version, captured_at, verdict, .. } => vec![
                format!("v{version}").into(),
                times::local_exact(*captured_at).into(),
                words::verdict_line(verdict).into(),
                "the rules".into(),
            ],
            Entry::Overruling(said) => {
                vec![
                    "".into(),
                    times::local_exact(said.at()).into(),
                    said.words().into(),
                    said.by(),
                ]
            }
        }
    }
}

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let is_change = args.set.is_some() || args.disclosure.is_some() || args.withdraw;
    if args.by.is_some() && !is_change {
        let next = "say what with --set, --disclosure or --withdraw";
        return Err(Error::invalid(format!("--by and --why say nothing by themselves; {next}")));
    }
    let store = match is_change {
        true => archive::open_to_change(globals)?,
        false => archive::open_existing(globals)?,
    };
    let story = archive::story(&store, &args.story)?;
    let snapshots = store.snapshots(story.id)?;
    let versions = Versions { store: &store, story: &story, snapshots: &snapshots };
    let edits = match args.version {
        Some(version) => vec![edit(&versions, version)?],
        None => edits(&versions, console)?,
    };
    if is_change && let [Entry::Edit { version, verdict, .. }] = &edits[..] {
        let overruling = overruling(&args, *version, verdict, &store, &story)?;
        store.overrule(story.id, &overruling)?;
    }
    let entries = beside(edits, rulings::said(store.overrulings(story.id)?));
    let lines = entries.iter().map(|entry| Line::of(entry, args.format));
    tables::print::<Entry>(lines, args.format, console)?;
    Ok(ExitCode::SUCCESS)
}

fn entry(to: &Snapshot, verdict: Verdict) -> Entry {
    let Snapshot { version, captured_at, not_before, .. } = *to;
    Entry::Edit { version, captured_at, not_before, verdict }
}

/// The edit that made a version.
fn edit(versions: &Versions, version: u32) -> Result<Entry> {
    if version == 1 {
        let next = "name one from 2 on";
        return Err(Error::invalid(format!(
            "no edit that we saw made version 1, the first; {next}"
        )));
    }
    let (_, to) = versions.ends(Span::Versions(None, Some(version)))?;
    let (from, _) = versions.ends(Span::Versions(Some(version - 1), None))?;
    let mut edit = None;
    versions.compare(&[(from, to)], |it| edit = Some(entry(to, it.verdict.clone())))?;
    Ok(edit.expect("a pair gives a comparison"))
}

/// All edits, or the newest of very many.
fn edits(versions: &Versions, console: &Console) -> Result<Vec<Entry>> {
    let (first, last) = versions.ends(Span::Versions(None, None))?;
    let id = versions.story.id;
    if first.version == last.version {
        console.note(&format!("story {id} has one version, and so no edit yet"));
    }
    if versions.snapshots.len() > EDITS_MAX + 1 {
        let next = format!("`revdiff verdict {id} --version N` shows one of the others");
        console.note(&format!("the newest {EDITS_MAX} edits at most are listed; {next}"));
    }
    let mut edits = Vec::new();
    Edits::of(versions.store, id, versions.snapshots)?
        .each(|edit| edits.push(entry(edit.to, edit.verdict.clone())))?;
    Ok(edits)
}

/// What the user says of an edit on which the rules have this verdict.
fn overruling(
    args: &Args,
    version: u32,
    verdict: &Verdict,
    store: &dyn Store,
    story: &Story,
) -> Result<Overruling> {
    let (Some(by), Some(why)) = (args.by.clone(), args.why.clone()) else {
        return Err(Error::invalid("say who overrules the verdict with --by, and why with --why"));
    };
    let ruling = match ruling(args, verdict)? {
        Ruling::Withdrawn => {
            let all = store.overrulings(story.id)?;
            let newest = all.iter().rfind(|it| it.version == version);
            if newest.is_none_or(|it| it.ruling == Ruling::Withdrawn) {
                let next = format!("`revdiff verdict {}` shows what was said", story.id);
                return Err(Error::invalid(format!(
                    "nobody has overruled the verdict on v{version}; {next}"
                )));
            }
            Ruling::Withdrawn
        }
        ruling @ (Ruling::Class(..) | Ruling::Disclosure(_)) => ruling,
    };
    Ok(Overruling { version, ruling, by, why, at: clock::now() })
}

/// A ruling that holds together: what is not of substance has nothing to disclose.
fn ruling(args: &Args, verdict: &Verdict) -> Result<Ruling> {
    let disclosure = args.disclosure.map(|it| match it {
        SetDisclosure::Disclosed => Disclosure::Disclosed,
        SetDisclosure::Stealth => Disclosure::Stealth,
        SetDisclosure::Unknown => Disclosure::Unknown,
    });
    let class = args.set.map(|it| match it {
        SetClass::None => Class::None,
        SetClass::Cosmetic => Class::Cosmetic,
        SetClass::Substantive => Class::Substantive,
    });
    let is_undisclosable = verdict.disclosure == Disclosure::NotApplicable;
    match (class, disclosure) {
        (None, None) => Ok(Ruling::Withdrawn),
        (Some(Class::Substantive), None) if is_undisclosable => {
            Ok(Ruling::Class(Class::Substantive, Some(Disclosure::Unknown)))
        }
        (Some(Class::Substantive), disclosure) => Ok(Ruling::Class(Class::Substantive, disclosure)),
        (Some(class), None) => Ok(Ruling::Class(class, Some(Disclosure::NotApplicable))),
        (None, Some(disclosure)) if !is_undisclosable => Ok(Ruling::Disclosure(disclosure)),
        (_, Some(_)) => {
            let next = "say --set substantive too, or leave --disclosure out";
            let why = "an edit that is not substantive has nothing to disclose";
            Err(Error::invalid(format!("{why}; {next}")))
        }
    }
}

/// Each edit with what was said of it below.
fn beside(edits: Vec<Entry>, said: Vec<Said>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut said: Vec<Option<Said>> = said.into_iter().map(Some).collect();
    for edit in edits {
        let version = match &edit {
            Entry::Edit { version, .. } => *version,
            Entry::Overruling(said) => said.version(),
        };
        entries.push(edit);
        let of_edit =
            said.iter_mut().filter(|it| it.as_ref().is_some_and(|said| said.version() == version));
        entries.extend(of_edit.filter_map(Option::take).map(Entry::Overruling));
    }
    entries
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_a_line_of_words() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(name(text).ok().as_deref(), expected, "{text:?}");
        };
        check(" Ann\n Lee ", Some("Ann Lee"));
        check("Çiğdem", Some("Çiğdem"));
        check(" \t", None);
        check("a\u{1b}[2J", None);
        check(&"ç".repeat(100), Some(&"ç".repeat(100)));
        check(&"ç".repeat(101), None);
        assert!(reason(&"ç".repeat(1000)).is_ok() && reason(&"ç".repeat(1001)).is_err());
    }
}
