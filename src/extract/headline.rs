//! The headline: the heading that the page's own titles agree with.

use std::collections::HashSet;

use scraper::ElementRef;

use super::document::{Document, collapse, letters, text};
use super::json_ld::JsonLd;
use super::marks::Marks;

/// A headline longer than this is a paragraph.
const CHARACTERS_MAX: usize = 400;

/// A heading of more words is a headline even where the page's titles say it in other words.
const OWN_WORDS_MIN: usize = 4;

/// Words of a kicker, at most, that a page puts before its headline.
const KICKER_WORDS_MAX: usize = 5;

/// The headline as readers see it, or else as the page declares it.
pub fn headline(page: &Document, marks: &Marks<'_>, json_ld: &JsonLd) -> Option<String> {
    let site = page.meta(&["og:site_name", "application-name"]);
    let cut = |title: &str| Some(without_site(&collapse(title), site)).filter(|it| !it.is_empty());
    let named = |title: &str| Some(without_named_site(&collapse(title), site));
    let of_json = json_ld.headline.as_deref().and_then(named).filter(|it| !it.is_empty());
    let of_meta = page.meta(&["og:title"]).and_then(named);
    let mut titles: Vec<String> = of_json.iter().cloned().collect();
    titles.extend(of_json.as_deref().and_then(cut));
    titles
        .extend(page.all_meta(&["og:title", "twitter:title", "title"]).into_iter().filter_map(cut));
    let title = page.tagged("title").find(|it| is_of_page(*it)).map(text);
    titles.extend(title.as_deref().and_then(cut));
    let headings = headings(marks);
    let seen = agreeing(&headings, &titles);
    let both =
        of_json.filter(|it| of_meta.as_ref().is_some_and(|meta| letters(meta) == letters(it)));
    match (both, seen) {
        // What a page says twice the same is its headline with the kicker.
        (Some(both), Some(seen)) if is_with_kicker(&both, seen) => Some(both),
        (_, Some(seen)) => Some(without_kicker(seen, &titles)),
        (both, None) => both
            .or_else(|| own(marks))
            .or_else(|| titles.into_iter().next())
            .or_else(|| headings.into_iter().next()),
    }
}

/// Whether a `<title>` is the page's, and not that of a drawing in it.
fn is_of_page(title: ElementRef<'_>) -> bool {
    let around = title.ancestors().filter_map(ElementRef::wrap).map(|it| it.value().name());
    around.enumerate().any(|(level, tag)| tag == "head" || level == 0 && tag == "body")
}

/// The heading that shares most words with a title.
fn agreeing<'a>(headings: &'a [String], titles: &[String]) -> Option<&'a String> {
    let agreement =
        |heading: &String| titles.iter().map(|title| agreement(heading, title)).fold(0.0, f64::max);
    let found = headings.iter().map(|heading| (agreement(heading), heading));
    let found = found.filter(|(agreement, _)| *agreement >= 0.5);
    let best = found.fold(None, |best: Option<(f64, &String)>, found| match best {
        Some(best) if best.0 >= found.0 => Some(best),
        _ => Some(found),
    });
    best.map(|(_, heading)| heading)
}

/// Whether a title is a heading with a kicker and a colon before it.
fn is_with_kicker(title: &str, heading: &str) -> bool {
    title.split_once(": ").is_some_and(|(kicker, rest)| {
        kicker.split_whitespace().count() <= KICKER_WORDS_MAX && letters(rest) == letters(heading)
    })
}

/// A heading without the few words before it that the page's own titles leave out.
fn without_kicker(heading: &str, titles: &[String]) -> String {
    let words = |text: &str| text.split_whitespace().count();
    let whole = letters(heading);
    let is_rest = |title: &&String| {
        let rest = letters(title);
        words(title) >= OWN_WORDS_MIN
            && rest.len() < whole.len()
            && whole.ends_with(&rest)
            && words(heading) <= words(title) + KICKER_WORDS_MAX
    };
    let is_said_whole = titles.iter().any(|title| letters(title) == whole);
    let parted = [": ", " - ", " – ", " | "].iter().any(|bar| heading.contains(bar));
    let rest = titles.iter().find(is_rest).filter(|_| parted && !is_said_whole);
    rest.cloned().unwrap_or_else(|| heading.to_string())
}

/// The one main heading of a page, if it says enough to be a headline.
fn own(marks: &Marks<'_>) -> Option<String> {
    let main = marks.headings.iter().filter(|it| it.value().name() == "h1");
    let mut texts: Vec<String> = main.map(|it| text(*it)).filter(|it| !it.is_empty()).collect();
    texts.dedup();
    let [alone] = texts.as_slice() else { return None };
    let fits = alone.chars().count() <= CHARACTERS_MAX;
    (fits && alone.split_whitespace().count() >= OWN_WORDS_MIN).then(|| alone.clone())
}

/// The texts of the main headings, then of the other headings that are marked as the headline.
fn headings(marks: &Marks<'_>) -> Vec<String> {
    let (main, marked): (Vec<ElementRef<'_>>, Vec<ElementRef<'_>>) =
        marks.headings.iter().copied().partition(|it| it.value().name() == "h1");
    let texts = main.into_iter().chain(marked).map(text);
    texts.filter(|text| (1..=CHARACTERS_MAX).contains(&text.chars().count())).collect()
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

const BARS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » ", " ｜ "];

/// A page title without the name of the site, and of its section, behind or before a bar or dash.
fn without_site(title: &str, site: Option<&str>) -> String {
    let named = without_named_site(title, site);
    if named.len() < title.len() {
        return without_likely_site(&named).to_string();
    }
    let cut = without_likely_site(title);
    if cut.len() < title.len() { without_likely_site(cut).to_string() } else { named }
}

/// A title without the name that the site gives itself.
fn without_named_site(title: &str, site: Option<&str>) -> String {
    let site = site.map(letters).unwrap_or_default();
    let Some((front, back)) = at_last_bar(title).filter(|_| !site.is_empty()) else {
        return title.to_string();
    };
    let behind = letters(back);
    let is_site = !behind.is_empty() && (site.contains(&behind) || behind.contains(&site));
    match () {
        () if letters(front) == site => back.to_string(),
        () if is_site => front.to_string(),
        () => title.to_string(),
    }
}

/// A title without a few words behind the last bar.
fn without_likely_site(title: &str) -> &str {
    let words = |text: &str| text.split_whitespace().count();
    let parts = at_last_bar(title).filter(|(front, back)| words(back) <= 4 && words(front) >= 4);
    parts.map_or(title, |(front, _)| front)
}

fn at_last_bar(title: &str) -> Option<(&str, &str)> {
    let bars = BARS.iter().filter_map(|bar| title.rfind(bar).map(|at| (at, bar.len())));
    let (at, bytes) = bars.max()?;
    Some((title[..at].trim(), title[at + bytes..].trim()))
}
