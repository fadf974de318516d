//! Differences as Markdown that GitHub and others render: removals struck out, additions underlined.

use crate::diff::{Action, Op, Part, Run};
use crate::render::labels::{self, Labels, Stretch};
use crate::render::markup::is_web;
use crate::render::summary::{Fact, Judged, Judgement, Summary};
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
    let labels = Labels::of(comparison.diff);
    for stretch in labels::stretches(comparison.diff) {
        out.push('\n');
        match stretch {
            Stretch::Unchanged(parts) => {
                out.push_str(&format!("*··· {} ···*\n", labels::unchanged(parts)));
            }
            Stretch::Changed(part) => changed(&mut out, part, labels.label(part)),
        }
    }
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
    let place = fact.after.trim_start_matches([',', ' ']);
    let [old, new, place] = [&fact.old, &fact.new, place].map(escaped);
    format!("| {} | <del>{old}</del> | <ins>{new}</ins> | {place} |\n", fact.label)
}

fn changed(out: &mut String, part: &Part, label: Option<String>) {
    if let Some(label) = label {
        out.push_str(&format!("*{}*\n\n", escaped(&label)));
    }
    let text = match (part.action, &part.inner) {
        (Action::Moved, Some(inner)) => marked(inner),
        (Action::Moved, None) => part.ops.iter().map(|run| escaped(run.text)).collect(),
        (Action::Kept | Action::Edited | Action::Added | Action::Removed, _) => marked(&part.ops),
    };
    out.push_str(&format!("> {text}\n"));
}

fn marked(runs: &[Run]) -> String {
    runs.iter().map(of_run).collect()
}

fn of_run(run: &Run) -> String {
    let text = escaped(run.text);
    let id = run.move_id.map_or(String::new(), |id| format!("{id} "));
    match run.op {
        Op::Equal => text,
        Op::Delete => format!("<del>{text}</del>"),
        Op::Insert => format!("<ins>{text}</ins>"),
        Op::MoveFrom => format!("<sup>[{id}moved away:</sup> {text}<sup>]</sup>"),
        Op::MoveTo => format!("<sup>[{id}moved here:</sup> {text}<sup>]</sup>"),
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
    let shown = visible(text);
    let mut out = String::with_capacity(shown.len() + 16);
    let mut before = '\n';
    let mut chars = shown.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or('\n');
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            '\t' => out.push(' '),
            // What GitHub takes for a person, an issue or a picture is none with a comment in it.
            '@' | '#' | ':' if after.is_alphanumeric() => {
                out.extend(['\\', c]);
                out.push_str("<!-- -->");
            }
            _ if is_syntax(c) || (c == '.' && is_enumeration(before, after)) => {
                out.extend(['\\', c]);
            }
            _ => out.push(c),
        }
        before = c;
    }
    out
}

/// Whether a character can begin or end markup.
fn is_syntax(c: char) -> bool {
    matches!(
        c,
        '\\' | '`'
            | '*'
            | '_'
            | '{'
            | '}'
            | '['
            | ']'
            | '('
            | ')'
            | '#'
            | '+'
            | '-'
            | '='
            | '|'
            | '~'
            | '$'
            | '!'
    )
}

/// Whether a full stop could make its number that of a list, or its letters an address.
fn is_enumeration(before: char, after: char) -> bool {
    (before.is_ascii_digit() && after.is_whitespace())
        || (before.is_alphanumeric() && after.is_alphanumeric() && !before.is_ascii_digit())
}

#[cfg(test)]
mod tests;
