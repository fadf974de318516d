//! What of a source is followed: not all that it lists, but what its limits let through.

use std::cmp::Reverse;
use std::collections::HashSet;

use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

use crate::sources::address::{self, Address};
use crate::sources::listing::{Item, Kind, Listing};
use crate::sources::site;
use crate::time::Time;

/// Whether stories on other sites than the source's own are followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Foreign {
    #[default]
    LeftOut,
    Followed,
}

/// The limits of a source. As data, they stand in the store and in what programs read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The newest so many of the stories that it lists at a time.
    pub max: u32,
    /// Only those whose URL or title fits one of these; all, where there is none.
    #[serde(rename = "match")]
    pub fitting: Vec<String>,
    /// None whose URL or title fits one of these.
    pub skip: Vec<String>,
    /// None that the source dates longer ago than that.
    pub age_seconds: Option<i64>,
    pub foreign: Foreign,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            max: 1000,
            fitting: Vec::new(),
            skip: Vec::new(),
            age_seconds: None,
            foreign: Foreign::LeftOut,
        }
    }
}

/// Sources that one source may bring: the newest sitemaps of an index, the first feeds of a list.
const SOURCES_MAX: usize = 500;

/// What of a listing is to be followed, each once, and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The newest first; those without a time after them, in the order of the listing.
    pub stories: Vec<Address>,
    pub sources: Vec<(Address, Option<String>)>,
    pub left_out: LeftOut,
}

/// How much of a listing was left out, by the reason.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct LeftOut {
    /// No URLs that could be followed.
    pub unusable: u32,
    /// On other sites.
    pub foreign: u32,
    /// By what is to fit, and what is to be skipped.
    pub unfitting: u32,
    pub too_old: u32,
    /// More than there may be.
    pub beyond_max: u32,
}

impl LeftOut {
    /// The counts with the reasons as people read them, those that are not zero.
    pub fn words(self) -> Vec<String> {
        [
            (self.unusable, "with no usable URL"),
            (self.foreign, "on other sites (--foreign follows them)"),
            (self.unfitting, "that do not fit"),
            (self.too_old, "too old"),
            (self.beyond_max, "beyond the maximum"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, reason)| format!("{count} {reason}"))
        .collect()
    }
}

/// Chooses what of a listing is followed. `homes` are the hosts that the source is at; where there is
/// none, as for a file that a user gave, no site is left out.
pub fn choose(listing: &Listing, limits: &Limits, homes: &[&str], now: Time) -> Choice {
    let (seen, left_out) = Default::default();
    let mut choosing = Choosing { limits, homes, now, seen, left_out };
    let stories = choosing.newest(&listing.stories, What::Story, limits.max as usize);
    let sources = choosing.newest(&listing.sources, What::listed_by(listing.kind), SOURCES_MAX);
    let titled = |(address, item): (Address, &Item)| (address, item.title.clone());
    Choice {
        stories: stories.into_iter().map(|(address, _)| address).collect(),
        sources: sources.into_iter().map(titled).collect(),
        left_out: choosing.left_out,
    }
}

/// What an item leads to, and so which limits it is held to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Story,
    Sitemap,
    /// On any site, which is in the nature of a list of feeds; each is held to its own.
    Feed,
}

impl What {
    fn listed_by(kind: Kind) -> What {
        match kind {
            Kind::Opml => What::Feed,
            Kind::Rss | Kind::Atom | Kind::JsonFeed | Kind::Sitemap | Kind::SitemapIndex => {
                What::Sitemap
            }
        }
    }
}

struct Choosing<'a> {
    limits: &'a Limits,
    homes: &'a [&'a str],
    now: Time,
    seen: HashSet<String>,
    left_out: LeftOut,
}

impl Choosing<'_> {
    /// The newest of the items that may be followed, each address once.
    fn newest<'i>(
        &mut self,
        items: &'i [Item],
        what: What,
        max: usize,
    ) -> Vec<(Address, &'i Item)> {
        let mut found: Vec<(Address, &Item)> = Vec::new();
        for item in items {
            if let Some(address) = self.admitted(item, what)
                && self.seen.insert(address.url.clone())
            {
                found.push((address, item));
            }
        }
        found.sort_by_key(|(_, item)| Reverse(self.dated(item)));
        self.left_out.beyond_max += found.len().saturating_sub(max) as u32;
        found.truncate(max);
        found
    }

    /// Where an item leads, if it may be followed.
    fn admitted(&mut self, item: &Item, what: What) -> Option<Address> {
        let address = address::normalise(&item.url);
        let reason = match &address {
            Err(_) => &mut self.left_out.unusable,
            Ok(address) if what != What::Feed && self.is_foreign(address) => {
                &mut self.left_out.foreign
            }
            Ok(address) if what == What::Story && !self.fits(address, item) => {
                &mut self.left_out.unfitting
            }
            Ok(_) if self.is_too_old(item) => &mut self.left_out.too_old,
            Ok(_) => return address.ok(),
        };
        *reason += 1;
        None
    }

    fn is_foreign(&self, address: &Address) -> bool {
        let is_home = self.homes.iter().any(|home| site::is_one(home, &address.host));
        self.limits.foreign == Foreign::LeftOut && !self.homes.is_empty() && !is_home
    }

    fn fits(&self, address: &Address, item: &Item) -> bool {
        let texts = [Some(address.url.as_str()), item.title.as_deref()].map(|text| {
            let text = text.unwrap_or_default();
            text.to_lowercase()
        });
        let hits = |pattern: &String| texts.iter().any(|text| holds(text, pattern));
        let (fitting, skip) = (&self.limits.fitting, &self.limits.skip);
        (fitting.is_empty() || fitting.iter().any(hits)) && !skip.iter().any(hits)
    }

    fn is_too_old(&self, item: &Item) -> bool {
        let age = self.limits.age_seconds.and_then(TimeDelta::try_seconds);
        age.zip(item.at).is_some_and(|(age, at)| at < self.now - age)
    }

    /// An item's time. One that is still to come tells nothing.
    fn dated(&self, item: &Item) -> Option<Time> {
        item.at.filter(|at| *at <= self.now + TimeDelta::days(1))
    }
}

/// Whether a text in lower case holds a pattern, in which `*` stands for any characters.
fn holds(text: &str, pattern: &str) -> bool {
    let mut rest = text;
    pattern.to_lowercase().split('*').all(|piece| match rest.find(piece) {
        Some(at) => {
            rest = &rest[at + piece.len()..];
            true
        }
        None => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noon() -> Time {
        Time::parse("2025-11-30T12:00:00Z").expect("a literal")
    }

    fn item(url: &str, day: Option<&str>) -> Item {
        let at = day.and_then(|day| Time::parse(&format!("{day}T00:00:00Z")));
        Item { url: url.to_owned(), title: None, at }
    }

    fn feed(items: &[(&str, Option<&str>)]) -> Listing {
        let mut listing = Listing::new(Kind::Rss);
        items.iter().for_each(|(url, day)| listing.add_story(item(url, *day)));
        listing
    }

    /// The paths that are followed of a feed at a.test, and what was left out.
    fn check(items: &[(&str, Option<&str>)], limits: &Limits, paths: &[&str], left_out: LeftOut) {
        let choice = choose(&feed(items), limits, &["a.test"], noon());
        let urls: Vec<&str> = choice.stories.iter().map(|story| story.url.as_str()).collect();
        assert_eq!(urls, paths);
        assert_eq!(choice.left_out, left_out);
        let counted = LeftOut::words(left_out).len();
        assert_eq!(counted == 0, left_out == LeftOut::default());
    }

    #[test]
    fn the_newest_come_first_and_each_once() {
        check(
            &[
                ("https://a.test/old", Some("2025-11-01")),
                ("https://a.test/undated", None),
                ("https://A.test/new?utm_source=rss#top", Some("2025-11-30")),
                ("https://a.test/new", Some("2025-11-30")),
                ("https://a.test/to-come", Some("2026-11-30")),
            ],
            &Limits { max: 3, ..Limits::default() },
            &["https://a.test/new", "https://a.test/old", "https://a.test/undated"],
            LeftOut { beyond_max: 1, ..LeftOut::default() },
        );
    }

    #[test]
    fn other_sites_are_left_out_unless_asked_for() {
        let items = [("https://a.test/1", None), ("https://b.test/1", None), ("mailto:a@b", None)];
        let left_out = LeftOut { unusable: 1, foreign: 1, ..LeftOut::default() };
        check(&items, &Limits::default(), &["https://a.test/1"], left_out);
        let all = Limits { foreign: Foreign::Followed, ..Limits::default() };
        let left_out = LeftOut { unusable: 1, ..LeftOut::default() };
        check(&items, &all, &["https://a.test/1", "https://b.test/1"], left_out);
        let of_a_file = choose(&feed(&items), &Limits::default(), &[], noon());
        assert_eq!(of_a_file.stories.len(), 2);
    }

    #[test]
    fn what_does_not_fit_and_what_is_too_old_is_left_out() {
        let items = [
            ("https://a.test/world/1", Some("2025-11-29")),
            ("https://a.test/world/video/2", Some("2025-11-29")),
            ("https://a.test/world/3", Some("2025-11-20")),
            ("https://a.test/sport/4", None),
            ("https://a.test/World/undated", None),
        ];
        let limits = Limits {
            fitting: vec!["/WORLD/".to_owned(), "/town/".to_owned()],
            skip: vec!["world*video".to_owned()],
            age_seconds: Some(2 * 86_400),
            ..Limits::default()
        };
        let left_out = LeftOut { unfitting: 2, too_old: 1, ..LeftOut::default() };
        let kept = ["https://a.test/world/1", "https://a.test/World/undated"];
        check(&items, &limits, &kept, left_out);
    }

    #[test]
    fn a_title_may_fit_as_well() {
        let title = Some("Quake in the north".to_owned());
        let mut listing = Listing::new(Kind::Rss);
        listing.add_story(Item { title, ..item("https://a.test/1", None) });
        let limits = Limits { fitting: vec!["quake*north".to_owned()], ..Limits::default() };
        assert_eq!(choose(&listing, &limits, &[], noon()).stories.len(), 1);
    }

    #[test]
    fn a_list_of_feeds_may_name_any_site_and_an_index_its_own() {
        for (kind, count) in [(Kind::Opml, 2), (Kind::SitemapIndex, 1)] {
            let mut listing = Listing::new(kind);
            for url in ["https://a.test/1", "https://b.test/1"] {
                listing.add_source(item(url, None));
            }
            let choice = choose(&listing, &Limits::default(), &["a.test"], noon());
            assert_eq!(choice.sources.len(), count, "{kind:?}");
        }
    }

    #[test]
    fn a_pattern_is_held_in_its_order() {
        for (pattern, is_held) in
            [("", true), ("*", true), ("b*d", true), ("d*b", false), ("a*a", false), ("É", true)]
        {
            assert_eq!(holds("abcdé", pattern), is_held, "{pattern}");
        }
    }
}
