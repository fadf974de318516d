//! Differences as a whole page of HTML that needs nothing beside it: no script, no other file.

use crate::diff::{Action, Op, Part, PartName, Run};
use crate::render::Comparison;
use crate::render::labels::{self, Labels, Stretch};
use crate::render::markup::Html;
use crate::render::summary::{Judged, Judgement, Summary, Version};
use crate::render::words;

/// What the page may do, should a browser find markup where there is none: show its own style.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// Comparisons of one story as one page, first to last.
pub fn comparisons(comparisons: &[Comparison]) -> String {
    let summaries: Vec<Summary> =
        comparisons.iter().map(|pair| Summary::of(pair, words::utc)).collect();
    let title = summaries.last().map_or("revdiff", |summary| summary.headline);
    page(title, |html| {
        if let Some(summary) = summaries.last() {
            masthead(html, summary);
        }
        for (comparison, summary) in comparisons.iter().zip(&summaries) {
            html.element("section", &[], |html| section(html, comparison, summary));
            html.line_end();
        }
    })
}

/// The runs between two texts as a page, laid out as the texts are.
pub fn texts(title: &str, runs: &[Run]) -> String {
    page(title, |html| {
        html.of_text("h1", &[], title);
        html.element("p", &[("class", "text"), ("dir", "auto")], |html| marked(html, runs));
    })
}

fn page(title: &str, inside: impl FnOnce(&mut Html)) -> String {
    Html::document(|html| {
        html.element("head", &[], |html| {
            html.void("meta", &[("charset", "utf-8")]);
            html.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
            let fit = "width=device-width, initial-scale=1";
            html.void("meta", &[("name", "viewport"), ("content", fit)]);
            html.void("meta", &[("name", "color-scheme"), ("content", "light dark")]);
            html.of_text("title", &[], title);
            html.style(include_str!("html/page.css"));
        });
        html.line_end();
        html.element("body", &[], |html| html.element("main", &[], inside));
    })
}

fn masthead(html: &mut Html, summary: &Summary) {
    html.element("header", &[], |html| {
        html.of_text("h1", &[("dir", "auto")], summary.headline);
        html.element("p", &[("class", "source")], |html| {
            html.link(summary.url);
            html.text(" · ");
            html.text(&summary.story);
        });
    });
    html.line_end();
}

fn section(html: &mut Html, comparison: &Comparison, summary: &Summary) {
    html.element("dl", &[], |html| summary.versions.iter().for_each(|of| version(html, of)));
    match &summary.judgement {
        Judgement::Alone(why) => html.of_text("p", &[("class", "verdict")], why),
        Judgement::Judged(judged) => judgement(html, judged),
    }
    html.line_end();
    let labels = Labels::of(comparison.diff);
    html.element("article", &[], |html| {
        for stretch in labels::stretches(comparison.diff) {
            match stretch {
                Stretch::Unchanged(parts) => unchanged(html, parts),
                Stretch::Changed(part) => changed(html, part, labels.label(part)),
            }
            html.line_end();
        }
    });
}

fn version(html: &mut Html, version: &Version) {
    for (at, (label, value)) in version.rows.iter().enumerate() {
        html.element("dt", &[], |html| {
            html.of_text("b", &[], if at == 0 { &version.name } else { "" });
            html.text(" ");
            html.text(label);
        });
        html.of_text("dd", &[], value);
    }
}

fn judgement(html: &mut Html, judged: &Judged) {
    html.of_text("p", &[("class", "verdict")], &judged.verdict);
    html.element("ul", &[("class", "notes")], |html| {
        judged.notes.iter().for_each(|(_, note)| html.of_text("li", &[], note));
    });
    if judged.facts.is_empty() {
        return;
    }
    html.element("table", &[], |html| {
        for fact in &judged.facts {
            html.element("tr", &[], |html| {
                html.of_text("th", &[("scope", "row")], fact.label);
                html.element("td", &[("dir", "auto")], |html| {
                    html.of_text("del", &[], &fact.old);
                    html.text(" → ");
                    html.of_text("ins", &[], &fact.new);
                    html.of_text("span", &[("class", "place")], &fact.after);
                });
            });
        }
    });
    if judged.facts_more > 0 {
        html.element("p", &[("class", "label")], |html| {
            html.text("and ");
            html.text(&judged.facts_more.to_string());
            html.text(" more");
        });
    }
}

/// Unchanged parts, to be unfolded by whoever wants to read them.
fn unchanged(html: &mut Html, parts: &[Part]) {
    html.element("details", &[], |html| {
        html.of_text("summary", &[], &labels::unchanged(parts));
        for part in parts {
            let class = if part.part == PartName::Headline { "text headline" } else { "text" };
            html.element("p", &[("class", class), ("dir", "auto")], |html| {
                marked(html, &part.ops);
            });
        }
    });
}

fn changed(html: &mut Html, part: &Part, label: Option<String>) {
    let class = match part.action {
        Action::Kept => "part",
        Action::Edited => "part edited",
        Action::Added => "part added",
        Action::Removed => "part removed",
        Action::Moved if labels::is_arrival(part) => "part moved here",
        Action::Moved => "part moved away",
    };
    html.element("div", &[("class", class)], |html| {
        if let Some(label) = label {
            html.of_text("p", &[("class", "label")], &label);
        }
        let class = if part.part == PartName::Headline { "text headline" } else { "text" };
        html.element("p", &[("class", class), ("dir", "auto")], |html| match part.action {
            Action::Moved => moved(html, part),
            Action::Kept | Action::Edited | Action::Added | Action::Removed => {
                marked(html, &part.ops);
            }
        });
    });
}

/// A moved part's text, with what was edited on the way; the part itself says that it moved.
fn moved(html: &mut Html, part: &Part) {
    match &part.inner {
        Some(inner) => marked(html, inner),
        None => part.ops.iter().for_each(|run| html.text(run.text)),
    }
}

/// Runs with their marks: `<del>`, `<ins>`, and `<s class="moved">`, `<mark class="moved">` with the
/// number that pairs a move's two halves.
fn marked(html: &mut Html, runs: &[Run]) {
    for run in runs {
        let class = if run.class.is_some() { "cosmetic" } else { "words" };
        match run.op {
            Op::Equal => html.text(run.text),
            Op::Delete => html.of_text("del", &[("class", class)], run.text),
            Op::Insert => html.of_text("ins", &[("class", class)], run.text),
            Op::MoveFrom => passage(html, "s", "moved away", run),
            Op::MoveTo => passage(html, "mark", "moved here", run),
        }
    }
}

fn passage(html: &mut Html, name: &'static str, title: &str, run: &Run) {
    html.element(name, &[("class", "moved"), ("title", title)], |html| {
        if let Some(id) = run.move_id {
            html.of_text("sup", &[], &id.to_string());
        }
        html.text(run.text);
    });
}
