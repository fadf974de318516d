//! The part of the contract that is about what is known of pages from before: each story's memory,
//! what its host repeats, and that a host's pages hold no articles any more.

use std::collections::BTreeSet;

use revdiff::article::{Article, Block, BlockKind};
use revdiff::history::{
    Alarm, Capture, Event, Failure, FailureKind, Following, Outcome, OutcomeName, Reading,
    SameArticle, StoryId,
};
use revdiff::memory::{Mark, Memory, Places};
use revdiff::store::{Recorded, Store};

use super::sample::*;

fn follow(store: &dyn Store, url: &str) -> StoryId {
    store.track(&[new_story(url)], at(0)).expect("writable");
    store.story_at(url).expect("readable").expect("just followed")
}

fn knowing(container: &str) -> Memory {
    let left_out = BTreeSet::from([Mark::of("Most read")]);
    let places = Places { container: Mark::of(container), left_out, ..Places::default() };
    Memory { places: Some(places), repeated: BTreeSet::from([Mark::of("Photo: X")]) }
}

fn read_with(memory: &Memory, text: &str) -> Reading {
    Reading { extractor: 1, memory: memory.clone(), article: article(text) }
}

pub fn readings_stand_with_their_memory(store: &dyn Store) {
    let id = follow(store, "https://g.test/1");
    let [before, after] = ["/main", "/div"].map(knowing);
    assert_eq!(store.memory(id).expect("readable"), None);
    let capture = |memory, text| {
        let reading = read_with(memory, text);
        Outcome::Changed(Box::new(Capture { page: page(text), reading, verdict: None }))
    };
    look(store, id, 10, capture(&before, "One."));
    assert_eq!(store.memory(id).expect("readable").as_ref(), Some(&before));
    let latest = || store.story(id).expect("there").latest.expect("a version");
    assert!(latest().has_standing_memory);

    let Outcome::Unchanged(same) = unchanged("one", vec![]) else { panic!("it is") };
    let renewed = SameArticle { memory: Some(after.clone()), ..*same };
    look(store, id, 20, Outcome::Unchanged(Box::new(renewed)));
    assert_eq!(store.memory(id).expect("readable").as_ref(), Some(&after));
    assert!(!latest().has_standing_memory, "it was read with another");

    let better = read_with(&after, "One, better.");
    store.add_reading(latest().snapshot, &better).expect("writable");
    store.add_reading(latest().snapshot, &better).expect("twice is once");
    assert!(latest().has_standing_memory);
    assert_eq!(latest().article_digest, better.article.digest(), "of the newest reading");
    let kept = store.article(latest().snapshot, 1).expect("readable");
    assert_eq!(kept, Some(better.article), "the newest");
    let snapshots = store.snapshots(id).expect("readable");
    assert!(snapshots[0].has_standing_memory);
    assert_eq!(snapshots[0].article_digest, article("One.").digest(), "what made it stays");

    let same = look(store, id, 30, capture(&after, "One, better."));
    assert!(matches!(same, Recorded::Done { outcome: OutcomeName::Unchanged, .. }), "{same:?}");
    look(store, id, 40, capture(&after, "Two."));
    let snapshots = store.snapshots(id).expect("readable");
    let kept = store.article(snapshots[1].id, 1).expect("readable");
    assert_eq!(kept, Some(article("Two.")));
}

fn article_of(texts: &[&str]) -> Article {
    let blocks = texts.iter().map(|text| Block::new(BlockKind::Paragraph, *text)).collect();
    Article { blocks, ..article("") }
}

pub fn a_host_repeats_what_three_of_its_stories_say(store: &dyn Store) {
    let repeated = || store.repeated("h.test").expect("readable");
    let marks = |texts: &[&str]| texts.iter().map(|text| Mark::of(text)).collect::<BTreeSet<_>>();
    let letter = "Sign up for our letter.";
    let stories = [1, 2, 3].map(|number| follow(store, &format!("https://h.test/{number}")));
    for (number, id) in stories.into_iter().enumerate() {
        assert_eq!(repeated(), marks(&[]), "{number} stories are too few");
        let own = format!("Story {number}.");
        look(store, id, 10, changed_to(article_of(&[letter, &own]), &own));
    }
    assert_eq!(repeated(), marks(&[letter]));
    assert_eq!(store.repeated("i.test").expect("readable"), marks(&[]), "each host by itself");

    let [first, second, _] = stories;
    look(store, first, 20, changed_to(article_of(&["Story 0."]), "0, again"));
    assert_eq!(repeated(), marks(&[]), "going by the newest versions");
    look(store, first, 30, changed_to(article_of(&[letter, "Story 0."]), "0, and again"));
    assert_eq!(repeated(), marks(&[letter]));
    let set = |following| store.set_following(&[second], following).expect("writable");
    set(Following::Paused);
    assert_eq!(repeated(), marks(&[letter]));
    set(Following::Untracked);
    assert_eq!(repeated(), marks(&[]), "what is not followed does not count");
}

pub fn a_host_whose_pages_hold_no_articles_any_more_is_told_of_once(store: &dyn Store) {
    let stories = [1, 2, 3, 4].map(|number| follow(store, &format!("https://j.test/{number}")));
    let [first, second, third, unread] = stories;
    for id in [first, second, third] {
        look(store, id, 10, changed("One."));
    }
    let none = || {
        let failure = Failure::new(FailureKind::NoArticle, "no article text on the page");
        Outcome::Failed(Box::new(failure))
    };
    let wall = || {
        let evidence = "empty: no text".to_string();
        held(page(""), &evidence)
    };
    let down = || Outcome::Failed(Box::new(Failure::new(FailureKind::Dns, "no such host")));
    let raised = |id, seconds, outcome| match look(store, id, seconds, outcome) {
        Recorded::Done { events, .. } => events,
        Recorded::Fenced => panic!("the claim stands"),
    };
    let alarm = |since| Alarm { host: "j.test".to_string(), stories: 3, since: at(since) };
    let alarms = || store.alarms().expect("readable");

    for (id, seconds, outcome) in [
        (unread, 20, none()),
        (first, 21, none()),
        (first, 22, none()),
        (second, 23, none()),
        (second, 24, down()),
        (third, 25, Outcome::NotModified(Box::default())),
        (unread, 26, wall()),
    ] {
        assert_eq!(raised(id, seconds, outcome), [], "at {seconds}: two stories of three");
    }
    assert_eq!(alarms(), []);
    assert_eq!(raised(third, 30, wall()), [Event::ArticlesStopped(alarm(21))]);
    assert_eq!(raised(third, 31, wall()), [], "once");
    assert_eq!(alarms(), [alarm(21)]);
    store.tell_alarms(&alarms()).expect("writable");
    assert_eq!(alarms(), [], "once");
    assert_eq!(raised(first, 32, none()), []);

    assert_eq!(raised(first, 40, changed("Two.")), [], "the host recovers");
    assert_eq!(alarms(), []);
    for (id, seconds) in [(first, 50), (second, 51)] {
        assert_eq!(raised(id, seconds, none()), []);
    }
    assert_eq!(raised(third, 52, none()), [Event::ArticlesStopped(alarm(50))]);
    assert_eq!(alarms(), [alarm(50)]);
    // The server's word is on the page that was read last.
    look(store, first, 60, Outcome::NotModified(Box::default()));
    assert_eq!(alarms(), [], "recovered before it was told of");
}

/// Of a host with fewer stories than three, all must fail, and three times in a row.
pub fn a_small_host_is_told_of_as_well(store: &dyn Store) {
    let id = follow(store, "https://k.test/1");
    look(store, id, 10, changed("One."));
    let held = || {
        let evidence = "empty: no text".to_string();
        held(page(""), &evidence)
    };
    for (seconds, alarms) in [(20, 0), (21, 0), (22, 1), (23, 1)] {
        look(store, id, seconds, held());
        assert_eq!(store.alarms().expect("readable").len(), alarms, "at {seconds}");
    }
}

#[test]
fn only_the_newest_stories_of_a_host_count() {
    let scratch = Scratch::new();
    let store = scratch.open();
    let letter = "Sign up for our letter.";
    for number in 0..70 {
        let id = follow(&store, &format!("https://a.test/{number}"));
        let texts = if number < 8 { [letter] } else { ["Something else."] };
        look(&store, id, number + 1, changed_to(article_of(&texts), &format!("{number}")));
    }
    let expected = BTreeSet::from([Mark::of("Something else.")]);
    assert_eq!(store.repeated("a.test").expect("readable"), expected, "2 of 8 are left");
}
