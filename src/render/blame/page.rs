//! A version's words as a whole page of HTML that needs nothing beside it.

use crate::blame::lineage::{Brought, Credited};
use crate::render::blame::{Sheet, arrival, count};
use crate::render::html;
use crate::render::ink::Heat;
use crate::render::labels;
use crate::render::markup::Html;
use crate::render::words;

/// The sheet as a page: the versions in a table, then the text, the words that came after the first
/// version on a ground of their heat and led by their version's number.
pub fn page(sheet: &Sheet) -> String {
    html::page(sheet.headline(), |html| {
        html.element("header", &[], |html| header(html, sheet));
        html.line_end();
        html.element("section", &[], |html| {
            html.element("table", &[], |html| legend(html, sheet));
            html.line_end();
            let language = sheet.article.language.as_deref().map(|language| ("lang", language));
            html.element("article", language.as_slice(), |html| {
                sheet.blame.passages.iter().for_each(|of| passage(html, sheet, of));
            });
        });
        html.line_end();
    })
}

fn header(html: &mut Html, sheet: &Sheet) {
    let language = sheet.article.language.as_deref();
    html.of_text("h1", &html::attributes(language), sheet.headline());
    html.element("p", &[("class", "source")], |html| {
        html.link(&sheet.story.url);
        html.text(" · ");
        html.text(&sheet.place());
    });
}

fn legend(html: &mut Html, sheet: &Sheet) {
    for (snapshot, words, heat) in sheet.bringers() {
        html.element("tr", &[], |html| {
            html.element("th", &[("scope", "row")], |html| {
                html.of_text("span", &[("class", class(heat))], &format!("v{}", heat.version));
            });
            html.of_text("td", &[], &arrival(snapshot, words::utc));
            html.of_text("td", &[("class", "place")], &count(words));
        });
        html.line_end();
    }
}

fn passage(html: &mut Html, sheet: &Sheet, passage: &Credited) {
    html.element("div", &[("class", "part")], |html| {
        if let Some(label) = labels::name(passage.part, passage.kind) {
            html.of_text("p", &[("class", "label"), ("lang", "en")], label);
        }
        let class = html::class(passage.part, passage.kind);
        html.element("p", &[("class", class), ("dir", "auto")], |html| {
            passage.spans.iter().for_each(|of| span(html, sheet.heat(of.version), of));
        });
    });
    html.line_end();
}

fn span(html: &mut Html, heat: Heat, span: &Brought) {
    if heat.step == 0 {
        return html.text(&span.text);
    }
    let (number, words) = (heat.version.to_string(), span.text.trim_end());
    let title = format!("brought by v{number}");
    html.element("span", &[("class", class(heat)), ("title", &title)], |html| {
        html.of_text("sup", &[], &number);
        html.text(words);
    });
    html.text(&span.text[words.len()..]);
}

fn class(heat: Heat) -> &'static str {
    match heat.step {
        0 => "oldest",
        1 => "heat heat1",
        2 => "heat heat2",
        3 => "heat heat3",
        4 => "heat heat4",
        _ => "heat heat5",
    }
}
