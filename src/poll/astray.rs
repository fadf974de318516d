//! Where redirects led a check: to the home page, or to a wall, whatever language that speaks.

use url::Url;

use crate::article::SignalKind;
use crate::history::quarantine::Cause;
use crate::link::place;
use crate::page::Response;

/// The most of a URL that evidence shows.
const SHOWN_BYTES_MAX: usize = 200;

/// What the parts of a wall's address are called.
#[rustfmt::skip]
const WALLS: [(SignalKind, &[&str]); 4] = [
    (SignalKind::Consent, &["consent", "privacy-wall", "cookie-wall", "cookiewall", "gdpr", "zustimmung"]),
    (SignalKind::Login, &["login", "log-in", "signin", "sign-in", "sso", "auth", "anmelden", "connexion", "giris"]),
    (SignalKind::Paywall, &["subscribe", "subscription", "paywall", "abo", "abonnement", "register", "registration"]),
    (SignalKind::Challenge, &["captcha", "challenge", "validatecaptcha", "unblock", "blocked", "distil"]),
];

/// What is known of a page by the way to it, with what shows it; nothing where no redirect led away
/// from the story.
pub fn known_by_its_way(story_url: &str, response: &Response) -> Option<(Cause, String)> {
    if !leads_away(story_url, response) {
        return None;
    }
    let (story, answered) = (Url::parse(story_url).ok()?, Url::parse(&response.url).ok()?);
    let shown = &response.url[..response.url.floor_char_boundary(SHOWN_BYTES_MAX)];
    // A section of a site may be called like a wall; no wall stands there for good.
    let wall = wall(&story, &answered).filter(|_| !response.is_moved_for_good());
    if let Some(kind) = wall {
        return Some((Cause::Signal(kind), format!("{}: redirected to {shown}", kind.as_str())));
    }
    let is_home = is_home(&answered) && !is_home(&story);
    is_home.then(|| (Cause::Astray, format!("redirected to the home page {shown}")))
}

/// Whether redirects led to another place than the story's.
pub fn leads_away(story_url: &str, response: &Response) -> bool {
    !response.redirects.is_empty() && place(story_url) != place(&response.url)
}

/// The kind of wall that an address names itself, in words that the story's own has not.
fn wall(story: &Url, answered: &Url) -> Option<SignalKind> {
    let own = names(story);
    let new: Vec<String> = names(answered).into_iter().filter(|name| !own.contains(name)).collect();
    let is_named = |words: &[&str]| new.iter().any(|name| words.contains(&name.as_str()));
    WALLS.iter().find(|(_, words)| is_named(words)).map(|(kind, _)| *kind)
}

/// The parts of an address' host and path, in lower case, without file endings.
fn names(url: &Url) -> Vec<String> {
    let host = url.host_str().unwrap_or("").split('.');
    let steps = url.path().split('/').map(|step| step.split('.').next().unwrap_or(step));
    host.chain(steps).filter(|name| !name.is_empty()).map(str::to_lowercase).collect()
}

/// Whether an address is that of a site's first page, or of its first page in a language.
fn is_home(url: &Url) -> bool {
    let mut steps = url.path().split('/').filter(|step| !step.is_empty());
    let is_first = |step: &str| {
        let step = step.to_ascii_lowercase();
        let is_language = step.len() == 2 && step.bytes().all(|byte| byte.is_ascii_lowercase());
        is_language || ["index.html", "index.php", "index.htm", "home"].contains(&step.as_str())
    };
    url.query().is_none() && steps.next().is_none_or(is_first) && steps.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Redirect;

    fn check(story: &str, answered: &str, expected: Option<Cause>) {
        let redirects = vec![Redirect { status: 302, url: story.to_owned() }];
        let response = Response { url: answered.to_owned(), redirects, ..Response::default() };
        let found = known_by_its_way(story, &response);
        assert_eq!(found.map(|(cause, _)| cause), expected, "{story} → {answered}");
    }

    const STORY: &str = "https://news.example/2026/road";

    #[test]
    fn a_home_page_is_no_story() {
        for home in ["https://news.example/", "https://www.news.example/tr/", "http://x.example"] {
            check(STORY, home, Some(Cause::Astray));
        }
        check(STORY, "https://news.example/index.html", Some(Cause::Astray));
        check(STORY, "https://news.example/?p=17", None);
        check(STORY, "https://news.example/2026/new-road", None);
        check("https://news.example/", "https://news.example/en", None);
    }

    #[test]
    fn a_wall_is_known_by_its_address() {
        use SignalKind::{Challenge, Consent, Login, Paywall};
        check(STORY, "https://consent.news.example/?to=road", Some(Cause::Signal(Consent)));
        check(STORY, "https://news.example/login.php?next=%2F2026", Some(Cause::Signal(Login)));
        check(STORY, "https://news.example/tr/giris", Some(Cause::Signal(Login)));
        check(STORY, "https://news.example/subscribe", Some(Cause::Signal(Paywall)));
        check(STORY, "https://geo.captcha.example/x", Some(Cause::Signal(Challenge)));
        check("https://news.example/login/x", "https://news.example/login/y", None);
        check(STORY, "https://news.example/2026/login-data-stolen", None);
    }

    #[test]
    fn a_page_that_answers_in_its_place_is_not_astray() {
        check(STORY, "http://www.news.example/2026/road/", None);
        let response = Response { url: "https://news.example/".to_owned(), ..Response::default() };
        assert_eq!(known_by_its_way(STORY, &response), None);
    }
}
