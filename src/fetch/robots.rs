//! robots.txt (RFC 9309): what a host lets us ask for, and how often.

use std::time::Duration;

use url::Url;

use crate::fetch::pattern::{Path, Pattern};
use crate::fetch::refusal::refusal;
use crate::fetch::{Admit, Answer, Denial, Extent, Request};
use crate::history::FailureKind;
use crate::page::Validators;
use crate::time::Time;

/// The name that robots.txt files know us by.
const PRODUCT_TOKEN: &str = "revdiff";

/// How much of a file is read, the least that RFC 9309 §2.5 asks for.
const BYTES_MAX: usize = 500 * 1024;

/// The longest Crawl-delay that is heeded, as long as the longest pause.
const CRAWL_DELAY_MAX: Duration = Duration::from_secs(24 * 60 * 60);

/// The rules of a robots.txt that are meant for us.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    rules: Vec<Rule>,
    crawl_delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq)]
struct Rule {
    effect: Effect,
    pattern: Pattern,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    Allow,
    Disallow,
}

/// Asks for the robots.txt of a site.
pub fn request(site: &Url, admit: Option<Admit>) -> Request {
    let mut url = site.clone();
    url.set_path("/robots.txt");
    url.set_query(None);
    url.set_fragment(None);
    // One byte more shows that the last line may be cut.
    let extent = Extent::First(BYTES_MAX as u64 + 1);
    Request { url, validators: Validators::default(), admit, extent }
}

/// What a site answers for its robots.txt: the status, and the text where the status is a success,
/// cut at 500 KiB. Or why nothing of the host may be asked for now: it does not answer, is broken
/// (5xx; RFC 9309 §2.3.1.4), asks to be left alone (429), or leads to a host that is.
pub fn told(answer: Answer, now: Time) -> Result<(u16, String), Denial> {
    let page = match answer {
        Answer::Page(page) => page,
        Answer::Postponed(postponed) => return Err(Denial::Postponed(postponed)),
        Answer::NotModified(response) => return Ok((response.status, String::new())),
        // More redirects than anyone should follow: unavailable, not unreachable (§2.3.1.2).
        Answer::Failed(failure) if failure.kind == FailureKind::Redirect => {
            return Ok((failure.status().unwrap_or(310), String::new()));
        }
        Answer::Failed(failure) => return Err(Denial::Failed(failure)),
    };
    let status = page.response.status;
    match refusal(&page, now) {
        Some(failure) if status == 429 || status >= 500 => Err(failure.into()),
        _ if (200..300).contains(&status) => {
            let text = String::from_utf8_lossy(&page.bytes);
            Ok((status, head(&text).to_owned()))
        }
        _ => Ok((status, String::new())),
    }
}

/// What an answer for robots.txt lets us ask for: what the file says where there is one, else all
/// (RFC 9309 §2.3.1.3).
pub fn decide(status: u16, text: &str) -> Robots {
    match status {
        200..300 => Robots::parse(text),
        _ => Robots::default(),
    }
}

impl Robots {
    /// Reads a file of any quality; what is not understood is passed over.
    pub fn parse(text: &str) -> Robots {
        let mut groups = Groups::default();
        let text = head(text.trim_start_matches('\u{feff}'));
        for line in text.split(['\n', '\r']) {
            let line = line.split('#').next().unwrap_or("");
            if let Some((key, value)) = line.split_once(':') {
                groups.read(&key.trim().to_ascii_lowercase(), value.trim());
            }
        }
        groups.ours()
    }

    /// Whether a path with its query may be asked for: the longest rule that matches decides, the
    /// permission where two are equally long; without a rule it may.
    pub fn allows(&self, path_and_query: &str) -> bool {
        let path = Path::new(path_and_query);
        if path == Path::new("/robots.txt") {
            return true;
        }
        let matching = self.rules.iter().filter(|rule| rule.pattern.matches(&path));
        let longest =
            matching.max_by_key(|rule| (rule.pattern.length(), rule.effect == Effect::Allow));
        longest.is_none_or(|rule| rule.effect == Effect::Allow)
    }

    /// The time to leave between two requests, a day at most.
    pub fn crawl_delay(&self) -> Option<Duration> {
        self.crawl_delay
    }
}

/// The groups of a file as they are read: those that name us, and those for everyone.
#[derive(Default)]
struct Groups {
    named: Option<Robots>,
    everyone: Robots,
    current: Current,
}

/// The group that the reader is in.
#[derive(Default)]
struct Current {
    names_us: bool,
    names_everyone: bool,
    /// Whether a rule was read, so that the next User-agent line starts a new group.
    has_rules: bool,
}

impl Groups {
    fn read(&mut self, key: &str, value: &str) {
        match key {
            "user-agent" => self.read_agent(value),
            "allow" => self.read_rule(Effect::Allow, value),
            "disallow" => self.read_rule(Effect::Disallow, value),
            "crawl-delay" => self.read_delay(value),
            _ => {}
        }
    }

    fn read_agent(&mut self, value: &str) {
        if self.current.has_rules {
            self.current = Current::default();
        }
        let is_token = |c: char| c.is_ascii_alphabetic() || c == '_' || c == '-';
        let token = &value[..value.find(|c| !is_token(c)).unwrap_or(value.len())];
        if token.eq_ignore_ascii_case(PRODUCT_TOKEN) {
            self.current.names_us = true;
            self.named.get_or_insert_default();
        }
        self.current.names_everyone |= value.starts_with('*');
    }

    fn read_rule(&mut self, effect: Effect, value: &str) {
        self.current.has_rules = true;
        if !value.is_empty() {
            let pattern = Pattern::new(value);
            self.each(|group| group.rules.push(Rule { effect, pattern: pattern.clone() }));
        }
    }

    fn read_delay(&mut self, value: &str) {
        let seconds =
            value.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        if let Some(delay) = seconds {
            self.each(|group| group.crawl_delay = Some(delay.min(CRAWL_DELAY_MAX)));
        }
    }

    fn each(&mut self, mut act: impl FnMut(&mut Robots)) {
        if self.current.names_everyone {
            act(&mut self.everyone);
        }
        if self.current.names_us {
            self.named.iter_mut().for_each(act);
        }
    }

    fn ours(self) -> Robots {
        self.named.unwrap_or(self.everyone)
    }
}

/// The lines of a text that end within the bytes that are read: half a rule would be another rule.
fn head(text: &str) -> &str {
    if text.len() <= BYTES_MAX {
        return text;
    }
    let head = &text[..text.floor_char_boundary(BYTES_MAX)];
    &head[..head.rfind(['\n', '\r']).map_or(0, |at| at + 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file that is for everyone, with these rules.
    fn check(rules: &str, path: &str, allowed: bool) {
        let robots = Robots::parse(&format!("User-agent: *\n{rules}"));
        assert_eq!(robots.allows(path), allowed, "{path} under {rules:?}");
    }

    #[test]
    fn the_groups_of_the_rfc_example_are_told_apart() {
        // The shape of RFC 9309 §5.1, with our name for one of its robots.
        let text = "User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\n\
                    User-Agent: foobot\nDisallow:/\nAllow:/example/page.html\n\
                    Allow:/example/allowed.gif\n\n\
                    User-Agent: barbot\nUser-Agent: RevDiff/2.0\nDisallow: /example/page.html\n\n\
                    User-Agent: quxbot\n";
        let robots = Robots::parse(text);
        assert!(!robots.allows("/example/page.html"));
        assert!(robots.allows("/example/"));
        assert!(robots.allows("/picture.gif"));
        let everyone = Robots::parse(&text.replace("RevDiff", "other"));
        assert!(everyone.allows("/publications/"));
        assert!(!everyone.allows("/example/page.html"));
        assert!(!everyone.allows("/a/picture.gif"));
    }

    #[test]
    fn the_longest_match_decides_and_permission_wins_a_tie() {
        let rules = "Allow: /example/page/\nDisallow: /example/page/disallowed.gif";
        check(rules, "/example/page/disallowed.gif", false);
        check(rules, "/example/page/other.gif", true);
        check("Disallow: /page\nAllow: /page", "/page", true);
        check("Allow: /p\nDisallow: /", "/page", true);
        check("Disallow: /\nAllow: /$", "/", true);
        check("Disallow: /\nAllow: /$", "/page", false);
    }

    #[test]
    fn files_of_poor_quality_are_read_as_far_as_they_go() {
        let ours = |text: &str| Robots::parse(text).allows("/x");
        assert!(!ours("\u{feff}user-agent:*\r\nDISALLOW:/x\r\n"), "mark and carriage returns");
        assert!(!ours("User-agent: *\rDisallow: /x"), "carriage returns alone");
        assert!(!ours("User-agent : * # all\n disallow : /x # no"), "spaces and comments");
        assert!(!ours("User-agent: *\nSitemap: /s.xml\nDisallow: /x"), "other lines between");
        assert!(ours("Disallow: /x"), "a rule outside of any group");
        assert!(ours("User-agent: *\nDisallow:"), "an empty rule");
        assert!(ours("<html><body>User-agent: none</body></html>"), "a page");
        assert!(ours("User-agent: revdiffer\nDisallow: /"), "another robot");
        assert!(ours(""), "nothing");
    }

    #[test]
    fn groups_that_name_us_are_merged_and_replace_those_for_everyone() {
        let robots = Robots::parse(
            "User-agent: revdiff\nDisallow: /a\n\nUser-agent: *\nDisallow: /c\n\n\
             User-agent: other\nUser-agent: REVDIFF\nDisallow: /b\n",
        );
        assert_eq!(["/a", "/b", "/c"].map(|path| robots.allows(path)), [false, false, true]);
        assert!(Robots::parse("User-agent: *\nDisallow: /\nUser-agent: revdiff").allows("/x"));
    }

    #[test]
    fn robots_txt_itself_may_always_be_asked_for() {
        check("Disallow: /", "/robots.txt", true);
    }

    #[test]
    fn a_crawl_delay_is_read_and_bounded() {
        let delay = |value: &str| {
            Robots::parse(&format!("User-agent: *\nCrawl-delay: {value}\nDisallow:")).crawl_delay()
        };
        assert_eq!(delay("10"), Some(Duration::from_secs(10)));
        assert_eq!(delay("0.5"), Some(Duration::from_millis(500)));
        assert_eq!(delay("86401"), Some(CRAWL_DELAY_MAX));
        for garbage in ["-1", "NaN", "inf", "1e400", "soon", ""] {
            assert_eq!(delay(garbage), None, "{garbage}");
        }
    }

    #[test]
    fn an_unavailable_file_allows_all() {
        let file = "User-agent: *\nDisallow: /x";
        let allows = |status| decide(status, file).allows("/x");
        assert!(!allows(200));
        assert_eq!([301, 403, 404, 410].map(allows), [true; 4]);
    }

    #[test]
    fn what_stands_after_500_kib_is_not_read() {
        let filled = |bytes: usize, rule: &str| {
            let start = "User-agent: *\n";
            let filler = "#".repeat(bytes - start.len() - rule.len() - 1);
            Robots::parse(&format!("{start}{filler}\n{rule}")).allows("/x")
        };
        assert!(!filled(BYTES_MAX, "Disallow: /"));
        // Cut, this rule would be the one above.
        assert!(filled(BYTES_MAX + 7, "Disallow: /private"));
    }

    proptest::proptest! {
        #[test]
        fn no_file_and_no_path_makes_it_panic(
            rules in "([Aa]llow|Disallow|User-agent|Crawl-delay)?:? ?[/a-c%2*$?é#]{0,12}[\r\n]",
            path in "/[a-c/%2*$?é]{0,12}",
        ) {
            Robots::parse(&format!("User-agent: *\n{rules}")).allows(&path);
        }
    }
}
