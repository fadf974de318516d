//! A list of five stories, narrowed down and ordered by the options as a user gives them.

use chrono::TimeDelta;
use clap::Parser;

use super::*;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    selection: Selection,
}

fn now() -> Time {
    Time::from_millis(1_764_000_000_000)
}

fn hours_ago(hours: i64) -> Time {
    now() - TimeDelta::hours(hours)
}

/// A story of that many versions, the newest of as many hours ago as its number.
fn story(id: i64, host: &str, versions: u32) -> Listed<'_> {
    Listed {
        id: StoryId(id),
        url: "https://a.test/story",
        host,
        label: None,
        tags: Vec::new(),
        added_at: hours_ago(200 - id),
        state: State::Live,
        state_since: None,
        following: Following::Active,
        quarantined: false,
        is_pending: false,
        turns: 0,
        failures: 0,
        next_check_at: hours_ago(50 + id),
        last_checked_at: Some(hours_ago(id)),
        last_read_at: None,
        versions,
        first_captured_at: (versions > 0).then_some(hours_ago(100)),
        last_captured_at: (versions > 0).then_some(hours_ago(id)),
        headline: None,
        published: None,
        updated: None,
        verdict: None,
        overruled: None,
    }
}

const STEALTH: &str = r#"{"class":"substantive","disclosure":"stealth","reasons":[]}"#;
const DISCLOSED: &str = r#"{"class":"substantive","disclosure":"disclosed","reasons":[]}"#;
const COSMETIC: &str = r#"{"class":"cosmetic","disclosure":"not_applicable","reasons":[]}"#;

fn stories() -> Vec<Listed<'static>> {
    let tags = |tags: &[&str]| tags.iter().map(|&tag| tag.to_owned()).collect();
    vec![
        Listed { tags: tags(&["a"]), failures: 2, ..story(1, "a.test", 1) },
        Listed {
            tags: tags(&["a", "b"]),
            verdict: KeptVerdict::new(STEALTH),
            ..story(2, "www.a.test", 3)
        },
        Listed {
            verdict: KeptVerdict::new(COSMETIC),
            state: State::Gone,
            ..story(3, "b.test:8443", 2)
        },
        Listed {
            following: Following::Paused,
            quarantined: true,
            last_checked_at: None,
            ..story(4, "nota.test", 0)
        },
        Listed {
            following: Following::Untracked,
            verdict: KeptVerdict::new(DISCLOSED),
            ..story(5, "a.test", 4)
        },
    ]
}

fn check(options: &str, expected: &[i64]) {
    let words = ["list"].into_iter().chain(options.split_whitespace());
    let line = Line::try_parse_from(words).unwrap_or_else(|error| panic!("{options}: {error}"));
    let mut stories = stories();
    stories.retain(|story| line.selection.fits(story, now()));
    stories.sort_by_key(|story| line.selection.rank(story));
    let found = stories.iter().map(|story| story.id.0).take(line.selection.limit());
    assert_eq!(found.collect::<Vec<_>>(), expected, "{options}");
}

#[test]
fn untracked_stories_are_shown_to_those_who_ask() {
    check("", &[1, 2, 3, 4]);
    check("--all", &[1, 2, 3, 4, 5]);
    check("--state untracked", &[5]);
    check("--all --changed", &[2, 3, 5]);
}

#[test]
fn stories_are_found_by_when_they_changed() {
    check("--changed", &[2, 3]);
    check("--since 90m", &[1]);
    check("--since 2h", &[1, 2]);
    check("--since 2h --changed", &[2]);
    check("--since 2025-11-24T13:00:00Z", &[1, 2, 3]);
}

#[test]
fn stories_are_found_by_host_and_tag() {
    check("--site a.test", &[1, 2]);
    check("--site https://A.test/front", &[1, 2]);
    check("--site www.a.test", &[2]);
    check("--site b.test", &[3]);
    check("--site b.test:8443", &[3]);
    check("--site b.test:8444", &[]);
    check("--site test", &[1, 2, 3, 4]);
    check("--tag a", &[1, 2]);
    check("--tag a --tag #b", &[2]);
}

#[test]
fn stories_are_found_by_state_and_verdict() {
    check("--state live", &[1, 2, 4]);
    check("--state gone,failing", &[1, 3]);
    check("--state quarantined", &[4]);
    check("--state paused", &[4]);
    check("--verdict stealth", &[2]);
    check("--verdict cosmetic,stealth", &[2, 3]);
    check("--verdict not_applicable", &[3]);
    check("--verdict substantive --all", &[2, 5]);
    check("--verdict unknown", &[]);
}

#[test]
fn each_order_has_two_directions_and_those_without_stand_last() {
    check("--reverse", &[4, 3, 2, 1]);
    check("--sort changed", &[2, 3, 1, 4]);
    check("--sort changed --reverse", &[3, 2, 1, 4]);
    check("--sort checked --reverse", &[3, 2, 1, 4]);
    check("--sort next", &[3, 2, 1, 4]);
    check("--sort added", &[4, 3, 2, 1]);
    check("--sort versions", &[2, 3, 1, 4]);
    check("--sort versions --limit 2", &[2, 3]);
}

#[test]
fn what_no_story_can_be_is_refused() {
    for options in
        ["--state dead", "--verdict good", "--site :", "--limit 0", "--since soon", "--tag #"]
    {
        let words = ["list"].into_iter().chain(options.split_whitespace());
        assert!(Line::try_parse_from(words).is_err(), "{options}");
    }
}
