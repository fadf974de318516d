//! Differences as a whole page of HTML that needs nothing beside it: no script, no other file.

use crate::article::BlockKind;
use crate::diff::{Action, ArticleDiff, Op, Part, PartName, Run};
use crate::render::Comparison;
use crate::render::labels::{self, Labels, Stretch};
use crate::render::markup::Html;
use crate::render::pair::{Bearer, Lone, Pair};
use crate::render::summary::{ABSENT, Fact, Judged, Judgement, Summary, Version};
use crate::render::words;

/// What the page may do, should a browser find markup where there is none: show this one style
/// sheet, known by its digest.
const POLICY: &str = concat!(
    "default-src 'none'; style-src 'sha256-wkkeYYNHhfEB5s/GnxkLSJZbR6meDBahuvZsL9nltzI='; ",
    "base-uri 'none'; form-action 'none'"
);

/// A page of comparisons of one story, first to last.
#[derive(Default)]
pub struct Page {
    title: String,
    /// By the newest version that was compared last.
    masthead: Html,
    sections: Html,
}

impl Page {
    pub fn add(&mut self, comparison: &Comparison) {
        let summary = Summary::of(comparison, words::utc);
        self.title = summary.headline.to_owned();
        self.masthead = Html::default();
        masthead(&mut self.masthead, comparison, &summary);
        self.sections.element("section", &[], |html| section(html, comparison, &summary));
        self.sections.line_end();
    }

    pub fn finish(self) -> String {
        page(&self.title, |html| {
            html.append(self.masthead);
            html.append(self.sections);
        })
    }
}

/// The runs between two texts as a page, laid out as the texts are.
pub fn texts(title: &str, runs: &[Run]) -> String {
    page(title, |html| {
        html.of_text("h1", &[("dir", "auto")], title);
        html.element("div", &[("class", "text file"), ("dir", "auto")], |html| marked(html, runs));
    })
}

/// What differs between the articles of two files as a page.
pub fn articles(title: &str, pair: &Pair) -> String {
    page(title, |html| {
        html.of_text("h1", &[("dir", "auto")], title);
        html.line_end();
        html.element("section", &[], |html| {
            pair.beside.iter().for_each(|of| lone(html, of));
            parts(html, &pair.diff, pair.language);
        });
        html.line_end();
    })
}

/// A page with the style sheet and the policy that go for all of them.
pub fn page(title: &str, inside: impl FnOnce(&mut Html)) -> String {
    Html::document(|html| {
        html.element("head", &[], |html| {
            html.void("meta", &[("charset", "utf-8")]);
            html.void("meta", &[("http-equiv", "Content-Security-Policy"), ("content", POLICY)]);
            let fit = "width=device-width, initial-scale=1";
            html.void("meta", &[("name", "viewport"), ("content", fit)]);
            html.void("meta", &[("name", "color-scheme"), ("content", "light dark")]);
            html.void("meta", &[("name", "referrer"), ("content", "no-referrer")]);
            html.void("meta", &[("name", "robots"), ("content", "noindex")]);
            html.of_text("title", &[], title);
            html.style(include_str!("html/page.css"));
        });
        html.line_end();
        html.element("body", &[], |html| html.element("main", &[], inside));
    })
}

fn masthead(html: &mut Html, comparison: &Comparison, summary: &Summary) {
    html.element("header", &[], |html| {
        html.of_text("h1", &attributes(language(comparison)), summary.headline);
        html.element("p", &[("class", "source")], |html| {
            html.link(summary.url);
            html.text(" · ");
            html.text(&summary.story);
        });
    });
    html.line_end();
}

/// The language that the later version declares, else the earlier one.
fn language<'a>(comparison: &Comparison<'a>) -> Option<&'a str> {
    let (from, to) = (comparison.from.article, comparison.to.article);
    to.language.as_deref().or(from.language.as_deref())
}

/// The attributes of an article's own text: in its language, where one is known, and each in the
/// direction of its letters.
pub fn attributes(language: Option<&str>) -> Vec<(&'static str, &str)> {
    language.map(|language| ("lang", language)).into_iter().chain([("dir", "auto")]).collect()
}

fn section(html: &mut Html, comparison: &Comparison, summary: &Summary) {
    html.element("div", &[("class", "versions")], |html| {
        summary.versions.iter().for_each(|of| version(html, of));
    });
    match &summary.judgement {
        Judgement::Alone(why) => html.of_text("p", &[("class", "verdict")], why),
        Judgement::Judged(judged) => judgement(html, judged),
    }
    html.line_end();
    parts(html, comparison.diff, language(comparison));
}

fn parts(html: &mut Html, diff: &ArticleDiff, language: Option<&str>) {
    let labels = Labels::of(diff);
    let language = language.map(|language| ("lang", language));
    html.element("article", language.as_slice(), |html| {
        for stretch in labels::stretches(diff) {
            match stretch {
                Stretch::Unchanged(parts) => unchanged(html, parts),
                Stretch::Changed(part) => changed(html, part, labels.label(part)),
            }
            html.line_end();
        }
    });
}

fn version(html: &mut Html, version: &Version) {
    html.element("div", &[], |html| {
        html.of_text("h2", &[], &version.name);
        html.element("dl", &[], |html| {
            for (label, value) in &version.rows {
                html.of_text("dt", &[], label);
                html.of_text("dd", &[("dir", "auto")], value);
            }
        });
    });
    html.line_end();
}

fn judgement(html: &mut Html, judged: &Judged) {
    html.of_text("p", &[("class", "verdict")], &judged.verdict);
    html.element("ul", &[("class", "notes")], |html| {
        judged.notes.iter().for_each(|(_, note)| html.of_text("li", &[], note));
    });
    if judged.facts.is_empty() {
        return;
    }
    html.element("table", &[], |html| judged.facts.iter().for_each(|of| fact(html, of)));
    if judged.facts_more > 0 {
        html.of_text("p", &[("class", "more")], &format!("and {} more", judged.facts_more));
    }
}

fn fact(html: &mut Html, fact: &Fact) {
    html.element("tr", &[], |html| {
        html.of_text("th", &[("scope", "row")], fact.label);
        html.element("td", &[("dir", "auto")], |html| {
            match &fact.old {
                Some(old) => html.of_text("del", &[("class", "words")], old),
                None => html.text(ABSENT),
            }
            html.text(" → ");
            match &fact.new {
                Some(new) => html.of_text("ins", &[("class", "words")], new),
                None => html.text(ABSENT),
            }
        });
        html.of_text("td", &[("class", "place")], &fact.place());
    });
    html.line_end();
}

/// Unchanged parts, to be unfolded by whoever wants to read them.
fn unchanged(html: &mut Html, parts: &[Part]) {
    html.element("details", &[], |html| {
        html.of_text("summary", &[("lang", "en")], &labels::unchanged(parts));
        for part in parts {
            text(html, part, |html| marked(html, &part.ops));
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
            html.of_text("p", &[("class", "label"), ("lang", "en")], &label);
        }
        text(html, part, |html| match part.action {
            Action::Moved => moved(html, part),
            Action::Kept | Action::Edited | Action::Added | Action::Removed => {
                marked(html, part.shown());
            }
        });
    });
}

/// What only one of two articles bears beside its text.
fn lone(html: &mut Html, lone: &Lone) {
    let class = match lone.bearer {
        Bearer::Old => "part removed",
        Bearer::New => "part added",
    };
    html.element("div", &[("class", class)], |html| {
        html.of_text("p", &[("class", "label"), ("lang", "en")], lone.label);
        html.element("p", &[("class", "text"), ("dir", "auto")], |html| {
            marked(html, &[lone.run()]);
        });
    });
    html.line_end();
}

fn text(html: &mut Html, part: &Part, inside: impl FnOnce(&mut Html)) {
    html.element("p", &[("class", class(part.part, part.kind)), ("dir", "auto")], inside);
}

/// The class of the paragraph that holds a part's text.
pub fn class(part: PartName, kind: Option<BlockKind>) -> &'static str {
    match (part, kind) {
        (PartName::Headline, _) => "text headline",
        (PartName::Block, Some(BlockKind::Subheading)) => "text subheading",
        (PartName::Dek | PartName::Byline | PartName::Dateline | PartName::Block, _) => "text",
    }
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

#[cfg(test)]
mod tests;
