//! Which stories a list shows, and in which order.

use clap::ValueEnum;

use crate::cli::since::Since;
use crate::cli::tag;
use crate::cli::whole;
use crate::history::{Following, State, StoryId};
use crate::sources::address;
use crate::store::listed::{KeptVerdict, Listed};
use crate::time::Time;
use crate::verdict::{Class, Disclosure, Verdict};

/// What narrows a list down and orders it
#[derive(clap::Args)]
#[command(next_help_heading = "Which stories")]
pub struct Selection {
    /// Untracked stories too
    #[arg(long)]
    all: bool,
    /// Stories that have changed: those with more than one version
    #[arg(long)]
    changed: bool,
    /// Stories with a version captured since then: 2d, 36h, 2025-12-01, or an RFC 3339 time
    #[arg(long, value_name = "WHEN", value_parser = Since::parse)]
    since: Option<Since>,
    /// Stories of that host and the hosts under it
    #[arg(long, value_name = "HOST", value_parser = host)]
    site: Option<String>,
    /// Stories with that tag; given several times, with each of them
    #[arg(long, value_name = "TAG", value_parser = tag::parse)]
    tag: Vec<String>,
    /// Stories that stand so; several with commas between
    #[arg(long, value_enum, value_name = "STATE", value_delimiter = ',')]
    state: Vec<Standing>,
    /// Stories whose first version and latest differ so; several with commas between
    #[arg(long, value_enum, value_name = "CLASS|DISCLOSURE", value_delimiter = ',')]
    verdict: Vec<Judged>,
    /// The order; stories without such a time stand last
    #[arg(long, value_enum, default_value_t = Order::Id, value_name = "KEY")]
    sort: Order,
    /// The other way round
    #[arg(long)]
    reverse: bool,
    /// That many stories at most
    #[arg(long, value_name = "N", value_parser = whole::between(1..=1_000_000_000_usize))]
    limit: Option<usize>,
}

/// How a story stands: in its life, with its newest checks, or by what was decided.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Standing {
    Live,
    /// The server said 410, or 404 for two weeks
    Gone,
    /// The server says 404, or leads to its home page
    Missing,
    /// It has another URL now
    Moved,
    /// The server refuses: 401, 403, 451, a challenge, a log-in or robots.txt
    Blocked,
    /// Only its beginning is shown to those who do not pay
    Paywalled,
    /// It answers again
    Restored,
    /// Its newest check failed
    Failing,
    /// Its newest page was held back as no article
    Quarantined,
    /// Its newest page was held back until a second look reads the same
    Pending,
    Paused,
    Untracked,
}

/// The class or the disclosure of a verdict.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Judged {
    /// The text is again what it was
    None,
    Cosmetic,
    Substantive,
    /// The publisher told of the edit
    Disclosed,
    /// It did not, and shows stamps
    Stealth,
    /// It did not, and shows no stamps
    Unknown,
    NotApplicable,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Order {
    /// By number
    Id,
    /// Last added first
    Added,
    /// Last changed first
    Changed,
    /// Last looked at first
    Checked,
    /// Next to be looked at first
    Next,
    /// Most versions first
    Versions,
}

/// Where a story stands in the list: those without what it is ordered by last.
pub type Rank = (bool, i64, StoryId);

impl Selection {
    /// Whether a story is asked for.
    pub fn fits(&self, story: &Listed, now: Time) -> bool {
        let is_since =
            |since: Since| story.last_captured_at.is_some_and(|at| at >= since.time(now));
        self.is_in_sight(story)
            && (!self.changed || story.changed_at().is_some())
            && self.since.is_none_or(is_since)
            && self.site.as_ref().is_none_or(|site| is_under(story.host, site))
            && self.tag.iter().all(|tag| story.tags.contains(tag))
            && (self.state.is_empty() || self.state.iter().any(|state| state.fits(story)))
            && (self.verdict.is_empty() || self.is_judged_so(story))
    }

    pub fn rank(&self, story: &Listed) -> Rank {
        let key = self.sort.key(story);
        let place = if self.reverse { key.map(|key| -key) } else { key };
        (key.is_none(), place.unwrap_or(0), story.id)
    }

    /// How many stories are asked for at most.
    pub fn limit(&self) -> usize {
        self.limit.unwrap_or(usize::MAX)
    }

    /// What to ask for where nothing fits.
    pub fn wider(&self) -> &'static str {
        match self.all {
            true => "ask for less, and `revdiff list --all` shows every one",
            false => "`revdiff list --all` shows every one",
        }
    }

    /// Untracked stories are shown to those who ask for them.
    fn is_in_sight(&self, story: &Listed) -> bool {
        match story.following {
            Following::Active | Following::Paused => true,
            Following::Untracked => self.all || self.state.contains(&Standing::Untracked),
        }
    }

    fn is_judged_so(&self, story: &Listed) -> bool {
        let verdict = story.verdict.and_then(KeptVerdict::outline);
        verdict.is_some_and(|verdict| self.verdict.iter().any(|judged| judged.fits(&verdict)))
    }
}

impl Standing {
    fn fits(self, story: &Listed) -> bool {
        match self {
            Standing::Live => story.state == State::Live,
            Standing::Gone => story.state == State::Gone,
            Standing::Missing => story.state == State::Missing,
            Standing::Moved => story.state == State::Moved,
            Standing::Blocked => story.state == State::Blocked,
            Standing::Paywalled => story.state == State::Paywalled,
            Standing::Restored => story.state == State::Restored,
            Standing::Failing => story.failures > 0,
            Standing::Quarantined => story.quarantined,
            Standing::Pending => story.is_pending,
            Standing::Paused => story.following == Following::Paused,
            Standing::Untracked => story.following == Following::Untracked,
        }
    }
}

impl Judged {
    fn fits(self, verdict: &Verdict) -> bool {
        match self {
            Judged::None => verdict.class == Class::None,
            Judged::Cosmetic => verdict.class == Class::Cosmetic,
            Judged::Substantive => verdict.class == Class::Substantive,
            Judged::Disclosed => verdict.disclosure == Disclosure::Disclosed,
            Judged::Stealth => verdict.disclosure == Disclosure::Stealth,
            Judged::Unknown => verdict.disclosure == Disclosure::Unknown,
            Judged::NotApplicable => verdict.disclosure == Disclosure::NotApplicable,
        }
    }
}

impl Order {
    /// What the least comes first of; none stands last, either way round.
    fn key(self, story: &Listed) -> Option<i64> {
        match self {
            Order::Id => Some(story.id.0),
            Order::Added => Some(-story.added_at.millis()),
            Order::Changed => story.changed_at().map(|at| -at.millis()),
            Order::Checked => story.last_checked_at.map(|at| -at.millis()),
            Order::Next => match story.following {
                Following::Active => Some(story.next_check_at.millis()),
                Following::Paused | Following::Untracked => None,
            },
            Order::Versions => Some(-i64::from(story.versions)),
        }
    }
}

/// Whether a story's host is that one or lies under it, at whatever port unless one is named.
fn is_under(host: &str, site: &str) -> bool {
    let is_number = |port: &str| port.chars().all(|c| c.is_ascii_digit());
    let name = match host.rsplit_once(':') {
        Some((name, port)) if is_number(port) => name,
        _ => host,
    };
    host == site || name == site || name.strip_suffix(site).is_some_and(|sub| sub.ends_with('.'))
}

/// Reads a host as stories have it; of a URL, its host.
fn host(text: &str) -> Result<String, String> {
    let url = if text.contains("://") { text.to_owned() } else { format!("https://{text}/") };
    match address::normalise(&url) {
        Ok(address) => Ok(address.host),
        Err(_) => Err("a host is wanted, such as news.example".to_owned()),
    }
}

#[cfg(test)]
mod tests;
