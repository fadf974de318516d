//! The main job: stories are followed from their first version to their update.

use serde_json::json;

use crate::desk::{Desk, ROAD, Site, page};
use crate::origin::{answer, redirect};

fn road(number: &str) -> [String; 3] {
    ROAD.map(|text| text.replace("11", number))
}

fn road_page(headline: &str, stamp: &str, number: &str, furniture: u32) -> String {
    let road = road(number);
    page(headline, stamp, &road.each_ref().map(String::as_str), furniture)
}

#[test]
fn a_later_update_is_found_and_shown_word_by_word() {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &road_page("Council votes for road", "30.11.2025", "11", 1));
    let tracked = desk.track(&site.url("/road")).ok();
    assert!(tracked.out.contains("first version v1"), "{}", tracked.out);

    let update = "30.11.2025 - Update : 01.12.2025";
    site.publish("/road", &road_page("Council backs road", update, "10", 2));
    let lines = desk.poll_lines();
    assert_eq!(lines[0]["outcome"], "changed");
    assert_eq!(lines[0]["version"], 2);
    assert_eq!(lines[1]["summary"]["changed"], 1);

    let shown = desk.run(&["show", "1"]).ok().out;
    for expected in ["[-votes for-]{+backs+}", "[-11-]{+10+}", update] {
        assert!(shown.contains(expected), "{expected:?} is missing in {shown}");
    }
    assert!(!shown.contains("readers now") && !shown.contains("Related"), "{shown}");

    let show = desk.run(&["show", "1", "--format", "json"]).ok().json();
    assert_eq!(show["from"]["published"], "2025-11-30");
    assert_eq!(show["to"]["updated"], "2025-12-01");
    assert_eq!(show["verdict"]["class"], "substantive");
    assert_eq!(show["verdict"]["disclosure"], "disclosed");
    assert_eq!(show["verdict"]["evidence"][0]["text"], update);
    let reasons = show["verdict"]["reasons"].as_array().expect("reasons");
    let number = reasons.iter().find(|reason| reason["kind"] == "number").expect("a number");
    assert_eq!((&number["old"], &number["new"]), (&json!("11 million"), &json!("10 million")));
    desk.run(&["verify"]).ok();
}

#[test]
fn furniture_is_no_edit_and_makes_no_version() {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &road_page("Council votes for road", "30.11.2025", "11", 1));
    desk.track(&site.url("/road")).ok();
    site.publish("/road", &road_page("Council votes for road", "30.11.2025", "11", 77));
    assert_eq!(desk.poll_lines()[0]["outcome"], "unchanged");
    let shown = desk.run(&["show", "1"]).ok().out;
    assert!(shown.contains("one version"), "{shown}");
}

#[test]
fn a_stamp_that_moves_alone_is_an_event() {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &road_page("Council votes for road", "30.11.2025", "11", 1));
    desk.track(&site.url("/road")).ok();
    let update = "30.11.2025 - Update : 01.12.2025";
    site.publish("/road", &road_page("Council votes for road", update, "11", 1));
    let line = &desk.poll_lines()[0];
    assert_eq!(line["outcome"], "unchanged");
    assert_eq!(line["events"][0]["event"], "stamp_moved");
    assert_eq!(desk.poll_lines()[0]["events"], json!([]), "it moved once");
    assert_eq!(desk.lines(&["list"])[0]["updated"], "2025-12-01");
    let shown = desk.run(&["log", "1"]).ok().out;
    assert_eq!(shown.matches("stamps moved").count(), 1, "{shown}");
    let log = desk.lines(&["log", "1"]);
    let evidence = log.last().and_then(|entry| entry["evidence"].as_str()).unwrap_or_default();
    assert!(evidence.contains("stamps moved") && evidence.contains(update), "{evidence}");
}

#[test]
fn a_text_that_returns_is_kept_and_said_to_return() {
    let (desk, site) = (Desk::new(), Site::new());
    for (number, outcome) in [("11", "created"), ("10", "changed"), ("11", "changed")] {
        site.publish("/road", &road_page("Council votes for road", "30.11.2025", number, 1));
        let lines = match outcome {
            "created" => {
                desk.write("one.txt", site.url("/road"));
                desk.fetch(&["track", "one.txt", "--format", "jsonl"]).ok().lines()
            }
            _ => desk.poll_lines(),
        };
        assert_eq!(lines[0]["outcome"], outcome);
    }
    let list = desk.lines(&["list"]);
    assert_eq!(list[0]["versions"], 3);
    assert_eq!(list[0]["verdict"]["class"], "none");
    assert!(desk.run(&["list", "--changed"]).ok().out.contains("returned to v1"));
    let whole = desk.run(&["show", "1"]).ok().out;
    let expected =
        ["is again that of v1", "v2 stood between, captured 20", "revdiff show 1 --each"];
    for words in expected {
        assert!(whole.contains(words), "{words:?} is missing in {whole}");
    }
    let shown = desk.run(&["show", "1", "--from", "2", "--format", "json"]).ok().json();
    let reasons = shown["verdict"]["reasons"].as_array().expect("reasons");
    let revert = reasons.iter().find(|reason| reason["kind"] == "revert").expect("it is said");
    assert_eq!(revert["new"], "v1");
    let log = desk.run(&["log", "1"]).ok().out;
    assert!(log.contains("the text of v1 returned"), "{log}");
}

#[test]
fn only_the_servers_own_validators_are_sent() {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &road_page("Council votes for road", "30.11.2025", "11", 1));
    desk.track(&site.url("/road")).ok();
    assert_eq!(desk.poll_lines()[0]["outcome"], "not_modified");
    let requests = site.requests("/road");
    let sent = |head: &str, name: &str| head.to_lowercase().contains(name);
    assert!(!sent(&requests[0], "if-none-match"), "{}", requests[0]);
    assert!(sent(&requests[1], "if-none-match"), "{}", requests[1]);
    assert!(!sent(&requests[1], "if-modified-since"), "{}", requests[1]);
}

#[test]
fn tracking_again_is_harmless_and_says_so() {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &road_page("Council votes for road", "30.11.2025", "11", 1));
    desk.track(&site.url("/road")).ok();
    let again = desk.track(&format!("{}?utm_source=mail#top", site.url("/road"))).ok();
    assert!(again.out.contains("followed already v1"), "{}", again.out);
    assert_eq!(site.requests("/road").len(), 1);
    assert_eq!(desk.lines(&["list"]).len(), 1);
}

#[test]
fn a_url_may_stand_for_a_list_of_one() {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &road_page("Council votes for road", "30.11.2025", "11", 1));
    desk.fetch(&["track", &site.url("/road")]).ok();
    assert_eq!(desk.lines(&["list"])[0]["versions"], 1);
}

#[test]
fn a_story_without_a_version_is_looked_at_when_it_is_tracked_again() {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &road_page("Council votes for road", "30.11.2025", "11", 1));
    desk.write("one.txt", site.url("/road"));
    let refused = desk.run(&["track", "one.txt"]).ok().out;
    assert!(refused.contains("no public address; --allow-private"), "{refused}");
    let again = desk.fetch(&["track", "one.txt"]).ok().out;
    assert!(again.contains("first version v1"), "{again}");
}

#[test]
fn good_lines_are_used_and_bad_ones_named() {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &road_page("Council votes for road", "30.11.2025", "11", 1));
    let list = format!(
        "\u{feff}# stories\r\n\r\nnot a url\r\n{} Road #town #roads  \r\nftp://example.org/x\r\n",
        site.url("/road")
    );
    desk.write("list.txt", list);
    let tracked = desk.fetch(&["track", "list.txt"]).ok();
    assert!(tracked.err.contains("line 3"), "{}", tracked.err);
    assert!(tracked.err.contains("line 5"), "{}", tracked.err);
    assert_eq!(desk.lines(&["list"])[0]["tags"], json!(["town", "roads"]));

    desk.write("bad.txt", "nothing of use\n");
    desk.fetch(&["track", "bad.txt"]).fails(2, &["line 1", "no usable line in bad.txt"]);
    desk.fetch(&["track", "missing.txt"]).fails(2, &["missing.txt"]);
    desk.fetch(&["track", "."]).fails(2, &["directory"]);
}

#[test]
fn a_failing_site_is_recorded_and_fails_nobody_else() {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &road_page("Council votes for road", "30.11.2025", "11", 1));
    site.serve("/broken", answer("500 Oops", "Content-Type: text/html\r\n", "<p>sorry</p>"));
    site.serve("/gone", answer("410 Gone", "", ""));
    let urls = ["/broken", "/road", "/gone"].map(|path| site.url(path)).join("\n");
    desk.write("list.txt", urls);
    desk.fetch(&["track", "list.txt"]).ok();
    let events = desk.lines(&["log", "3"])[0]["events"].clone();
    assert_eq!(events, json!([{"event": "state_changed", "from": "live", "to": "gone"}]));
    let gone = desk.run(&["log", "3"]).ok().out;
    assert!(gone.contains("410") && gone.contains("live → gone"), "{gone}");
    let list = desk.lines(&["list"]);
    let field = |name: &str| -> Vec<_> { list.iter().map(|story| story[name].clone()).collect() };
    assert_eq!(field("versions"), [json!(0), json!(1), json!(0)]);
    assert_eq!(field("state"), [json!("live"), json!("live"), json!("gone")]);
    let log = desk.lines(&["log", "1"]);
    assert_eq!((&log[0]["failure"], &log[0]["http_status"]), (&json!("status"), &json!(500)));
    desk.run(&["show", "1"]).fails(2, &["story 1 has no version yet", "revdiff log 1"]);
}

#[test]
fn each_story_is_asked_for_once_a_round() {
    let (desk, site) = (Desk::new(), Site::new());
    let paths: Vec<String> = (0..8).map(|number| format!("/story{number}")).collect();
    for path in &paths {
        site.publish(path, &road_page(&format!("Council on {path}"), "30.11.2025", "11", 1));
    }
    let urls: Vec<String> = paths.iter().map(|path| site.url(path)).collect();
    desk.write("list.txt", urls.join("\n"));
    for asked in [["track", "list.txt"], ["poll", "--all"]] {
        desk.fetch(&asked).ok();
    }
    for path in &paths {
        assert_eq!(site.requests(path).len(), 2, "{path}");
    }
}

#[test]
fn robots_txt_is_obeyed() {
    let (desk, site) = (Desk::new(), Site::new());
    let rules = "User-agent: *\nDisallow: /private\n";
    site.serve("/robots.txt", answer("200 OK", "Content-Type: text/plain\r\n", rules));
    site.publish("/road", &road_page("Council votes for road", "30.11.2025", "11", 1));
    site.publish("/private", &road_page("Not for robots", "30.11.2025", "11", 1));
    desk.write("list.txt", format!("{}\n{}", site.url("/road"), site.url("/private")));
    let lines = desk.fetch(&["track", "list.txt", "--format", "jsonl"]).ok().lines();
    let forbidden = lines.iter().find(|line| line["outcome"] == "failed").expect("one failed");
    assert_eq!(forbidden["failure"], "robots");
    assert!(site.requests("/private").is_empty());
    assert_eq!(site.requests("/robots.txt").len(), 1);
}

#[test]
fn robots_txt_is_obeyed_at_the_end_of_a_redirect() {
    let (desk, site, other) = (Desk::new(), Site::new(), Site::new());
    let rules = "User-agent: *\nDisallow: /private\n";
    for host in [&site, &other] {
        host.serve("/robots.txt", answer("200 OK", "Content-Type: text/plain\r\n", rules));
        host.publish("/private", &road_page("Not for robots", "30.11.2025", "11", 1));
        host.publish("/open", &road_page("For all", "30.11.2025", "11", 1));
    }
    site.serve("/near", redirect("/private"));
    site.serve("/far", redirect(&other.url("/private")));
    site.serve("/fine", redirect(&other.url("/open")));
    desk.write("list.txt", ["/near", "/far", "/fine"].map(|path| site.url(path)).join("\n"));
    let mut lines = desk.fetch(&["track", "list.txt", "--format", "jsonl"]).ok().lines();
    lines.sort_by_key(|line| line["id"].as_i64());
    let failures: Vec<_> = lines[1..].iter().map(|line| line["failure"].clone()).collect();
    assert_eq!(failures, [json!("robots"), json!("robots"), json!(null)], "{lines:?}");
    assert!(site.requests("/private").is_empty() && other.requests("/private").is_empty());
}

#[test]
fn private_addresses_are_refused_unless_asked_for() {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &road_page("Council votes for road", "30.11.2025", "11", 1));
    desk.write("one.txt", site.url("/road"));
    let lines = desk.run(&["track", "one.txt", "--format", "jsonl"]).ok().lines();
    assert_eq!(lines[0]["failure"], "blocked_address");
    assert!(site.requests("/road").is_empty());
}

#[test]
fn the_demo_finds_what_it_planted() {
    let desk = Desk::new();
    let played = desk.run(&["demo", "--keep", "kept"]).ok();
    assert!(played.out.contains("The changes found are the changes planted"), "{}", played.out);
    let kept = desk.run(&["--store", "kept/revdiff.db", "list", "--format", "json"]).ok().json();
    assert_eq!(kept[0]["versions"], 2);
    desk.run(&["demo", "--keep", "kept"]).fails(2, &["kept is not empty"]);
}
