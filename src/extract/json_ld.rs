//! What a page's JSON-LD says of its article; broken or foreign JSON says nothing.

use serde_json::{Map, Value};

use super::document::{self, Document};

/// Deeper structures are not looked into (serde_json itself stops at 128).
const DEPTH_MAX: usize = 12;

const SCRIPT_BYTES_MAX: usize = 2_000_000;

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
    pub body: Option<String>,
    /// Whether the page says that its text is not free (`isAccessibleForFree`).
    pub is_paid: bool,
}

/// Reads every JSON-LD script; the first article that gives a field wins.
pub fn read(page: &Document) -> JsonLd {
    let mut found = JsonLd::default();
    for script in page.select(r#"script[type*="ld+json" i]"#) {
        let text: String = script.text().collect();
        if text.len() > SCRIPT_BYTES_MAX {
            continue;
        }
        if let Some(value) = parse(&text) {
            let mut articles = Vec::new();
            collect(&value, 0, &mut articles);
            // The article itself before the pages, lists and broadcasts around it.
            articles.sort_by_key(|article| rank(article));
            articles.iter().for_each(|article| found.fill(article));
        }
    }
    found
}

/// Parses JSON as pages write it: with line breaks inside strings, HTML comments around it, and
/// commas before closing brackets.
fn parse(text: &str) -> Option<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_start_matches("//<![CDATA[");
    let text = text.trim_end_matches("-->").trim_end_matches("//]]>").trim().trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| serde_json::from_str(&mended(text)).ok())
}

fn mended(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut in_string = false;
    let mut escaped = false;
    for c in text.chars() {
        match c {
            '"' if !escaped => in_string = !in_string,
            c if in_string && c.is_control() => {
                mended.push(' ');
                continue;
            }
            '}' | ']' if !in_string => {
                let kept = mended.trim_end().trim_end_matches(',').len();
                mended.truncate(kept);
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        mended.push(c);
    }
    mended
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
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "article", "itemListElement"] {
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
        () if any(|name| name == "BlogPosting" || name == "Report" || name == "Review") => 1,
        () if any(|name| name == "WebPage" || name == "ItemPage") => 2,
        () => 3,
    }
}

impl JsonLd {
    fn fill(&mut self, article: &Map<String, Value>) {
        let own = rank(article) < 2;
        let text = |key: &str| article.get(key).and_then(string);
        if own {
            fill(&mut self.headline, text("headline").or_else(|| text("name")));
            fill(&mut self.body, text("articleBody"));
            fill(&mut self.url, text("url"));
            if self.authors.is_empty() {
                self.authors = article.get("author").map(names).unwrap_or_default();
            }
            self.is_paid |= article.get("isAccessibleForFree").is_some_and(says_no);
        }
        fill(&mut self.description, text("description"));
        fill(&mut self.published, text("datePublished"));
        fill(&mut self.updated, text("dateModified"));
        fill(&mut self.language, text("inLanguage"));
    }
}

fn fill(field: &mut Option<String>, value: Option<String>) {
    if field.is_none() {
        *field = value;
    }
}

fn says_no(value: &Value) -> bool {
    matches!(value, Value::Bool(false))
        || value.as_str().is_some_and(|text| text.eq_ignore_ascii_case("false"))
}

/// A string, or the first of an array of them, its entities read and its white space collapsed.
fn string(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text,
        Value::Array(items) => items.first()?.as_str()?,
        Value::Object(object) => object.get("@value").or(object.get("name"))?.as_str()?,
        Value::Null | Value::Bool(_) | Value::Number(_) => return None,
    };
    Some(document::plain(text)).filter(|text| !text.is_empty())
}

/// The names of people and agencies in an author field of any shape.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(names).collect(),
        Value::Object(object) => object.get("name").map(names).unwrap_or_default(),
        Value::String(name) => vec![document::plain(name)],
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}
