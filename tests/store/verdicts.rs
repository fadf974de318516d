//! The part of the contract that is about verdicts: put anew by the rules, overruled by people.

use revdiff::error::Kind;
use revdiff::history::StoryId;
use revdiff::overruling::{Overruling, Ruling};
use revdiff::store::{Rejudged, Store};
use revdiff::verdict::{Class, Disclosure, Verdict};

use super::sample::*;

pub fn verdicts_are_put_anew(store: &dyn Store, id: StoryId) {
    let before = store.story(id).expect("it is there");
    let newest = before.latest.as_ref().expect("versions").version;
    let verdict = |class| {
        let (evidence, reasons) = (Vec::new(), Vec::new());
        Verdict { class, disclosure: Disclosure::NotApplicable, evidence, reasons }
    };
    let rejudged = |story, version, class| Rejudged { story, version, verdict: verdict(class) };
    let all = [
        rejudged(id, newest - 1, Class::None),
        rejudged(id, newest, Class::Cosmetic),
        rejudged(StoryId(99), 1, Class::None),
    ];
    let put = store.rejudge(&all).expect("writable");
    assert_eq!(put, [false, true, false], "on the newest version alone");
    let after = store.story(id).expect("it is there");
    assert_eq!(after.verdict, Some(verdict(Class::Cosmetic)));
    let same = [before, after].map(|mut story| {
        story.verdict = None;
        story
    });
    assert_eq!(same[0], same[1], "nothing else is touched");
}

pub fn people_overrule_verdicts(store: &dyn Store, id: StoryId) {
    let said = |version, ruling, by: &str| Overruling {
        version,
        ruling,
        by: by.to_string(),
        why: "the page's own \u{202e} words".to_string(),
        at: at(6_000),
    };
    let cosmetic = Ruling::Class(Class::Cosmetic, Some(Disclosure::NotApplicable));
    let all = [
        said(3, cosmetic, "Ann Lee"),
        said(2, Ruling::Disclosure(Disclosure::Disclosed), "Bo Ek"),
        said(3, Ruling::Withdrawn, "Ann Lee"),
        said(3, Ruling::Class(Class::Substantive, None), "Bo Ek"),
    ];
    assert_eq!(store.overrulings(id).expect("readable"), []);
    let before = (store.story(id).expect("there"), store.snapshots(id).expect("readable"));
    for overruling in &all {
        store.overrule(id, overruling).expect("writable");
    }
    assert_eq!(store.overrulings(id).expect("readable"), all, "all of them stay");
    assert_eq!(store.overrulings(StoryId(2)).expect("readable"), []);
    let after = (store.story(id).expect("there"), store.snapshots(id).expect("readable"));
    assert_eq!(before, after, "the rules' verdict and the versions stay");
    for (story, version) in [(id, 1), (id, 99), (StoryId(2), 2), (StoryId(99), 2)] {
        let refused = store.overrule(story, &said(version, cosmetic, "Ann Lee"));
        assert_eq!(refused.expect_err("no edit").kind, Kind::NotFound, "{story} v{version}");
    }
}

/// A list shows what a person said where there are two versions, and so one edit.
pub fn a_list_shows_what_was_said_of_an_only_edit(store: &dyn Store) {
    let id = super::versions::followed(store, "https://f.test/1", 2);
    let said = |ruling| Overruling {
        version: 2,
        ruling,
        by: "Ann Lee".to_string(),
        why: "she asked".to_string(),
        at: at(7_000),
    };
    let listed = || {
        let mut listed = None;
        let mut see = |story: &revdiff::store::listed::Listed| {
            if story.id == id {
                listed = story.overruled.cloned();
            }
        };
        store.each_story(&mut see).expect("readable");
        listed
    };
    assert_eq!(listed(), None);
    let disclosed = said(Ruling::Disclosure(Disclosure::Disclosed));
    store.overrule(id, &disclosed).expect("writable");
    assert_eq!(listed(), Some(disclosed));
    store.overrule(id, &said(Ruling::Withdrawn)).expect("writable");
    assert_eq!(listed(), None);
}
