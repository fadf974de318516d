//! What the sources of a page say of a field.

use super::{Seen, direction};
use crate::explanation::Said;
use crate::extract::document::{collapse, text};
use crate::extract::dom::element::Element;
use crate::extract::marks::Marks;

/// Texts longer than this are more than a field's.
const SAID_BYTES_MAX: usize = 2_000;

/// What is asked of a page's sources.
pub struct Witness<'a> {
    seen: &'a Seen<'a>,
    marks: &'a Marks<'a>,
}

impl<'a> Witness<'a> {
    pub fn of(seen: &'a Seen<'a>) -> Witness<'a> {
        Witness { seen, marks: &seen.sight.marks }
    }

    pub fn headline(&self) -> Vec<Said> {
        let mut said = self.declared("headline", self.seen.sight.json_ld.headline.as_deref());
        said.extend(self.marks.headings.iter().filter_map(|it| say(&named(*it), &text(*it))));
        said.extend(self.metas(&["title"]));
        let title = self.seen.sight.page.title();
        said.extend(title.and_then(|title| say("title", &title)));
        said
    }

    pub fn dek(&self) -> Vec<Said> {
        let mut said = self.lines(self.seen.article.dek.as_deref());
        said.extend(self.declared("description", self.seen.sight.json_ld.description.as_deref()));
        said.extend(self.metas(&["description"]));
        said
    }

    pub fn byline(&self) -> Vec<Said> {
        let authors = self.seen.sight.json_ld.authors.iter();
        let mut said: Vec<Said> =
            authors.filter_map(|author| say("json-ld author", author)).collect();
        said.extend(self.metas(&["author", "byl", "creator"]));
        let marked = self.marks.authors.iter().map(|(_, element)| *element);
        said.extend(marked.filter_map(|it| say(&named(it), &text(it))));
        said
    }

    pub fn dateline(&self) -> Vec<Said> {
        self.lines(self.seen.article.dateline.as_deref())
    }

    pub fn language(&self) -> Vec<Said> {
        let mut said = self.root("lang");
        said.extend(self.root("xml:lang"));
        said.extend(self.metas(&["language", "locale"]));
        said.extend(self.declared("inLanguage", self.seen.sight.json_ld.language.as_deref()));
        said
    }

    pub fn canonical_url(&self) -> Vec<Said> {
        let links = self.seen.sight.page.canonical();
        let mut said: Vec<Said> =
            links.filter_map(|address| say("link rel=canonical", address)).collect();
        said.extend(self.metas(&["og:url"]));
        said.extend(self.declared("url", self.seen.sight.json_ld.url.as_deref()));
        said
    }

    pub fn section(&self) -> Vec<Said> {
        let mut said = self.metas(&["section"]);
        said.extend(self.declared("articleSection", self.seen.sight.json_ld.section.as_deref()));
        said
    }

    pub fn image(&self) -> Vec<Said> {
        let mut said = self.metas(&["og:image", "twitter:image"]);
        let declared = self.seen.sight.json_ld.image.as_ref().map(|(address, _)| address.as_str());
        said.extend(self.declared("image", declared));
        said
    }

    pub fn is_free(&self) -> Vec<Said> {
        let is_free = self.seen.sight.json_ld.is_free.map(|is_free| is_free.to_string());
        let mut said = self.declared("isAccessibleForFree", is_free.as_deref());
        said.extend(self.metas(&["content_tier"]));
        said
    }

    pub fn direction(&self) -> Vec<Said> {
        let declared = self.root("dir");
        match self.seen.article.language.as_deref() {
            Some(language) if declared.is_empty() => {
                let source = format!("language {language}");
                vec![Said { source, text: direction(self.seen.article).unwrap_or("").to_owned() }]
            }
            Some(_) | None => declared,
        }
    }

    fn declared(&self, name: &str, value: Option<&str>) -> Vec<Said> {
        value.and_then(|value| say(&format!("json-ld {name}"), value)).into_iter().collect()
    }

    fn root(&self, name: &str) -> Vec<Said> {
        let value = self.seen.sight.page.root().attribute(name);
        value.and_then(|value| say(&format!("html {name}"), value)).into_iter().collect()
    }

    /// The metas whose names hold one of the words.
    fn metas(&self, words: &[&str]) -> Vec<Said> {
        let say = |meta: &Element<'_>| {
            let name = ["property", "name", "itemprop", "http-equiv"].iter();
            let name = name.filter_map(|it| meta.attribute(it)).find(|name| {
                let name = name.to_ascii_lowercase();
                words.iter().any(|word| name.contains(word))
            })?;
            say(&format!("meta {name}"), meta.attribute("content")?)
        };
        self.marks.metas.iter().filter_map(say).collect()
    }

    /// The lines of the page that are a text.
    fn lines(&self, wanted: Option<&str>) -> Vec<Said> {
        let lines = self.seen.sight.outline.lines.iter();
        let same = lines.filter(|line| Some(line.text.as_str()) == wanted);
        same.filter_map(|line| say(&format!("line in {}", named(line.element)), &line.text))
            .collect()
    }
}

fn say(source: &str, text: &str) -> Option<Said> {
    let text = collapse(text);
    let is_field = (1..=SAID_BYTES_MAX).contains(&text.len());
    is_field.then(|| Said { source: source.to_owned(), text })
}

/// An element by its tag and its first class or its id, such as `p.byline`.
pub fn named(element: Element<'_>) -> String {
    let tag = element.name();
    let class = element.attribute("class").and_then(|class| class.split_ascii_whitespace().next());
    match (class, element.attribute("id")) {
        (Some(class), _) => format!("{tag}.{class}"),
        (None, Some(id)) => format!("{tag}#{}", collapse(id)),
        (None, None) => tag.to_owned(),
    }
}
