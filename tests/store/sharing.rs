//! Two programs on one store.

use std::collections::HashSet;
use std::sync::Mutex;

use chrono::TimeDelta;

use revdiff::store::{ClaimRequest, Recorded, Scope, Store};

use super::sample::*;

#[test]
fn two_pollers_never_hold_one_host() {
    let scratch = Scratch::new();
    let new: Vec<_> = (0..40).map(|n| new_story(&format!("https://{n}.test/"))).collect();
    scratch.open().track(&new, at(0)).expect("writable");
    let seen = Mutex::new(HashSet::new());
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let store = scratch.open();
                loop {
                    let request = ClaimRequest { hosts_max: 3, ..request(Scope::Due(at(1)), 1) };
                    let claims = store.claim(&request).expect("claimable");
                    if claims.is_empty() {
                        break;
                    }
                    let mut seen = seen.lock().expect("no holder panics");
                    for claim in claims {
                        assert!(seen.insert(claim.claim.host), "claimed twice");
                    }
                }
            });
        }
    });
    assert_eq!(seen.into_inner().expect("no holder panicked").len(), 40);
}

#[test]
fn a_late_worker_records_nothing() {
    let scratch = Scratch::new();
    let (slow, quick) = (scratch.open(), scratch.open());
    slow.track(&[new_story("https://a.test/1")], at(0)).expect("writable");
    let late = claim_due(&slow, 1).remove(0);
    let id = late.stories[0].id;
    // The lease ran out, nobody took the host: still nothing.
    assert_eq!(record(&slow, &late.claim, check(id, 302, changed("Late."))), Recorded::Fenced);
    let newer = claim_due(&quick, 302).remove(0);
    assert!(newer.claim.fence > late.claim.fence);
    assert_eq!(record(&slow, &late.claim, check(id, 303, changed("Later."))), Recorded::Fenced);
    slow.release(&late.claim, at(310)).expect("writable");
    assert!(claim_due(&slow, 311).is_empty(), "a late release frees nothing");
    assert!(slow.snapshots(id).expect("readable").is_empty());
    let recorded = record(&quick, &newer.claim, check(id, 304, changed("In time.")));
    assert!(matches!(recorded, Recorded::Done { version: Some(1), .. }), "{recorded:?}");
}

#[test]
fn the_hosts_of_a_dead_poller_are_free_and_its_checks_fenced() {
    let scratch = Scratch::new();
    let store = scratch.open();
    store.track(&[new_story("https://a.test/1")], at(0)).expect("writable");
    let dead = claim_due(&store, 1).remove(0);
    store.free_hosts(at(2), |claimer| claimer != CLAIMER).expect("writable");
    assert!(claim_due(&store, 2).is_empty(), "it lives");
    store.free_hosts(at(3), |claimer| claimer == CLAIMER).expect("writable");
    let late = check(dead.stories[0].id, 4, changed("Late."));
    assert_eq!(record(&store, &dead.claim, late), Recorded::Fenced);
    assert_eq!(claim_due(&store, 4).len(), 1);
}

#[test]
fn a_claim_given_back_does_not_rise_again() {
    let scratch = Scratch::new();
    let store = scratch.open();
    store.track(&[new_story("https://a.test/1")], at(0)).expect("writable");
    let claim = claim_due(&store, 1).remove(0);
    store.release(&claim.claim, at(2)).expect("writable");
    let late = check(claim.stories[0].id, 3, changed("Late."));
    assert_eq!(record(&store, &claim.claim, late), Recorded::Fenced);
    assert_eq!(claim_due(&store, 3).len(), 1);
}

#[test]
fn a_claim_is_good_for_its_own_host_only() {
    let scratch = Scratch::new();
    let store = scratch.open();
    let new = [new_story("https://a.test/1"), new_story("https://b.test/1")];
    store.track(&new, at(0)).expect("writable");
    let claims = claim_due(&store, 1);
    let (claim, other) = (&claims[0].claim, claims[1].stories[0].id);
    assert_eq!(record(&store, claim, check(other, 2, changed("Wrong."))), Recorded::Fenced);
}

#[test]
fn each_record_moves_the_lease() {
    let scratch = Scratch::new();
    let store = scratch.open();
    store.track(&[new_story("https://a.test/1")], at(0)).expect("writable");
    let claim = claim_due(&store, 1).remove(0);
    record(&store, &claim.claim, check(claim.stories[0].id, 200, changed("One.")));
    let all = |seconds| store.claim(&request(Scope::All(at(9_999)), seconds)).expect("claimable");
    assert!(all(400).is_empty(), "200 s and the lease are not over");
    assert_eq!(all(501).len(), 1);
}

#[test]
fn a_claim_brings_the_longest_due_and_no_more_than_asked() {
    let scratch = Scratch::new();
    let store = scratch.open();
    let new: Vec<_> = (1..=5).map(|n| new_story(&format!("https://a.test/{n}"))).collect();
    store.track(&new, at(0)).expect("writable");
    let first = store.story_at("https://a.test/1").expect("readable").expect("followed");
    look(&store, first, 1, changed("One."));
    let few = ClaimRequest { stories_max: 3, ..request(Scope::Due(at(2_000)), 2_000) };
    let claims = store.claim(&few).expect("claimable");
    let ids: Vec<_> = claims[0].stories.iter().map(|story| story.id.0).collect();
    assert_eq!(ids, [2, 3, 4], "story 1 is due later than they");
}

#[test]
fn a_patient_claimer_gets_a_host_before_its_time() {
    let scratch = Scratch::new();
    let store = scratch.open();
    store.track(&[new_story("https://a.test/1")], at(0)).expect("writable");
    let claim = claim_due(&store, 1).remove(0);
    store.release(&claim.claim, at(5)).expect("writable");
    assert!(claim_due(&store, 2).is_empty());
    let patient = ClaimRequest { patience: TimeDelta::seconds(3), ..request(Scope::Due(at(2)), 2) };
    let claims = store.claim(&patient).expect("claimable");
    assert_eq!(claims[0].next_ok_at, at(5));
}
