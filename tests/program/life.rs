//! The life of a story: where it is, where it was moved to, what was held back and let pass.

use serde_json::{Value, json};

use crate::desk::{Desk, ROAD, Site, page};
use crate::origin::answer;

const HEADLINE: &str = "Council votes for road";

fn road(number: &str, canonical: &str) -> String {
    let paragraphs = ROAD.map(|text| text.replace("11", number));
    let page = page(HEADLINE, "", &paragraphs.each_ref().map(String::as_str), 1);
    match canonical {
        "" => page,
        url => page.replace("<title>", &format!("<link rel=canonical href=\"{url}\"><title>")),
    }
}

fn moved_to(location: &str) -> Vec<u8> {
    answer("301 Moved Permanently", &format!("Location: {location}\r\n"), "")
}

fn followed(path: &str) -> (Desk, Site) {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish(path, &road("11", ""));
    desk.track(&site.url(path)).ok();
    (desk, site)
}

/// The line of the first story of a poll of all.
fn poll(desk: &Desk) -> Value {
    desk.poll_lines().into_iter().find(|line| line["id"] == 1).expect("it is looked at")
}

/// A poll of all with the program's clock stopped at that instant.
fn poll_at(desk: &Desk, now: &str) -> Value {
    let run = desk.fetch_at(now, &["poll", "--all", "--format", "jsonl"]).ok();
    run.lines().into_iter().find(|line| line["id"] == 1).expect("it is looked at")
}

fn listed(desk: &Desk) -> Value {
    desk.lines(&["list"]).remove(0)
}

#[test]
fn a_story_that_is_redirected_for_good_moves_with_its_history() {
    let (desk, site) = followed("/old");
    site.serve("/old", moved_to("/new"));
    site.publish("/new", &road("10", &site.url("/new")));
    assert_eq!(poll(&desk)["outcome"], "changed");
    assert_eq!(poll(&desk)["events"], json!([]));
    let third = poll(&desk);
    let [from, to] = [site.url("/old"), site.url("/new")];
    let events = json!([
        {"event": "state_changed", "from": "live", "to": "moved"},
        {"event": "moved", "from": from, "to": to},
    ]);
    assert_eq!(third["events"], events);
    let asked = site.requests("/old").len();
    assert_eq!(poll(&desk)["events"], json!([]), "said once");
    assert_eq!(site.requests("/old").len(), asked, "it is asked for where it is");
    let story = listed(&desk);
    assert_eq!((&story["url"], &story["state"]), (&json!(to), &json!("moved")));
    assert!(story["state_since"].is_string(), "{story}");
    assert!(desk.track(&from).ok().out.contains("followed already v2"), "the old URL is known");
    assert!(desk.run(&["log", "1"]).ok().out.contains("moved for good"));
    desk.run(&["verify"]).ok();

    site.serve("/new", moved_to("/old"));
    site.publish("/old", &road("9", ""));
    for _ in 0..3 {
        poll(&desk);
    }
    assert_eq!(listed(&desk)["url"], json!(from), "and back");
    desk.run(&["verify"]).ok();
}

#[test]
fn a_redirect_for_now_or_to_another_story_moves_nothing() {
    let (desk, site) = followed("/old");
    site.publish("/new", &road("11", ""));
    site.serve("/old", answer("302 Found", "Location: /new\r\n", ""));
    for _ in 0..4 {
        assert_eq!(poll(&desk)["events"], json!([]));
    }
    site.serve("/old", moved_to("/new"));
    site.publish("/new", &road("11", "/elsewhere"));
    for _ in 0..4 {
        assert_eq!(poll(&desk)["events"], json!([]), "the page there gives another address");
    }
    assert_eq!(listed(&desk)["url"], json!(site.url("/old")));
}

#[test]
fn two_stories_with_versions_are_linked_and_never_made_one() {
    let (desk, site) = followed("/old");
    site.publish("/new", &road("11", ""));
    desk.track(&site.url("/new")).ok();
    site.serve("/old", moved_to("/new"));
    poll(&desk);
    poll(&desk);
    let linked = json!([{"event": "linked", "story": 2, "url": site.url("/new")}]);
    assert_eq!(poll(&desk)["events"], linked);
    assert_eq!(poll(&desk)["events"], json!([]), "said once");
    let urls: Vec<Value> = desk.lines(&["list"]).iter().map(|it| it["url"].clone()).collect();
    assert_eq!(urls, [json!(site.url("/old")), json!(site.url("/new"))]);
}

#[test]
fn a_canonical_url_is_believed_when_its_page_says_the_same() {
    let (desk, site) = (Desk::new(), Site::new());
    let canonical = site.url("/true");
    site.publish("/amp", &road("11", &canonical));
    site.publish("/true", &road("11", &canonical));
    desk.track(&site.url("/amp")).ok();
    assert_eq!(poll(&desk)["events"], json!([]));
    assert_eq!(site.requests("/true").len(), 0, "not asked for before it is told often");
    assert_eq!(poll(&desk)["events"], json!([{"event": "alias_added", "url": canonical}]));
    assert_eq!(poll(&desk)["events"], json!([]), "said once");
    assert_eq!(site.requests("/true").len(), 1);
    assert!(desk.track(&canonical).ok().out.contains("followed already v1"));
    assert_eq!(listed(&desk)["url"], json!(site.url("/amp")), "it is looked at where it was");
}

#[test]
fn a_canonical_url_whose_page_was_away_once_is_asked_for_again() {
    let (desk, site) = (Desk::new(), Site::new());
    let canonical = site.url("/true");
    site.publish("/amp", &road("11", &canonical));
    site.serve("/true", answer("500 Oops", "", ""));
    desk.track(&site.url("/amp")).ok();
    (2..=3).for_each(|_| assert_eq!(poll(&desk)["events"], json!([])));
    assert_eq!(site.requests("/true").len(), 1);
    site.publish("/true", &road("11", &canonical));
    (4..=5).for_each(|_| assert_eq!(poll(&desk)["events"], json!([])));
    assert_eq!(poll(&desk)["events"], json!([{"event": "alias_added", "url": canonical}]));
}

#[test]
fn a_check_that_is_made_is_recorded_though_there_is_no_time_to_confirm_an_address() {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/amp", &road("11", &site.url("/true")));
    let rules = "User-agent: *\nCrawl-delay: 120\n";
    site.serve("/robots.txt", answer("200 OK", "Content-Type: text/plain\r\n", rules));
    desk.track(&site.url("/amp")).ok();
    let outcome = |minute| {
        poll_at(&desk, &format!("2100-01-01T12:{minute}:00Z"))["outcome"]
            .as_str()
            .map(str::to_owned)
    };
    let outcomes: Vec<_> = ["00", "10", "20", "30", "40"].into_iter().filter_map(outcome).collect();
    assert_eq!(outcomes, ["skipped", "created", "not_modified", "not_modified", "not_modified"]);
    assert!(site.requests("/true").is_empty());
}

#[test]
fn a_canonical_url_of_all_stories_joins_none() {
    let (desk, site) = (Desk::new(), Site::new());
    let section = site.url("/section");
    site.publish("/road", &road("11", &section));
    site.publish("/section", &page("News of the town", "", &ROAD, 1));
    desk.track(&site.url("/road")).ok();
    for _ in 0..5 {
        assert_eq!(poll(&desk)["events"], json!([]));
    }
    assert_eq!(site.requests("/section").len(), 2, "asked for ever more rarely");
    let foreign = Site::new();
    foreign.publish("/road", &road("11", ""));
    site.publish("/road", &road("11", &foreign.url("/road")));
    for _ in 0..5 {
        assert_eq!(poll(&desk)["events"], json!([]));
    }
    assert!(foreign.requests("/road").is_empty(), "another site's word is not asked for");
}

#[test]
fn what_is_missing_for_two_weeks_is_gone() {
    let (desk, site) = followed("/road");
    site.serve("/road", answer("404 Not Found", "", ""));
    let states = |day: &str| {
        let line = poll_at(&desk, &format!("2100-01-{day}T12:00:00Z"));
        let events = line["events"].as_array().expect("an array");
        events.iter().map(|event| event["to"].to_string()).collect::<String>()
    };
    let days = ["01", "05", "09", "13", "14", "16", "17"];
    let told: Vec<String> = days.iter().map(|day| states(day)).collect();
    assert_eq!(told, ["\"missing\"", "", "", "", "", "\"gone\"", ""]);
    assert_eq!(listed(&desk)["state_since"], "2100-01-16T12:00:00.000Z");
    assert!(desk.run(&["list"]).ok().out.contains("gone since"));
    site.publish("/road", &road("11", ""));
    assert_eq!(poll_at(&desk, "2100-02-01T12:00:00Z")["events"][0]["to"], "restored");
    assert_eq!(listed(&desk)["versions"], 1, "back is no version where the text is the same");
}

#[test]
fn a_text_that_stays_after_taking_turns_is_a_version() {
    let (desk, site) = followed("/road");
    let look = |number: &str, hour: &str| {
        site.publish("/road", &road(number, ""));
        let line = poll_at(&desk, &format!("2100-01-01T{hour}:00Z"));
        (line["outcome"].as_str().expect("a name").to_owned(), line["events"].clone())
    };
    let is = |name: &str, events: Value| (name.to_owned(), events);
    assert_eq!(look("10", "01:00"), is("changed", json!([])));
    let returned = |version| json!([{"event": "returned", "version": version}]);
    assert_eq!(look("11", "01:05"), is("changed", returned(1)));
    let turns =
        |version, times| json!([{"event": "alternated", "version": version, "times": times}]);
    assert_eq!(look("10", "01:10"), is("unchanged", turns(2, 1)));
    assert_eq!(look("10", "01:15"), is("unchanged", json!([])), "each turn is told once");
    assert_eq!(look("11", "02:00"), is("unchanged", turns(3, 2)));
    assert_eq!(look("10", "03:00"), is("unchanged", turns(2, 3)));
    assert_eq!(listed(&desk)["turns"], 3);
    assert!(desk.run(&["list"]).ok().out.contains("takes turns ×3"));
    assert!(desk.run(&["log", "1"]).ok().out.contains("that of v2 again"));
    assert_eq!(look("10", "08:00"), is("unchanged", json!([])));
    assert_eq!(look("10", "09:01"), is("changed", returned(2)), "it has stayed");
    let story = listed(&desk);
    assert_eq!((&story["versions"], &story["turns"]), (&json!(4), &json!(0)));
    let log = desk.lines(&["log", "1"]);
    let last = log.iter().rev().find(|entry| entry["version"] == 4).expect("version 4");
    assert_eq!(last["not_before"], "2100-01-01T02:00:00.000Z", "when v3 was last read");
}

#[test]
fn what_is_in_doubt_is_looked_at_again_soon() {
    let (desk, site) = followed("/road");
    let oops = "<html><title>Hoppla</title><h1>Hoppla</h1><p>Etwas ging schief.</p></html>";
    site.publish("/road", oops);
    let line = poll_at(&desk, "2100-01-01T12:00:00Z");
    assert_eq!(line["outcome"], "quarantined");
    let story = listed(&desk);
    assert_eq!((&story["pending"], &story["quarantined"]), (&json!(true), &json!(true)));
    let next = story["next_check_at"].as_str().expect("a time");
    assert!(("2100-01-01T12:02:00"..="2100-01-01T12:02:20").contains(&&next[..19]), "{next}");
    assert!(desk.run(&["list"]).ok().out.contains("held for a second look"));
    let evidence = &desk.lines(&["log", "1"])[2]["evidence"];
    assert_eq!(evidence, "collapse: 3 of 57 words are left; held for a second look");
    site.publish("/road", &road("11", ""));
    assert_eq!(
        poll_at(&desk, "2100-01-01T12:02:30Z")["events"],
        json!([{"event": "quarantine_ended"}])
    );
    assert_eq!((&listed(&desk)["pending"], &listed(&desk)["versions"]), (&json!(false), &json!(1)));
}

#[test]
fn a_second_look_at_once_bears_nothing_out() {
    let (desk, site) = followed("/road");
    site.publish("/road", &page(HEADLINE, "", &["This story was taken down by the editors."], 1));
    let looks = ["12:00:00", "12:00:01", "12:00:59", "12:01:00"];
    let outcomes = looks.map(|look| {
        let line = poll_at(&desk, &format!("2100-01-01T{look}Z"));
        line["outcome"].as_str().expect("a name").to_owned()
    });
    assert_eq!(outcomes, ["quarantined", "quarantined", "quarantined", "changed"]);
    desk.run(&["verify"]).ok();
}

#[test]
fn what_is_held_back_is_released_by_hand() {
    let (desk, site) = (Desk::new(), Site::new());
    let lost = |text: &str| page("404", "", &[text], 1);
    site.publish("/band", &lost("A band called 404 played in the town hall on Friday."));
    desk.track(&site.url("/band")).ok();
    let held = desk.lines(&["log", "1"])[0].clone();
    assert_eq!(held["outcome"], "quarantined");
    assert_eq!(desk.lines(&["list", "--state", "quarantined"]).len(), 1);
    let released = desk.run(&["release", "1"]).ok().out;
    assert!(released.contains("released v1"), "{released}");
    assert!(desk.run(&["release", "1"]).ok().out.contains("nothing held back"));
    assert_eq!(poll(&desk)["outcome"], "not_modified");
    site.publish("/band", &lost("A band called 404 played in the old mill on Friday."));
    assert_eq!(poll(&desk)["outcome"], "changed", "it is let pass from then on");
    let log = desk.lines(&["log", "1"]);
    let first = log.iter().find(|entry| entry["version"] == 1).expect("version 1");
    assert_eq!(first["captured_at"], held["at"], "dated when it came");
    assert!(log.iter().any(|entry| entry["events"] == json!([{"event": "released"}])), "{log:?}");
    assert!(desk.run(&["show", "1"]).ok().out.contains("[-town hall-]{+old mill+}"));
    desk.run(&["verify"]).ok();
}

#[test]
fn what_ends_a_quarantine_cannot_be_released_any_more() {
    let (desk, site) = followed("/road");
    site.publish("/road", "<html><title>Page not found</title><h1>Page not found</h1><p>Sorry.");
    assert_eq!(poll(&desk)["outcome"], "quarantined");
    site.publish("/road", &road("11", ""));
    assert_eq!(poll(&desk)["events"], json!([{"event": "quarantine_ended"}]));
    let lines = desk.run(&["release", "1", "--format", "jsonl"]).ok().lines();
    assert_eq!((&lines[0]["changed"], &lines[0]["versions"]), (&json!(false), &json!(1)));
    site.publish("/road", "<html><body></body></html>");
    poll(&desk);
    desk.run(&["release", "1"]).fails(2, &["has no text", "revdiff log 1"]);
}

#[test]
fn a_quiet_poll_tells_of_a_story_that_is_gone() {
    let (desk, site) = followed("/road");
    site.serve("/road", answer("410 Gone", "", ""));
    let quiet = || desk.fetch(&["poll", "--all", "--quiet"]).ok().out;
    assert!(quiet().contains("live → gone"));
    assert_eq!(quiet(), "", "said once");
    site.publish("/road", &road("11", ""));
    assert!(quiet().contains("gone → restored"));
    assert_eq!(quiet(), "");
}
