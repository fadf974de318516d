//! What a page's JSON-LD says of its article; broken or foreign JSON says nothing.

mod body;
mod people;
pub mod posts;
mod syntax;

use serde_json::{Map, Value};

use self::people::Things;
use self::posts::DeclaredPost;
use super::document::{self, Document};
use crate::extract::dom::element::Element;

/// Deeper structures are not looked into (serde_json itself stops at 128).
const DEPTH_MAX: usize = 12;

const SCRIPT_BYTES_MAX: usize = 2_000_000;

/// Fields in which an article may stand inside another object.
const INNER: [&str; 7] =
    ["@graph", "mainEntity", "mainEntityOfPage", "article", "blogPost", "itemListElement", "item"];

/// The declarations about an article; each field absent where the page does not say.
#[derive(Debug, Default)]
pub struct JsonLd {
    pub headline: Option<String>,
    pub description: Option<String>,
    pub authors: Vec<String>,
    pub published: Option<String>,
    pub updated: Option<String>,
    pub language: Option<String>,
    pub url: Option<String>,
    /// The article's text, each paragraph on a line of its own.
    pub body: Option<String>,
    /// The posts of a live blog.
    pub posts: Vec<DeclaredPost>,
    pub section: Option<String>,
    /// The address of the article's first image, and what it shows.
    pub image: Option<(String, Option<String>)>,
    /// Whether the page says that all of its text is free (`isAccessibleForFree`); a part that is
    /// not makes it not.
    pub is_free: Option<bool>,
    /// Whether the page says that its text is not free.
    pub is_paid: bool,
}

/// Reads every JSON-LD script; the first article that gives a field wins.
pub fn read(page: &Document) -> JsonLd {
    let mut found = JsonLd::default();
    let is_json_ld = |script: &Element<'_>| {
        let kind = script.attribute("type").unwrap_or("");
        kind.to_ascii_lowercase().contains("ld+json")
    };
    for script in page.tagged("script").filter(is_json_ld) {
        let text: String = script.texts().collect();
        if text.len() > SCRIPT_BYTES_MAX {
            continue;
        }
        if let Some(value) = syntax::parse(&text) {
            let mut articles = Vec::new();
            collect(&value, 0, &mut articles);
            let mut things = Things::default();
            things.gather(&value, DEPTH_MAX);
            // The article itself before the pages, lists and broadcasts around it.
            articles.sort_by_key(|article| rank(article));
            articles.iter().for_each(|article| found.fill(article, &things));
        }
    }
    found.is_paid = found.is_free == Some(false);
    found
}

fn collect<'a>(value: &'a Value, depth: usize, articles: &mut Vec<&'a Map<String, Value>>) {
    if depth > DEPTH_MAX {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, depth + 1, articles)),
        Value::Object(object) => {
            if is_article(object) {
                articles.push(object);
            }
            for key in INNER {
                if let Some(inner) = object.get(key) {
                    collect(inner, depth + 1, articles);
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

fn types(object: &Map<String, Value>) -> Vec<&str> {
    let names = match object.get("@type") {
        Some(Value::String(name)) => vec![name.as_str()],
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    names.into_iter().map(|name| name.rsplit('/').next().unwrap_or(name)).collect()
}

fn is_article(object: &Map<String, Value>) -> bool {
    rank(object) < 3
}

fn rank(object: &Map<String, Value>) -> usize {
    let types = types(object);
    let any = |test: fn(&str) -> bool| types.iter().any(|name| test(name));
    match () {
        () if any(|name| name.ends_with("Article") || name == "LiveBlogPosting") => 0,
        () if any(|name| name.ends_with("Posting") || name == "Report" || name == "Review") => 1,
        () if any(|name| name == "WebPage" || name == "ItemPage") => 2,
        () => 3,
    }
}

impl JsonLd {
    fn fill(&mut self, article: &Map<String, Value>, things: &Things<'_>) {
        let text = |key: &str| article.get(key).and_then(string);
        if rank(article) < 2 {
            fill(&mut self.headline, text("headline").or_else(|| text("name")));
            fill(&mut self.body, raw(article.get("articleBody")).and_then(body::paragraphs));
            fill(&mut self.url, text("url"));
            self.posts.extend(posts::posts(article));
            fill(&mut self.section, text("articleSection"));
            self.fill_authors(article, things);
            self.image = self.image.take().or_else(|| article.get("image").and_then(image));
            self.is_free = is_free(article).or(self.is_free);
        }
        fill(&mut self.description, text("description"));
        fill(&mut self.published, text("datePublished"));
        fill(&mut self.updated, text("dateModified"));
        fill(&mut self.language, text("inLanguage"));
    }

    fn fill_authors(&mut self, article: &Map<String, Value>, things: &Things<'_>) {
        for key in ["author", "creator"] {
            if self.authors.is_empty() {
                self.authors = article.get(key).map(|it| things.names(it)).unwrap_or_default();
            }
        }
    }
}

fn fill(field: &mut Option<String>, value: Option<String>) {
    if field.is_none() {
        *field = value;
    }
}

/// What an article says of itself and of its parts; one part that is not free decides.
fn is_free(article: &Map<String, Value>) -> Option<bool> {
    let parts = match article.get("hasPart") {
        Some(Value::Array(parts)) => parts.as_slice(),
        Some(part) => std::slice::from_ref(part),
        None => &[],
    };
    let own = article.get("isAccessibleForFree").and_then(truth);
    let of_parts = parts.iter().filter_map(|part| truth(part.get("isAccessibleForFree")?));
    own.into_iter().chain(of_parts).reduce(|all, one| all && one)
}

fn truth(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(*truth),
        Value::String(text) => match text.to_ascii_lowercase().rsplit('/').next() {
            Some("true") => Some(true),
            Some("false") => Some(false),
            _ => None,
        },
        Value::Null | Value::Number(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

fn image(value: &Value) -> Option<(String, Option<String>)> {
    match value {
        Value::String(address) => Some((address.clone(), None)),
        Value::Array(items) => items.iter().find_map(image),
        Value::Object(object) => {
            let address = object.get("url").or(object.get("contentUrl"))?.as_str()?;
            let shown = ["caption", "description"].iter().find_map(|key| object.get(*key));
            Some((address.to_string(), shown.and_then(string)))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// A string, or the first of an array of them, its entities read and its white space collapsed.
fn string(value: &Value) -> Option<String> {
    Some(document::plain(raw(Some(value))?)).filter(|text| !text.is_empty())
}

/// A string, or the first of an array of them, as it stands.
fn raw(value: Option<&Value>) -> Option<&str> {
    match value? {
        Value::String(text) => Some(text),
        Value::Array(items) => items.first()?.as_str(),
        Value::Object(object) => object.get("@value").or(object.get("name"))?.as_str(),
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn declared(json: &str) -> JsonLd {
        let script = format!("<script type='application/ld+json'>{json}</script>");
        read(&Document::parse(&script))
    }

    fn check_authors(author: &str, wanted: &[&str]) {
        let json = format!(r#"{{"@type": "NewsArticle", {author}}}"#);
        assert_eq!(declared(&json).authors, wanted, "{author}");
    }

    #[test]
    fn authors_are_read_in_every_shape() {
        check_authors(r#""author": "Jo Mill""#, &["Jo Mill"]);
        check_authors(r#""author": {"name": "Jo Mill"}"#, &["Jo Mill"]);
        check_authors(r#""author": [{"name": ["Jo Mill", "Al Reed"]}]"#, &["Jo Mill", "Al Reed"]);
        check_authors(r#""author": {"@list": ["Jo Mill"]}"#, &["Jo Mill"]);
        check_authors(r#""author": {"givenName": "Jo", "familyName": "Mill"}"#, &["Jo Mill"]);
        check_authors(r#""creator": ["Jo Mill"], "author": []"#, &["Jo Mill"]);
    }

    #[test]
    fn a_body_keeps_its_paragraphs_in_broken_json_too() {
        let body = |json: &str| declared(json).body;
        let wanted = Some("One.\nTwo.".to_string());
        assert_eq!(body(r#"{"@type": "Article", "articleBody": "One.\n\nTwo."}"#), wanted);
        assert_eq!(body("{\"@type\": \"Article\", \"articleBody\": \"One.\nTwo.\"}"), wanted);
    }

    #[test]
    fn an_author_may_stand_elsewhere_on_the_page() {
        let json = r##"{"@graph": [
            {"@type": "Article", "author": {"@id": "#jo"}},
            {"@type": "Person", "@id": "#jo", "name": "Jo Mill"}
        ]}"##;
        assert_eq!(declared(json).authors, ["Jo Mill"]);
    }

    #[test]
    fn a_part_that_is_not_free_makes_the_article_not_free() {
        let free = |own: &str| declared(&format!(r#"{{"@type": "Article", {own}}}"#)).is_free;
        assert_eq!(free(r#""isAccessibleForFree": "True""#), Some(true));
        assert_eq!(free(r#""hasPart": [{"isAccessibleForFree": false}]"#), Some(false));
        assert_eq!(
            free(r#""isAccessibleForFree": true, "hasPart": {"isAccessibleForFree": "False"}"#),
            Some(false)
        );
        assert_eq!(free(r#""headline": "Free at last""#), None);
    }
}
