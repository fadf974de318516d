//! The headline: the heading that the page's own titles agree with.

use std::collections::HashSet;

use super::document::{Document, collapse, letters, names, text};
use super::json_ld::JsonLd;

/// A headline longer than this is a paragraph.
const CHARACTERS_MAX: usize = 400;

/// The headline as readers see it, or else as the page declares it.
pub fn headline(page: &Document, json_ld: &JsonLd) -> Option<String> {
    let site = page.meta(&["og:site_name", "application-name"]);
    let mut titles: Vec<String> = Vec::new();
    titles.extend(json_ld.headline.clone());
    titles.extend(
        page.all_meta(&["og:title", "twitter:title", "title"]).into_iter().map(String::from),
    );
    titles.extend(page.select("head title, body > title").first().map(|it| text(*it)));
    let titles: Vec<String> = titles
        .iter()
        .map(|title| without_site(&collapse(title), site))
        .filter(|it| !it.is_empty())
        .collect();
    let seen = headings(page);
    let agreeing = seen
        .iter()
        .map(|heading| {
            (titles.iter().map(|title| agreement(heading, title)).fold(0.0, f64::max), heading)
        })
        .filter(|(agreement, _)| *agreement >= 0.5)
        .fold(None, |best: Option<(f64, &String)>, found| match best {
            Some(best) if best.0 >= found.0 => Some(best),
            _ => Some(found),
        });
    let found = agreeing.map(|(_, heading)| heading.clone());
    found.or_else(|| titles.into_iter().next()).or_else(|| seen.into_iter().next())
}

/// The texts of the level-one headings, and of others that are marked as the headline.
fn headings(page: &Document) -> Vec<String> {
    let marked = page.select("h2, h3, [itemprop~=headline]").into_iter().filter(|it| {
        let own = names(*it);
        ["headline", "title", "baslik"].iter().any(|word| own.contains(word))
    });
    let elements = page.select("h1").into_iter().chain(marked);
    let texts = elements.map(text).filter(|text| !text.is_empty());
    texts.filter(|text| text.chars().count() <= CHARACTERS_MAX).collect()
}

/// How far two titles share their words, from 0 to 1.
fn agreement(one: &str, other: &str) -> f64 {
    let words = |text: &str| -> HashSet<String> {
        text.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    if letters(one) == letters(other) {
        return 1.0;
    }
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    shared as f64 / one.len().max(other.len()).max(1) as f64
}

/// A page title without the name of the site, and of its section, behind or before a bar or dash.
fn without_site(title: &str, site: Option<&str>) -> String {
    let cut = cut_once(title, site);
    if cut.len() < title.len() { cut_once(cut, None).to_string() } else { title.to_string() }
}

fn cut_once<'a>(title: &'a str, site: Option<&str>) -> &'a str {
    const BARS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » ", " ｜ "];
    let split = BARS.iter().filter_map(|bar| title.rfind(bar).map(|at| (at, bar.len()))).max();
    let Some((at, bar_bytes)) = split else { return title };
    let (front, back) = (title[..at].trim(), title[at + bar_bytes..].trim());
    let site = site.map(letters).unwrap_or_default();
    if !site.is_empty() && letters(front) == site {
        return back;
    }
    let is_site =
        !site.is_empty() && (site.contains(&letters(back)) || letters(back).contains(&site));
    let looks_like_site =
        back.split_whitespace().count() <= 4 && front.split_whitespace().count() >= 4;
    if is_site || looks_like_site { front } else { title }
}
