//! The headline: the heading that the page's own titles agree with.

mod heading;
mod sites;

use std::collections::HashSet;

use self::heading::{Heading, Rank, headings};
use self::sites::{without_named_site, without_site};
use super::document::{Document, collapse, letters};
use super::json_ld::JsonLd;
use super::marks::Marks;

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
    let title = page.title();
    titles.extend(title.as_deref().and_then(cut));
    let headings = headings(marks);
    let is_path = |heading: &&Heading| heading.rank == Rank::Path;
    let seen = agreeing(headings.iter().filter(|it| !is_path(it)), &titles)
        .or_else(|| agreeing(headings.iter().filter(is_path), &titles));
    let with_kicker = of_json
        .clone()
        .filter(|it| seen.is_some_and(|seen| seen.kicker.is_some() && letters(it) == seen.whole()));
    let both =
        of_json.filter(|it| of_meta.as_ref().is_some_and(|meta| letters(meta) == letters(it)));
    match (both, seen) {
        _ if with_kicker.is_some() => with_kicker,
        // What a page says twice the same is its headline with the kicker.
        (Some(both), Some(seen)) if is_with_kicker(&both, seen) => Some(both),
        (_, Some(seen)) => Some(without_kicker(seen, &titles)),
        (both, None) => both
            .or_else(|| own(&headings))
            .or_else(|| titles.into_iter().next())
            .or_else(|| headings.into_iter().next().map(|heading| heading.text)),
    }
}

/// The heading that shares most words with a title, with its kicker or without.
fn agreeing<'a>(
    headings: impl Iterator<Item = &'a Heading>,
    titles: &[String],
) -> Option<&'a Heading> {
    let agreement = |heading: &Heading| {
        let with_kicker = |title: &&String| letters(title) == heading.whole();
        let said_whole = titles.iter().find(with_kicker).map_or(0.0, |_| 1.0);
        titles.iter().map(|title| agreement(&heading.text, title)).fold(said_whole, f64::max)
    };
    let found = headings.map(|heading| (agreement(heading), heading));
    let found = found.filter(|(agreement, _)| *agreement >= 0.5);
    let best = found.fold(None, |best: Option<(f64, &Heading)>, found| match best {
        Some(best) if best.0 >= found.0 => Some(best),
        _ => Some(found),
    });
    best.map(|(_, heading)| heading)
}

/// Whether a title is a heading with a kicker and a colon before it.
fn is_with_kicker(title: &str, heading: &Heading) -> bool {
    title.split_once(": ").is_some_and(|(kicker, rest)| {
        kicker.split_whitespace().count() <= KICKER_WORDS_MAX
            && letters(rest) == letters(&heading.text)
    })
}

/// A heading without the few words before it that the page's own titles leave out.
fn without_kicker(heading: &Heading, titles: &[String]) -> String {
    if let Some(rest) = parted_by_titles(heading, titles) {
        return rest.to_string();
    }
    let in_two = heading.rest.as_deref().map(letters);
    let heading = &heading.text;
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
    let rest = titles.iter().filter(|_| !is_said_whole).find(is_rest);
    let rest = rest.filter(|rest| parted || in_two.is_some_and(|it| it == letters(rest)));
    rest.unwrap_or(heading).clone()
}

/// What follows the first element of a heading where a title puts a colon between the two.
fn parted_by_titles<'a>(heading: &'a Heading, titles: &[String]) -> Option<&'a str> {
    let rest = heading.rest.as_deref()?;
    let parts = |title: &String| {
        let behind = title.split_once(": ").map(|(_, behind)| behind);
        letters(title) == heading.whole()
            && behind.is_some_and(|behind| letters(behind) == letters(rest))
            && !heading.text.contains(':')
    };
    titles.iter().any(parts).then_some(rest)
}

/// The one main heading of a page that says enough to be a headline.
fn own(headings: &[Heading]) -> Option<String> {
    let says_enough = |it: &&Heading| it.text.split_whitespace().count() >= OWN_WORDS_MIN;
    let mut main: Vec<&str> = headings
        .iter()
        .filter(|heading| heading.rank == Rank::Main)
        .filter(says_enough)
        .map(|heading| heading.text.as_str())
        .collect();
    main.dedup();
    let [alone] = main.as_slice() else { return None };
    Some(alone.to_string())
}

/// How far two titles share their words, from 0 to 1.
fn agreement(one: &str, other: &str) -> f64 {
    let words = |text: &str| -> HashSet<String> {
        // A soft hyphen is inside a word.
        text.replace('\u{ad}', "")
            .split(|c: char| !c.is_alphanumeric())
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
