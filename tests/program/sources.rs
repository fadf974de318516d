//! Sources: feeds, sitemaps and lists of them, from `track` through `poll` to `sources`.

use std::io::Write;

use serde_json::{Value, json};

use crate::desk::{Desk, ROAD, Run, Site, page};
use crate::origin::{answer, redirect};

/// Serves a feed, a sitemap or a list, each time with an ETag of its content.
fn list(site: &Site, path: &str, content: &str) {
    let etag = content.len() * 31 + content.bytes().map(usize::from).sum::<usize>();
    // What it says it is counts for nothing.
    let headers = format!("Content-Type: text/html\r\nETag: \"{etag:x}\"\r\n");
    site.serve(path, answer("200 OK", &headers, content));
}

fn rss(links: &[String]) -> String {
    let item = |link: &String| format!("<item><title>A story</title><link>{link}</link></item>");
    let items: String = links.iter().map(item).collect();
    format!(
        "<?xml version='1.0'?><rss version='2.0'><channel><title>Daily</title>{items}</channel></rss>"
    )
}

/// A site with stories at these paths.
fn site(paths: &[&str]) -> Site {
    let site = Site::new();
    for path in paths {
        site.publish(path, &page(&format!("Council on {path}"), "30.11.2025", &ROAD, 1));
    }
    site
}

/// The paths of the stories told of, with their outcomes.
fn outcomes(run: &Run) -> Vec<(String, String)> {
    let told = |line: &Value| {
        let path = line["url"].as_str()?.splitn(4, '/').nth(3)?.to_owned();
        Some((path, line["outcome"].as_str()?.to_owned()))
    };
    let mut outcomes: Vec<_> = run.lines().iter().filter_map(told).collect();
    outcomes.sort();
    outcomes
}

fn check(run: &Run, expected: &[(&str, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(path, outcome)| (path.to_string(), outcome.to_string())).collect();
    assert_eq!(outcomes(run), expected, "{run:?}");
}

fn track(desk: &Desk, urls: &str, options: &[&str]) -> Run {
    desk.write("list.txt", urls);
    desk.fetch(&[&["track", "list.txt", "--format", "jsonl"], options].concat()).ok()
}

fn poll(desk: &Desk) -> Run {
    desk.fetch(&["poll", "--all", "--format", "jsonl"]).ok()
}

#[test]
fn the_stories_of_a_feed_are_followed_as_it_lists_them_and_after() {
    let (desk, site) = (Desk::new(), site(&["/1", "/2", "/3", "/line"]));
    let feed = |paths: &[&str]| {
        let links: Vec<String> = paths.iter().map(|path| site.url(path)).collect();
        list(&site, "/feed", &rss(&links));
    };
    feed(&["/1", "/2?utm_source=rss", "/2"]);
    let lines = format!("{} Daily #town\n{}", site.url("/feed"), site.url("/line"));
    let tracked = track(&desk, &lines, &[]);
    check(&tracked, &[("1", "created"), ("2", "created"), ("line", "created")]);
    assert!(
        tracked.err.contains("source 1: RSS feed “Daily”, 3 listed, 2 new stories"),
        "{tracked:?}"
    );
    assert_eq!(site.requests("/feed").len(), 1, "it is asked for once");

    // The same again: the server says so, and nothing of it is told.
    let again = poll(&desk);
    assert!(!again.err.contains("source"), "{again:?}");
    assert!(site.requests("/feed")[1].to_lowercase().contains("if-none-match"));
    // One has left the feed, and is looked at all the same.
    feed(&["/3", "/2"]);
    let polled = poll(&desk);
    let same = "not_modified";
    check(&polled, &[("1", same), ("2", same), ("3", "created"), ("line", same)]);
    assert!(polled.err.contains("source 1: 1 new story"), "{polled:?}");

    let [source] = &desk.lines(&["sources"])[..] else { panic!("one source") };
    for (field, value) in [
        ("kind", json!("rss")),
        ("title", json!("Daily")),
        ("label", json!("Daily")),
        ("tags", json!(["town"])),
        ("stories", json!(3)),
        ("listed", json!(2)),
        ("failure", json!(null)),
        ("following", json!("active")),
    ] {
        assert_eq!(source[field], value, "{field} of {source}");
    }
    let tags: Vec<Value> =
        desk.lines(&["list"]).iter().map(|story| story["tags"].clone()).collect();
    assert_eq!(tags.iter().filter(|tags| **tags == json!(["town"])).count(), 3, "{tags:?}");
    desk.run(&["verify"]).ok();
}

#[test]
fn a_source_is_untracked_and_taken_up_again_while_its_stories_stay() {
    let (desk, site) = (Desk::new(), site(&["/1", "/2"]));
    list(&site, "/feed", &rss(&[site.url("/1")]));
    track(&desk, &site.url("/feed"), &[]);
    desk.run(&["untrack", &site.url("/feed")]).fails(2, &["revdiff sources --untrack 1"]);
    let untracked = desk.run(&["sources", "--untrack", "1"]).ok();
    assert!(untracked.err.contains("stays followed"), "{untracked:?}");
    assert_eq!(desk.lines(&["sources"]), Vec::<Value>::new());
    assert_eq!(desk.lines(&["sources", "--all"])[0]["following"], "untracked");
    list(&site, "/feed", &rss(&[site.url("/2")]));
    check(&poll(&desk), &[("1", "not_modified")]);
    // An untracked story is not taken up by a source, a source is by its user.
    desk.run(&["untrack", &site.url("/1")]).ok();
    list(&site, "/feed", &rss(&[site.url("/1"), site.url("/2")]));
    let again = track(&desk, &site.url("/feed"), &["--max", "9"]);
    check(&again, &[("2", "created")]);
    assert_eq!(desk.lines(&["sources", "1"])[0]["limits"]["max"], 9);
    desk.run(&["sources", "--untrack", "7"]).fails(2, &["no source 7"]);
}

#[test]
fn lists_of_feeds_and_indexes_of_sitemaps_lead_to_their_stories() {
    let (desk, site, other) = (Desk::new(), site(&["/1", "/2"]), site(&["/3"]));
    let sitemap = format!(
        "<urlset><url><loc>{}</loc></url><url><loc>/2</loc></url></urlset>",
        site.url("/1")
    );
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(sitemap.as_bytes()).expect("memory can be written");
    let packed = packer.finish().expect("memory can be written");
    site.serve("/map.xml.gz", answer("200 OK", "Content-Type: application/x-gzip\r\n", packed));
    let loc = |url: &str| format!("<sitemap><loc>{url}</loc></sitemap>");
    let index = [loc("/map.xml.gz"), loc("/index"), loc(&other.url("/map"))].concat();
    list(&site, "/index", &format!("<sitemapindex>{index}</sitemapindex>"));
    list(
        &other,
        "/feed",
        &format!(
            r#"{{"version":"https://jsonfeed.org/version/1","items":[{{"url":"/3"}},{{"url":"{}"}}]}}"#,
            site.url("/foreign")
        ),
    );
    let outline = |url: String| format!("<outline xmlUrl='{url}'/>");
    let opml = [outline(site.url("/index")), outline(other.url("/feed"))].concat();
    desk.write("feeds.opml", format!("<opml><body>{opml}</body></opml>"));
    let tracked = desk.fetch(&["track", "feeds.opml", "--format", "jsonl"]).ok();
    check(&tracked, &[("1", "created"), ("2", "created"), ("3", "created")]);
    let sources = desk.lines(&["sources"]);
    let kinds: Vec<&Value> = sources.iter().map(|source| &source["kind"]).collect();
    assert_eq!(kinds, ["sitemap_index", "json_feed", "sitemap"]);
    assert_eq!(sources[2]["parent"], sources[0]["id"]);
    for index in [0, 1] {
        assert_eq!(sources[index]["left_out"]["foreign"], 1, "{}", sources[index]);
    }
    assert!(site.requests("/foreign").is_empty() && other.requests("/map").is_empty());
    let untracked = desk.run(&["sources", "--untrack", "index", "--format", "json"]).ok().json();
    assert_eq!(untracked.as_array().map(Vec::len), Some(2), "what it lists goes with it");
}

#[test]
fn a_document_may_be_the_file_itself() {
    let (desk, site) = (Desk::new(), site(&["/1"]));
    desk.write("feed.xml", rss(&[site.url("/1")]));
    let tracked = desk.fetch(&["track", "feed.xml"]).ok();
    assert!(tracked.out.contains("first version v1"), "{tracked:?}");
    assert!(tracked.err.contains("feed.xml: RSS feed, 1 listed"), "{tracked:?}");
    assert_eq!(desk.lines(&["sources"]), Vec::<Value>::new());
    desk.write("empty.xml", rss(&[]));
    desk.fetch(&["track", "empty.xml"]).fails(2, &["no usable URL in the RSS feed empty.xml"]);
    desk.write("other.json", "{\"version\": 1}");
    desk.fetch(&["track", "other.json"]).fails(2, &["no feed"]);
}

#[test]
fn limits_hold_for_each_look() {
    let (desk, site) = (Desk::new(), site(&["/world/1", "/world/2", "/sport/3", "/world/video/4"]));
    let item = |path: &str, date: &str| {
        format!("<entry><link href='{}'/><updated>{date}</updated></entry>", site.url(path))
    };
    let entries = [
        item("/world/1", "2001-01-01"),
        item("/world/2", "2100-01-01"),
        item("/sport/3", "2100-01-01"),
        item("/world/video/4", "2100-01-01"),
    ];
    let feed = format!("<feed xmlns='http://www.w3.org/2005/Atom'>{}</feed>", entries.concat());
    list(&site, "/feed", &feed);
    let options = ["--match", "/world/", "--skip", "VIDEO", "--age", "7d", "--max", "3"];
    check(&track(&desk, &site.url("/feed"), &options), &[("world/2", "created")]);
    let source = &desk.lines(&["sources"])[0];
    let limits = json!({"max": 3, "match": ["/world/"], "skip": ["VIDEO"],
                        "age_seconds": 604_800, "foreign": "left_out"});
    assert_eq!(source["limits"], limits);
    assert_eq!(source["left_out"]["unfitting"], 2);
    assert_eq!(source["left_out"]["too_old"], 1);
    // Asked for less, it brings more.
    let more = track(&desk, &site.url("/feed"), &["--max", "50"]);
    let new = ["sport/3", "world/1", "world/video/4"].map(|path| (path, "created"));
    check(&more, &new);
}

#[test]
fn what_fails_and_what_is_cut_is_told() {
    let (desk, site) = (Desk::new(), site(&["/1", "/2"]));
    let whole = rss(&[site.url("/1"), site.url("/2")]);
    let (cut, _) = whole.rsplit_once("</item>").expect("an item");
    list(&site, "/feed", cut);
    let tracked = track(&desk, &site.url("/feed"), &[]);
    check(&tracked, &[("1", "created")]);
    let part = "used in part: XML ends before it is complete";
    assert!(tracked.err.contains(part), "{tracked:?}");
    let source = &desk.lines(&["sources"])[0];
    assert!(source["defects"][0].as_str().is_some_and(|it| it.starts_with("XML ends")), "{source}");
    let listed = desk.run(&["sources"]).ok();
    assert!(listed.err.contains(&format!("source 1: {part}")), "{listed:?}");

    for (answer, failure, evidence) in [
        (answer("404 Not Found", "", ""), "status", "404"),
        (answer("200 OK", "Content-Type: text/html\r\n", "<html></html>"), "decode", "no feed"),
    ] {
        site.serve("/feed", answer);
        let polled = poll(&desk);
        assert!(polled.err.contains("source 1: failed"), "{polled:?}");
        let source = &desk.lines(&["sources"])[0];
        assert_eq!(source["failure"], failure);
        assert!(source["evidence"].as_str().is_some_and(|it| it.contains(evidence)), "{source}");
    }
    list(&site, "/feed", &whole);
    check(&poll(&desk), &[("1", "not_modified"), ("2", "created")]);
    let source = &desk.lines(&["sources"])[0];
    assert_eq!((&source["failure"], &source["failures"]), (&json!(null), &json!(0)));
}

#[test]
fn what_a_source_lists_is_never_asked_for_more_stories() {
    let (desk, site) = (Desk::new(), site(&["/1"]));
    list(&site, "/feed", &rss(&[site.url("/inner"), site.url("/1")]));
    list(&site, "/inner", &rss(&[site.url("/trap")]));
    let tracked = track(&desk, &site.url("/feed"), &[]);
    check(&tracked, &[("1", "created"), ("inner", "failed")]);
    assert!(site.requests("/trap").is_empty());
    assert_eq!(desk.lines(&["sources"]).len(), 1);
}

#[test]
fn a_source_obeys_robots_txt_and_is_not_a_story_any_more() {
    let (desk, site) = (Desk::new(), site(&["/1"]));
    list(&site, "/feed", &rss(&[site.url("/1")]));
    track(&desk, &site.url("/feed"), &[]);
    assert_eq!(desk.lines(&["list", "--all"]).len(), 1);
    let of_story = desk.lines(&["sources", "--story", &site.url("/1")]);
    assert_eq!(of_story.len(), 1);
    let db = rusqlite::Connection::open(desk.path("desk.db")).expect("the store opens");
    db.execute("UPDATE robots SET fetched_at = 0", ()).expect("an edit");
    let rules = "User-agent: *\nDisallow: /feed\n";
    site.serve("/robots.txt", answer("200 OK", "Content-Type: text/plain\r\n", rules));
    let before = site.requests("/feed").len();
    poll(&desk);
    assert_eq!(site.requests("/feed").len(), before);
    assert_eq!(desk.lines(&["sources"])[0]["failure"], "robots");
}

#[test]
fn a_source_may_come_late_and_from_elsewhere() {
    let (desk, site) = (Desk::new(), site(&["/dir/1"]));
    site.serve("/feed", answer("500 Oops", "", ""));
    check(&track(&desk, &site.url("/feed"), &["--max", "3"]), &[("feed", "failed")]);
    let text = "<?xml version='1.0' encoding='windows-1251'?><rss><channel><title>Новости</title>\
                <item><link>1?fbclid=x</link></item></channel></rss>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    site.serve("/dir/rss", answer("200 OK", "Content-Type: application/rss+xml\r\n", bytes));
    site.serve("/feed", redirect("/dir/rss"));
    check(&poll(&desk), &[("dir/1", "created")]);
    let source = &desk.lines(&["sources"])[0];
    assert_eq!((&source["title"], &source["url"]), (&json!("Новости"), &json!(site.url("/feed"))));
    assert_eq!(source["limits"]["max"], 3, "what it was tracked with holds");
    assert_eq!(desk.lines(&["list", "--all"]).len(), 1);
    desk.run(&["verify"]).ok();
}
