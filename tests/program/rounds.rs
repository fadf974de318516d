//! Rounds of checks: how often they come, what tells when they stay away, and their sign of life.

use crate::desk::{Desk, ROAD, Run, Site, page};
use crate::origin::{Origin, answer, redirect};

fn site() -> Site {
    let site = Site::new();
    site.publish("/road", &page("A new road", "", &ROAD, 1));
    site
}

/// Runs a command at a minute of the tests' day.
fn at(desk: &Desk, minute: u32, args: &[&str]) -> Run {
    let now = format!("2025-12-01T{:02}:{:02}:00Z", minute / 60, minute % 60);
    Run::of(desk.command(args).env("REVDIFF_NOW", now).output().expect("the binary runs"))
}

const POLL: [&str; 4] = ["poll", "--allow-private", "--host-delay", "0"];

/// A desk with one story, polled every five minutes from eight to half past.
fn polled(site: &Site) -> Desk {
    let desk = Desk::new();
    desk.write("one.txt", site.url("/road"));
    at(&desk, 480, &["track", "one.txt", "--allow-private", "--host-delay", "0"]).ok();
    for minute in (485..=510).step_by(5) {
        let run = at(&desk, minute, &POLL).ok();
        assert!(!run.err.contains("last round"), "{}", run.err);
    }
    desk
}

#[test]
fn rounds_that_stay_away_are_told_of() {
    let desk = polled(&site());
    let silent = at(&desk, 525, &["list"]).ok();
    assert!(!silent.err.contains("no round"), "{}", silent.err);
    let list = at(&desk, 570, &["list"]).ok();
    let words = ["no round of checks for 1 h", "one comes every 5 min", "`revdiff schedule`"];
    assert!(words.iter().all(|word| list.err.contains(word)), "{}", list.err);
    let poll = at(&desk, 570, &POLL).ok();
    assert!(poll.err.contains("the last round of checks was 1 h ago"), "{}", poll.err);
    assert!(!at(&desk, 571, &["list"]).ok().err.contains("no round"));
}

#[test]
fn a_list_tells_when_each_story_is_looked_at_next_and_what_may_go_unseen() {
    let site = site();
    let desk = polled(&site);
    let list = at(&desk, 511, &["list"]).ok().out;
    assert!(list.contains("next in"), "{list}");
    // Read at half past eight, looked at again after four minutes, in a round after five.
    assert!(list.contains("4m (10m)"), "{list}");
    let rows = at(&desk, 511, &["list", "--format", "jsonl"]).ok().lines();
    let unseen = rows[0]["unseen_seconds"].as_i64().expect("it was read");
    assert!((9 * 60..10 * 60).contains(&unseen), "{unseen}");
    desk.run(&["pause", "1"]).ok();
    let paused = at(&desk, 511, &["list", "--format", "jsonl"]).ok().lines();
    assert!(paused[0]["unseen_seconds"].is_null());
}

#[test]
fn a_poll_with_the_clock_ahead_stops_no_later_one() {
    let site = site();
    let desk = Desk::new();
    desk.write("one.txt", site.url("/road"));
    let ahead = |args: &[&str]| desk.fetch_at("2036-01-01T00:00:00Z", args).ok();
    ahead(&["track", "one.txt"]);
    site.publish("/road", &page("Another road", "", &ROAD, 1));
    let poll = at(&desk, 500, &POLL).ok();
    assert!(poll.err.contains("a clock was ahead: 1 story was checked"), "{}", poll.err);
    assert!(poll.out.contains("v2"), "{}", poll.out);
    ahead(&["poll", "--all"]);
    site.publish("/road", &page("A third road", "", &ROAD, 1));
    assert!(at(&desk, 501, &[&POLL[..], &["--all"]].concat()).ok().out.contains("v3"));
    let next = at(&desk, 511, &POLL).ok();
    assert!(!next.err.contains("clock was ahead"), "said once: {}", next.err);
    assert_eq!(site.requests("/road").len(), 5);
}

/// Polls with a heartbeat to that origin: what is said, and how often the origin was asked.
fn beat(origin: &Origin) -> (String, usize) {
    let desk = Desk::new();
    desk.track(&site().url("/road")).ok();
    let run = desk.fetch(&["poll", "--heartbeat", &origin.url("/ping/secret")]).ok();
    assert!(!run.err.contains("secret"), "{}", run.err);
    (run.err, origin.requests().len())
}

#[test]
fn a_heartbeat_is_sent_after_each_round() {
    let origin = Origin::of(answer("200 OK", "", "OK"));
    let (said, asked) = beat(&origin);
    assert_eq!(asked, 1);
    assert!(!said.contains("heartbeat"), "{said}");
    let request = &origin.requests()[0];
    assert!(request.starts_with("GET /ping/secret ") && request.contains("revdiff/"), "{request}");
}

#[test]
fn a_heartbeat_that_does_not_arrive_is_told_and_stops_nothing() {
    let other = Origin::of(answer("200 OK", "", "OK"));
    for (bytes, why) in [
        (answer("500 Oops", "", ""), "it answered 500"),
        (redirect(&other.url("/")), "it answered 302"),
        (redirect("/ping/secret?again"), "it answered 302"),
        (b"nonsense".to_vec(), "not an HTTP answer"),
    ] {
        let (said, asked) = beat(&Origin::of(bytes));
        assert_eq!(asked, 1);
        assert!(said.contains("the heartbeat did not reach 127.0.0.1: "), "{said}");
        assert!(said.contains(why), "{said}");
    }
    assert_eq!(other.requests().len(), 0);
}

#[test]
fn a_heartbeat_that_is_no_url_is_refused() {
    for url in ["file:///etc/passwd", "watchdog", "http://u:p@127.0.0.1/ping"] {
        Desk::new().run(&["poll", "--heartbeat", url]).fails(2, &["--heartbeat"]);
    }
}
