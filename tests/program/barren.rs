//! A host whose pages hold no articles any more: `poll` and `list` say so, once each.

use serde_json::json;

use crate::desk::{Desk, ROAD, Run, Site, page};

const PATHS: [&str; 3] = ["/one", "/two", "/three"];
/// What a site sends when its articles come by script: nothing for us.
const SHELL: &str =
    "<html><head><title>Daily</title></head><body><div id=root></div></body></html>";
const WORDS: &str = "no article on the pages of";

fn followed() -> (Desk, Site) {
    let (desk, site) = (Desk::new(), Site::new());
    publish_stories(&site);
    desk.write("list.txt", PATHS.map(|path| site.url(path)).join("\n"));
    desk.fetch(&["track", "list.txt"]).ok();
    (desk, site)
}

fn publish_stories(site: &Site) {
    for path in PATHS {
        site.publish(path, &page(&format!("Council on {path}"), "30.11.2025", &ROAD, 1));
    }
}

fn publish_shells(site: &Site) {
    PATHS.iter().for_each(|path| site.publish(path, SHELL));
}

fn poll(desk: &Desk, more: &[&str]) -> Run {
    desk.fetch(&[&["poll", "--all"], more].concat()).ok()
}

fn times_said(run: &Run) -> usize {
    run.err.matches(WORDS).count()
}

#[test]
fn a_host_without_articles_is_told_of_once_until_it_recovers() {
    let (desk, site) = followed();
    assert_eq!(times_said(&desk.run(&["list"]).ok()), 0);
    publish_shells(&site);
    let first = poll(&desk, &[]);
    assert_eq!(times_said(&first), 1, "{first:?}");
    for words in ["127.0.0.1", "3 of its stories", "revdiff list --site", "revdiff log"] {
        assert!(first.err.contains(words), "{words:?} is missing in {:?}", first.err);
    }
    assert_eq!(times_said(&poll(&desk, &[])), 0, "once");
    let listed = desk.run(&["list"]).ok();
    assert_eq!(times_said(&listed), 1, "{listed:?}");
    assert_eq!(times_said(&desk.run(&["list"]).ok()), 0, "once");

    publish_stories(&site);
    assert_eq!(times_said(&poll(&desk, &[])), 0);
    assert_eq!(times_said(&desk.run(&["list"]).ok()), 0);
    publish_shells(&site);
    assert_eq!(times_said(&poll(&desk, &["--quiet"])), 0, "it was told to be quiet");
    assert_eq!(times_said(&desk.run(&["list", "--quiet"]).ok()), 0);
    assert_eq!(times_said(&desk.run(&["list"]).ok()), 1, "and this was not");
}

#[test]
fn programs_read_of_a_host_without_articles_as_of_any_event() {
    let (desk, site) = followed();
    publish_shells(&site);
    let lines = desk.poll_lines();
    let of_all: Vec<_> =
        lines.iter().filter_map(|line| line["events"].as_array()).flatten().collect();
    let [event] = of_all[..] else { panic!("{lines:?}") };
    assert_eq!((&event["event"], &event["stories"]), (&json!("articles_stopped"), &json!(3)));
    assert!(site.url("").ends_with(event["host"].as_str().expect("a host")), "{event}");
    let since = event["since"].as_str().expect("an instant");
    let logged: Vec<_> = ["1", "2", "3"].map(|id| desk.lines(&["log", id])).concat();
    assert!(logged.iter().any(|entry| entry["at"] == since), "the first check without one");
    assert!(logged.iter().any(|entry| entry["events"] == json!([event])), "{logged:?}");
}

#[test]
fn a_story_that_is_gone_from_a_host_that_fares_well_is_no_alarm() {
    let (desk, site) = followed();
    site.publish("/one", SHELL);
    for furniture in 2..6 {
        site.publish("/two", &page("Council on /two", "30.11.2025", &ROAD, furniture));
        assert_eq!(times_said(&poll(&desk, &[])), 0);
    }
    assert_eq!(times_said(&desk.run(&["list"]).ok()), 0);
}
