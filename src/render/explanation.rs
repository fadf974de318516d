//! An explanation as a terminal shows it: each field with its sources, the stamps, the story's lines.

use crate::article::{Article, Precision, Stamp, StampKind, StampSource};
use crate::explanation::{Explanation, Field, Lines, Nearest, StorySource};
use crate::render::ink::{Ink, Piece};
use crate::render::wrap::{self, Margin, Page};
use crate::text::visible::visible;

/// Columns in which the names of fields stand.
const LABEL_COLUMNS: usize = 14;

/// The explanation in lines of the page's width, each ended. All texts are untrusted.
pub fn text(article: &Article, explanation: &Explanation, page: Page) -> String {
    let mut out = String::new();
    explanation.fields.iter().for_each(|of| field(&mut out, page, of));
    article.stamps.iter().for_each(|of| stamp(&mut out, page, of));
    story(&mut out, page, article, explanation);
    for signal in &article.signals {
        let told = format!("{}: {}", signal.kind.as_str(), signal.evidence);
        line(&mut out, page, "signal", &[(Ink::Strong, &told)]);
    }
    out
}

fn field(out: &mut String, page: Page, field: &Field) {
    let Some(value) = &field.value else {
        line(out, page, field.field, &[(Ink::Faint, "–")]);
        return others(out, page, field);
    };
    line(out, page, field.field, &[(Ink::Text, value)]);
    let sources = match field.sources.is_empty() {
        true => "no source says it in these words".to_owned(),
        false => field.sources.join(", "),
    };
    line(out, page, "", &[(Ink::Added, &sources)]);
    others(out, page, field);
}

/// What other sources say.
fn others(out: &mut String, page: Page, field: &Field) {
    for other in &field.others {
        let text = format!(": {}", other.text);
        line(out, page, "", &[(Ink::Removed, &other.source), (Ink::Faint, &text)]);
    }
}

fn stamp(out: &mut String, page: Page, stamp: &Stamp) {
    let label = match stamp.kind {
        StampKind::Published => "published",
        StampKind::Updated => "updated",
    };
    let source = match stamp.source {
        StampSource::JsonLd => "json-ld",
        StampSource::Meta => "meta",
        StampSource::Microdata => "microdata",
        StampSource::Time => "time element",
        StampSource::Visible => "visible line",
        StampSource::Url => "address",
    };
    let precision = match stamp.at.precision {
        Precision::Year => "year",
        Precision::Month => "month",
        Precision::Day => "day",
        Precision::Minute => "minute",
        Precision::Second => "second",
    };
    let reckoned = if stamp.relative { ", from the time of the fetch" } else { "" };
    let at = stamp.at.to_string();
    let how = format!(" “{}” (to the {precision}{reckoned})", stamp.text);
    line(out, page, label, &[(Ink::Text, &at)]);
    line(out, page, "", &[(Ink::Added, source), (Ink::Faint, &how)]);
}

fn story(out: &mut String, page: Page, article: &Article, explanation: &Explanation) {
    let story = &explanation.story;
    let source = match story.source {
        StorySource::None => "none found",
        StorySource::Lines => "the lines that the page shows",
        StorySource::JsonLd => "json-ld articleBody",
        StorySource::Script => "what the page hands to its scripts",
    };
    let blocks = format!("{} blocks, from ", article.blocks.len());
    line(out, page, "story", &[(Ink::Text, &blocks), (Ink::Added, source)]);
    if let Some(container) = &story.container {
        line(out, page, "container", &[(Ink::Text, container)]);
    }
    line(out, page, "lines kept", &[(Ink::Text, &lines(&story.kept))]);
    line(out, page, "lines left", &[(Ink::Text, &lines(&story.left))]);
    story.nearest.iter().for_each(|of| nearest(out, page, of));
}

/// Lines counted by what spoke loudest: `12: prose 9, in article 3`.
fn lines(lines: &Lines) -> String {
    let reasons: Vec<String> =
        lines.reasons.iter().map(|it| format!("{} {}", it.reason, it.lines)).collect();
    match reasons.is_empty() {
        true => lines.lines.to_string(),
        false => format!("{}: {}", lines.lines, reasons.join(", ")),
    }
}

fn nearest(out: &mut String, page: Page, nearest: &Nearest) {
    let reason = nearest.reason.as_deref().map_or(String::new(), |it| format!(", {it}"));
    let why = format!(" ({:+.2}{reason})", nearest.evidence);
    line(out, page, "left", &[(Ink::Text, &nearest.text), (Ink::Faint, &why)]);
}

/// Writes untrusted texts behind a label, wrapped.
fn line(out: &mut String, page: Page, label: &str, texts: &[(Ink, &str)]) {
    let first = format!("{label:<LABEL_COLUMNS$}");
    let rest = " ".repeat(LABEL_COLUMNS);
    let margin = Margin { first: &first, rest: &rest, ink: Ink::Faint };
    let one_line = |text: &str| visible(&text.replace('\n', " ")).into_owned();
    let pieces: Vec<Piece> =
        texts.iter().map(|&(ink, text)| Piece::new(ink, one_line(text))).collect();
    wrap::write(out, page, margin, &pieces);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explanation::{Reason, Said, Story};
    use crate::render::ink::Palette;

    #[test]
    fn a_field_stands_with_its_sources_and_its_rivals() {
        let said = Said { source: "meta og:title".into(), text: "You will \u{1b}[2J not".into() };
        let headline = Field {
            field: "headline",
            value: Some("Mill reopens".into()),
            sources: vec!["h1".into(), "title".into()],
            others: vec![said],
        };
        let dek = Field { field: "dek", value: None, sources: Vec::new(), others: Vec::new() };
        let reasons = vec![Reason { reason: "in nav".into(), lines: 2 }];
        let story = Story { left: Lines { lines: 3, reasons }, ..Story::default() };
        let explanation = Explanation { fields: vec![headline, dek], story };
        let page = Page { width_columns: 80, palette: Palette::Plain };
        let expected = "headline      Mill reopens\n\
                        \u{20}             h1, title\n\
                        \u{20}             meta og:title: You will ␛[2J not\n\
                        dek           –\n\
                        story         0 blocks, from none found\n\
                        lines kept    0\n\
                        lines left    3: in nav 2\n";
        assert_eq!(text(&Article::default(), &explanation, page), expected);
    }
}
