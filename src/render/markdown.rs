//! Differences as Markdown that GitHub and others render: removals struck out, additions underlined.

use crate::diff::{Action, ArticleDiff, Op, Part, Run};
use crate::render::labels::{self, Labels, Stretch};
use crate::render::markup::is_web;
use crate::render::pair::Pair;
use crate::render::summary::{ABSENT, Fact, Judged, Judgement, Summary};
use crate::render::{Comparison, words};
use crate::text::visible::visible;

/// One comparison; each text of the article's is escaped.
pub fn comparison(comparison: &Comparison) -> String {
    let summary = Summary::of(comparison, words::utc);
    let mut out = format!("## {}\n\n", escaped(summary.headline));
    out.push_str(&format!("{} · {}\n\n", link(summary.url), summary.story));
    for version in &summary.versions {
        for (label, value) in &version.rows {
            out.push_str(&format!("- **{}** {label} {}\n", version.name, escaped(value)));
        }
    }
    match &summary.judgement {
        Judgement::Alone(why) => out.push_str(&format!("\n**{}**\n", escaped(why))),
        Judgement::Judged(judged) => judgement(&mut out, judged),
    }
    parts(&mut out, comparison.diff);
    out
}

fn parts(out: &mut String, diff: &ArticleDiff) {
    let labels = Labels::of(diff);
    for stretch in labels::stretches(diff) {
        out.push('\n');
        match stretch {
            Stretch::Unchanged(parts) => {
                out.push_str(&format!("*··· {} ···*\n", labels::unchanged(parts)));
            }
            Stretch::Changed(part) => changed(out, part, labels.label(part)),
        }
    }
}

/// What differs between the articles of two files.
pub fn articles(title: &str, pair: &Pair) -> String {
    let mut out = format!("## {}\n", escaped(title));
    for lone in &pair.beside {
        out.push_str(&format!("\n*{}*\n\n> {}\n", lone.label, marked(&[lone.run()])));
    }
    parts(&mut out, &pair.diff);
    out
}

/// The runs between two texts, laid out as the texts are.
pub fn texts(title: &str, runs: &[Run]) -> String {
    format!("## {}\n\n{}\n", escaped(title), marked(runs))
}

fn judgement(out: &mut String, judged: &Judged) {
    out.push_str(&format!("\n**{}**\n\n", escaped(&judged.verdict)));
    for (_, note) in &judged.notes {
        out.push_str(&format!("- {}\n", escaped(note)));
    }
    if !judged.facts.is_empty() {
        out.push_str("\n| fact | old | new | where |\n|---|---|---|---|\n");
        judged.facts.iter().for_each(|of| out.push_str(&row(of)));
    }
    if judged.facts_more > 0 {
        out.push_str(&format!("\nand {} more\n", judged.facts_more));
    }
}

fn row(fact: &Fact) -> String {
    let value = |side: &Option<String>, tag| match side {
        Some(text) => format!("<{tag}>{}</{tag}>", escaped(text)),
        None => ABSENT.to_string(),
    };
    let (old, new) = (value(&fact.old, "del"), value(&fact.new, "ins"));
    format!("| {} | {old} | {new} | {} |\n", fact.label, escaped(&fact.place()))
}

fn changed(out: &mut String, part: &Part, label: Option<String>) {
    if let Some(label) = label {
        out.push_str(&format!("*{}*\n\n", escaped(&label)));
    }
    let text = match (part.action, &part.inner) {
        (Action::Moved, Some(inner)) => marked(inner),
        (Action::Moved, None) => part.ops.iter().map(|run| escaped(run.text)).collect(),
        (Action::Kept | Action::Edited | Action::Added | Action::Removed, _) => {
            marked(part.shown())
        }
    };
    out.push_str(&format!("> {text}\n"));
}

fn marked(runs: &[Run]) -> String {
    let mut out = String::new();
    let mut before = '\n';
    for (at, run) in runs.iter().enumerate() {
        // One bracket holds all of a move, with the edits in it.
        let is_like = |other: &Run| (other.op, other.move_id) == (run.op, run.move_id);
        let is_first = !runs[..at].iter().any(is_like);
        let is_last = !runs[at + 1..].iter().any(is_like);
        let (open, close) = brackets(run);
        if run.move_id.is_none() || is_first {
            out.push_str(&open);
        }
        escape(&mut out, before, run.text);
        if run.move_id.is_none() || is_last {
            out.push_str(close);
        }
        before = run.text.chars().next_back().unwrap_or(before);
    }
    out
}

fn brackets(run: &Run) -> (String, &'static str) {
    let id = run.move_id.map_or(String::new(), |id| format!("{id} "));
    match run.op {
        Op::Equal => (String::new(), ""),
        Op::Delete => ("<del>".to_string(), "</del>"),
        Op::Insert => ("<ins>".to_string(), "</ins>"),
        Op::MoveFrom => (format!("<sup>[{id}moved away:</sup> "), "<sup>]</sup>"),
        Op::MoveTo => (format!("<sup>[{id}moved here:</sup> "), "<sup>]</sup>"),
    }
}

/// A URL as a link; as text alone where it is no web address, or could leave its brackets.
fn link(url: &str) -> String {
    let is_plain = url.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>' | b'\\'));
    match is_web(url) && is_plain {
        true => format!("[{}](<{}>)", escaped(url), url.replace('&', "&amp;")),
        false => escaped(url),
    }
}

/// Foreign text as Markdown that says just that text: no markup, no link, nobody named.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    escape(&mut out, '\n', text);
    out
}

/// Writes foreign text that follows on a character, a line feed where it begins a line.
fn escape(out: &mut String, mut before: char, text: &str) {
    let shown = visible(text);
    for (at, c) in shown.char_indices() {
        let rest = &shown[at + c.len_utf8()..];
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            // Several spaces in a row would be code at a line's start, and a break at its end.
            ' ' | '\t' if before.is_whitespace() => out.push_str("&#32;"),
            '\t' => out.push(' '),
            // What is made into a link after all escapes are read is none with a comment in it.
            '@' | '#' | ':' if is_reference(c, rest) => {
                out.extend(['\\', c]);
                out.push_str("<!-- -->");
            }
            _ if !before.is_alphanumeric() && names_work(&shown[at..]) => {
                out.push(c);
                out.push_str("<!-- -->");
            }
            _ if is_syntax(before, c, rest) => out.extend(['\\', c]),
            _ => out.push(c),
        }
        before = c;
    }
}

/// Whether a sign with what follows it names a person, an issue, a picture or an address.
fn is_reference(sign: char, rest: &str) -> bool {
    match sign {
        ':' => rest.starts_with("//") || rest.split_once(':').is_some_and(|(it, _)| is_picture(it)),
        _ => rest.starts_with(char::is_alphanumeric),
    }
}

/// Whether a text begins with what GitHub takes for an issue (`GH-12`) or a commit (`1f2e3d4`).
fn names_work(text: &str) -> bool {
    let word = &text[..text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())];
    let is_issue = || {
        text[2..].strip_prefix('-').is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()))
    };
    let has = |kind: fn(&u8) -> bool| word.as_bytes().iter().any(kind);
    let is_commit = (7..=64).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_hexdigit());
    (word.eq_ignore_ascii_case("gh") && is_issue())
        || (is_commit && has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic))
}

/// Whether a name between colons may be that of a picture; the minutes of a clock are not.
fn is_picture(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "_+-".contains(c);
    let is_clock = name.len() <= 2 && name.bytes().all(|b| b.is_ascii_digit());
    !name.is_empty() && name.chars().all(fits) && !is_clock
}

/// Whether a character where it stands can begin or end markup, or belong to an address.
fn is_syntax(before: char, c: char, rest: &str) -> bool {
    let ends_word = || rest.chars().next().is_none_or(char::is_whitespace);
    match c {
        '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' => true,
        '#' | '-' | '+' | '=' => before == '\n',
        '.' if before.is_ascii_digit() => ends_word(),
        '.' => before.is_alphanumeric() && rest.starts_with(char::is_alphanumeric),
        ')' => before.is_ascii_digit() && ends_word(),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
