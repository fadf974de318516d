//! Where a story is said to be: the address that its page gives for it, if that is another than the
//! one it is followed at.

/// What a check was told of the story's address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Whereabouts {
    /// Nothing: no page came, or none of the story's.
    #[default]
    Unknown,
    /// What the check before was told: the page is the same.
    AsBefore,
    /// It is where it is followed.
    Here,
    Elsewhere(Elsewhere),
}

/// Another address that a page gave for its story.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// Normalised, with whom it is asked of.
    pub url: String,
    pub host: String,
    pub told_by: ToldBy,
    /// Whether the page there gives no other address for itself, and has a like headline.
    pub is_confirmed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ToldBy {
    /// Redirects that are all permanent: the story has moved.
    Redirect,
    /// The page's canonical URL, of the same site: the story is known there as well.
    Canonical,
}

/// An address and how many checks in a row were told it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    pub url: String,
    pub times: u32,
}

/// Checks in a row that must be told the same address before it is believed.
pub const SEVERAL: u32 = 3;

impl Whereabouts {
    /// The address that checks in a row were told after this one.
    pub fn after(&self, before: Option<&Sighting>) -> Option<Sighting> {
        let seen = |url: &str| {
            let times = before.filter(|it| it.url == url).map_or(0, |it| it.times);
            Sighting { url: url.to_owned(), times: times.saturating_add(1) }
        };
        match self {
            Whereabouts::Unknown => before.cloned(),
            Whereabouts::AsBefore => before.map(|it| seen(&it.url)),
            Whereabouts::Here => None,
            Whereabouts::Elsewhere(elsewhere) => Some(seen(&elsewhere.url)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A letter a check: an address, `.` none, `=` as before, `?` unknown. How often the last
    /// address was told in a row.
    fn check(told: &str, expected: Option<(&str, u32)>) {
        let elsewhere = |url: char| Elsewhere {
            url: url.to_string(),
            host: String::new(),
            told_by: ToldBy::Redirect,
            is_confirmed: true,
        };
        let found = told.chars().fold(None, |before: Option<Sighting>, letter| {
            let whereabouts = match letter {
                '.' => Whereabouts::Here,
                '=' => Whereabouts::AsBefore,
                '?' => Whereabouts::Unknown,
                url => Whereabouts::Elsewhere(elsewhere(url)),
            };
            whereabouts.after(before.as_ref())
        });
        let found = found.as_ref().map(|it| (it.url.as_str(), it.times));
        assert_eq!(found, expected, "{told}");
    }

    #[test]
    fn only_what_is_told_in_a_row_counts() {
        check("aaa", Some(("a", 3)));
        check("aa.a", Some(("a", 1)));
        check("aab", Some(("b", 1)));
        check("a?=a", Some(("a", 3)));
        check("=.", None);
    }
}
