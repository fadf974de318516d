//! The head of a comparison's page: its summary, laid out in lines.

use crate::render::ink::{Ink, Piece};
use crate::render::summary::{ABSENT, Fact, Judged, Judgement, Summary, Version};
use crate::render::wrap::{self, Margin, NO_MARGIN, Page};
use crate::text::visible::visible;
use crate::text::width::width;

const ARROW: &str = " → ";

const INDENT: Margin = Margin { first: "  ", rest: "  ", ink: Ink::Text };

pub fn write(out: &mut String, page: Page, summary: &Summary) {
    line(out, page, NO_MARGIN, &[(Ink::Strong, summary.headline)]);
    let story = format!(" · {}", summary.story);
    line(out, page, NO_MARGIN, &[(Ink::Faint, summary.url), (Ink::Faint, &story)]);
    out.push('\n');
    summary.versions.iter().for_each(|of| version(out, page, of));
    out.push('\n');
    match &summary.judgement {
        Judgement::Alone(why) => line(out, page, NO_MARGIN, &[(Ink::Strong, why)]),
        Judgement::Judged(judged) => judgement(out, page, judged),
    }
}

/// Writes pieces of untrusted text as wrapped lines.
fn line(out: &mut String, page: Page, margin: Margin, texts: &[(Ink, &str)]) {
    let pieces: Vec<Piece> =
        texts.iter().map(|&(ink, text)| Piece::new(ink, visible(text))).collect();
    wrap::write(out, page, margin, &pieces);
}

fn version(out: &mut String, page: Page, version: &Version) {
    let mut name = version.name.as_str();
    for (label, value) in &version.rows {
        let head = format!("{name:<3} {label:<9} ");
        let margin = Margin { first: &head, rest: &" ".repeat(width(&head)), ink: Ink::Faint };
        line(out, page, margin, &[(Ink::Text, value)]);
        name = "";
    }
}

fn judgement(out: &mut String, page: Page, judged: &Judged) {
    line(out, page, NO_MARGIN, &[(Ink::Strong, &judged.verdict)]);
    for (ink, note) in &judged.notes {
        line(out, page, INDENT, &[(*ink, note)]);
    }
    judged.facts.iter().for_each(|of| fact(out, page, of));
    if judged.facts_more > 0 {
        line(out, page, INDENT, &[(Ink::Faint, &format!("and {} more", judged.facts_more))]);
    }
}

/// A fact's two values in one line; or, where they are longer, one below the other.
fn fact<'a>(out: &mut String, page: Page, fact: &'a Fact) {
    let label = format!("  {:<11} ", fact.label);
    let value = |side: &'a Option<String>| side.as_deref().unwrap_or(ABSENT);
    let (old, new) = (value(&fact.old), value(&fact.new));
    let ratio = fact.ratio.as_ref().map_or(String::new(), |ratio| format!(" ({ratio})"));
    let after = format!("{ratio}, {}", fact.part);
    let texts = [&label, old, ARROW, new, &after];
    let (removed, added, after) = ((Ink::Removed, old), (Ink::Added, new), (Ink::Faint, &*after));
    let asked = texts.iter().map(|text| width(text)).sum::<usize>();
    let hang = " ".repeat(width(&label));
    let first = Margin { first: &label, rest: &hang, ink: Ink::Faint };
    if asked <= page.width_columns {
        return line(out, page, first, &[removed, (Ink::Faint, ARROW), added, after]);
    }
    let arrow = format!("{:>1$}", ARROW, width(&label));
    let second = Margin { first: &arrow, rest: &hang, ink: Ink::Faint };
    line(out, page, first, &[removed]);
    line(out, page, second, &[added, after]);
}
