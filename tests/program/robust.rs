//! Kills, second pollers, and stores that are not what they should be.

use std::io::{BufRead, BufReader};

use serde_json::Value;

use crate::desk::{Desk, ROAD, Site, page};
use crate::origin::{Origin, Script, answer, path};

fn html(headline: &str) -> Vec<u8> {
    answer("200 OK", "Content-Type: text/html\r\n", page(headline, "30.11.2025", &ROAD, 1))
}

#[test]
fn what_was_reported_survives_a_kill_and_what_was_not_is_not_there() {
    let desk = Desk::new();
    let origin = Origin::new(|head| match path(head) {
        "/robots.txt" => Script::Bytes(answer("404 Not Found", "", "")),
        "/slow" => Script::Stall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>".to_vec()),
        _ => Script::Bytes(html("Council votes for road")),
    });
    desk.write("list.txt", format!("{}\n{}\n", origin.url("/road"), origin.url("/slow")));
    let mut child = desk.start_fetch(&["track", "list.txt", "--format", "jsonl"]);
    let mut reported = String::new();
    let out = child.stdout.take().expect("it is piped");
    BufReader::new(out).read_line(&mut reported).expect("a line");
    child.kill().expect("it still waits for the slow page");
    child.wait().expect("it is dead");

    let reported: Value = serde_json::from_str(&reported).expect("a line of JSON");
    assert_eq!(reported["outcome"], "created");
    desk.run(&["verify"]).ok();
    let list = desk.lines(&["list"]);
    assert_eq!(list[0]["versions"], 1);
    assert_eq!((&list[1]["versions"], &list[1]["last_checked_at"]), (&0.into(), &Value::Null));

    // The next poll needs no repair, and does not wait for the dead poller's lease.
    let lines =
        desk.fetch(&["poll", "--all", "--timeout", "0.3", "--format", "jsonl"]).ok().lines();
    let outcomes: Vec<&Value> = lines.iter().map(|line| &line["outcome"]).collect();
    assert!(!outcomes.contains(&&Value::from("skipped")), "{lines:?}");
}

#[test]
fn two_pollers_share_the_work_and_make_no_version_twice() {
    let (desk, site) = (Desk::new(), Site::new());
    let paths: Vec<String> = (0..12).map(|number| format!("/story{number}")).collect();
    let publish = |headline: &str| {
        for path in &paths {
            site.publish(path, &page(&format!("{headline} {path}"), "30.11.2025", &ROAD, 1));
        }
    };
    publish("First");
    let urls: Vec<String> = paths.iter().map(|path| site.url(path)).collect();
    desk.write("list.txt", urls.join("\n"));
    desk.fetch(&["track", "list.txt"]).ok();
    publish("Second");
    let pollers = [(); 3].map(|()| desk.start_fetch(&["poll", "--all"]));
    for poller in pollers {
        let ended = poller.wait_with_output().expect("it ends");
        assert!(ended.status.success(), "{ended:?}");
    }
    let list = desk.lines(&["list"]);
    assert!(list.iter().all(|story| story["versions"] == 2), "{list:?}");
    desk.run(&["verify"]).ok();
}

/// Two stories, of which the first is spoilt; then both change, and change again.
fn check_damage(spoil: &str) {
    let (desk, site) = (Desk::new(), Site::new());
    let paths = ["/road", "/fire"];
    let publish = |headline: &str, furniture: u32| {
        for path in paths {
            let headline = format!("{headline} for {path}");
            site.publish(path, &page(&headline, "30.11.2025", &ROAD, furniture));
        }
    };
    publish("Council votes", 1);
    for path in paths {
        desk.track(&site.url(path)).ok();
    }
    let db = rusqlite::Connection::open(desk.path("desk.db")).expect("the store opens");
    db.execute_batch(spoil).expect("an edit");
    drop(db);
    let looks =
        [("Mayor votes", "changed"), ("Nobody votes", "changed"), ("Nobody votes", "unchanged")];
    for (furniture, (headline, expected)) in (2..).zip(looks) {
        publish(headline, furniture);
        let lines = desk.poll_lines();
        let mut outcomes = lines.iter().filter(|line| line["id"].is_i64()).map(|it| &it["outcome"]);
        assert!(outcomes.all(|outcome| outcome == expected), "{spoil}: {lines:?}");
    }
    assert!(desk.run(&["verify"]).fails(3, &[]).out.contains("damage found"), "{spoil}");
}

#[test]
fn a_damaged_story_stops_no_other_and_goes_on_itself() {
    let of_first = "(SELECT id FROM snapshot WHERE story = 1)";
    let reading = format!("UPDATE reading SET article = x'00' WHERE snapshot IN {of_first};");
    let page = "UPDATE page SET bytes = x'00' WHERE id IN (SELECT page FROM snapshot
                WHERE story = 1);";
    let memory = "UPDATE memory SET known = x'00';";
    let digest = "UPDATE memory SET digest = randomblob(32);";
    check_damage(&reading);
    check_damage(page);
    check_damage(memory);
    check_damage(digest);
    check_damage(&format!("{reading}{page}{memory}"));
}

#[test]
fn a_store_that_is_none_is_refused_and_left_as_it_is() {
    let desk = Desk::new();
    desk.run(&["list"]).fails(3, &["desk.db", "revdiff track"]);
    let note = "this is a letter, not a database\n".repeat(400);
    desk.write("desk.db", &note);
    desk.run(&["list"]).fails(3, &["desk.db"]);
    desk.fetch(&["poll"]).fails(3, &["desk.db"]);
    assert_eq!(std::fs::read_to_string(desk.path("desk.db")).expect("it is there"), note);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &page("Council votes for road", "30.11.2025", &ROAD, 1));
    desk.track(&site.url("/road")).ok();
    let mut child = desk.command(&["show", "1"]).spawn().expect("the binary runs");
    drop(child.stdout.take());
    let ended = child.wait_with_output().expect("it ends");
    assert!(ended.status.success() && ended.stderr.is_empty(), "{ended:?}");
}
