//! The part of the contract that is about hosts that are left alone, and stories that wait for one.

use revdiff::history::{Failure, FailureKind, Outcome};
use revdiff::sources::source::Subject;
use revdiff::store::{Recorded, Scope, Store, Tracked};

use super::sample::*;

pub fn a_check_tells_of_the_pause_that_another_poller_was_asked_for(store: &dyn Store) {
    let tracked = store.track(&[new_story("https://y.test/1")], at(3_000)).expect("writable");
    let [Tracked::Added(id)] = tracked[..] else { panic!("{tracked:?}") };
    let scope = Scope::Only(vec![id], at(3_000));
    let claim = store.claim(&request(scope, 3_000)).expect("claimable").remove(0).claim;
    store.pause_host("y.test", at(3_600)).expect("writable");
    let failed = Outcome::Failed(Box::new(Failure::new(FailureKind::Dns, "no such name")));
    match record(store, &claim, check(id, 3_001, failed)) {
        Recorded::Done { next_ok_at, .. } => assert_eq!(next_ok_at, at(3_600)),
        Recorded::Fenced => panic!("the claim stands"),
    }
    store.release(&claim, at(3_001)).expect("writable");
}

pub fn what_is_postponed_has_not_failed(store: &dyn Store) {
    let tracked = store.track(&[new_story("https://z.test/1")], at(3_000)).expect("writable");
    let [Tracked::Added(id)] = tracked[..] else { panic!("{tracked:?}") };
    let scope = || Scope::Only(vec![id], at(3_001));
    let claim = store.claim(&request(scope(), 3_000)).expect("claimable").remove(0).claim;
    let postpone = |claim| store.postpone(claim, Subject::Story(id), at(3_001), at(3_060));
    assert!(postpone(&claim).expect("writable"));
    store.release(&claim, at(3_001)).expect("writable");
    let story = store.story(id).expect("it is there");
    assert_eq!((story.failures, story.next_check_at), (0, at(3_060)));
    assert!(store.claim(&request(scope(), 3_002)).expect("claimable").is_empty(), "not this round");
    assert!(!postpone(&claim).expect("writable"), "the claim was given back");
}

pub fn any_host_can_be_paused(store: &dyn Store) {
    let next_ok_at = || store.next_ok_at("d.test").expect("readable");
    assert_eq!(next_ok_at(), None, "nothing is known of it");
    for (until, kept) in [(3_000, 3_000), (4_000, 4_000), (3_500, 4_000)] {
        store.pause_host("d.test", at(until)).expect("writable");
        assert_eq!(next_ok_at(), Some(at(kept)), "never nearer");
    }
    store.track(&[new_story("https://d.test/1")], at(3_000)).expect("writable");
    let claims = |seconds| {
        let claims = store.claim(&request(Scope::Due(at(3_000)), seconds)).expect("claimable");
        claims.into_iter().filter(|claim| claim.claim.host == "d.test").count()
    };
    assert_eq!([claims(3_999), claims(4_000)], [0, 1]);
}
