//! When to look again: from a story's age, its changes, its failures and the server's word.

pub mod rounds;

use chrono::TimeDelta;

use crate::digest::Digest;
use crate::history::quarantine::Held;
use crate::history::{Latest, Outcome, State, Story};
use crate::time::Time;

/// The shortest time between two checks of a story: with the jitter upon it still less than the five
/// minutes between two rounds, so that no round is waited out.
const SHORTEST: TimeDelta = TimeDelta::minutes(4);
/// The time before a page that is in doubt is read once more.
const SECOND_LOOK: TimeDelta = TimeDelta::minutes(2);
/// The longest, for a story that answers and for one that is gone.
const LONGEST: TimeDelta = TimeDelta::days(3);
const LONGEST_GONE: TimeDelta = TimeDelta::days(7);
/// A story that fails is looked at once a day at least, as long as it is not gone.
const LONGEST_FAILING: TimeDelta = TimeDelta::days(1);
/// The interval is this part of the time in which the story was quiet: news is edited early.
const PART_OF_QUIET: i32 = 12;
/// Each change makes it a smaller part still, so many of them: what was edited will be edited.
const PART_BY_CHANGE: i32 = 6;
const CHANGES_THAT_COUNT: u32 = 4;
/// An old story may be quiet for us only: until we have looked for longer, this is the longest.
const LONGEST_BY_CLAIM: TimeDelta = TimeDelta::hours(1);
/// How far a server's word that its page stays fresh is heeded: more would hide its edits.
const FRESH_MAX: TimeDelta = TimeDelta::minutes(15);
/// A change of the text may hide behind a "not modified": the page itself is asked for after so many
/// of them, and once a day.
const NOT_MODIFIED_MAX: u32 = 11;
const WHOLE_EVERY: TimeDelta = TimeDelta::days(1);

/// Whether a check should ask without validators: the server has said "not modified" often enough in
/// a row, or the page would be older than a day, since it was last sent, before it is asked again.
pub fn is_unconditional(story: &Story, now: Time) -> bool {
    let is_too_long_ago =
        |sent_at: Time| now + by_quiet(story, now) - sent_at >= WHOLE_EVERY || sent_at > now;
    story.not_modified >= NOT_MODIFIED_MAX || story.last_whole_at.is_none_or(is_too_long_ago)
}

/// When to look at a story again, after a check at `now` that came to `outcome` and left it in
/// `state`. A page that is in doubt is read once more sooner than any other, unless it reads
/// differently each time.
pub fn next_check(story: &Story, outcome: &Outcome, state: State, now: Time) -> Time {
    let held = outcome.held().map(|article| Held::after(story.held, article, now));
    if held.is_some_and(|held| held.is_worth_another_look()) {
        return now + SECOND_LOOK + jitter(story, SECOND_LOOK, now);
    }
    let interval = match outcome {
        Outcome::Changed(_) => SHORTEST,
        Outcome::NotModified(_) | Outcome::Unchanged(_) => by_quiet(story, now),
        Outcome::Quarantined(_) => by_quiet(story, now).min(LONGEST_FAILING),
        Outcome::Failed(_) => by_failures(story, state, now),
    };
    let fresh_for = outcome.fresh_for().map_or(TimeDelta::zero(), |fresh| fresh.min(FRESH_MAX));
    let interval = interval.max(fresh_for);
    let next = now + interval + jitter(story, interval, now);
    outcome.retry_at().map_or(next, |asked| asked.max(next))
}

/// By the time since the newest change, and by how many changes there were.
fn by_quiet(story: &Story, now: Time) -> TimeDelta {
    let since = story.latest.as_ref().map_or(story.added_at, |latest| latest.captured_at);
    let seen_quiet = now - since;
    let changes = story.latest.as_ref().map_or(0, |latest| latest.version.saturating_sub(1));
    let part = PART_OF_QUIET + PART_BY_CHANGE * changes.min(CHANGES_THAT_COUNT) as i32;
    let claimed = story.latest.as_ref().filter(|_| changes == 0).and_then(claimed_quiet_since);
    let by_claim = claimed.map_or(TimeDelta::zero(), |since| {
        ((now - since) / part).min(LONGEST_BY_CLAIM.max(seen_quiet / 2))
    });
    (seen_quiet / part).max(by_claim).clamp(SHORTEST, LONGEST)
}

/// When the publisher says that the story was published or last changed, whichever is later.
fn claimed_quiet_since(latest: &Latest) -> Option<Time> {
    [&latest.published, &latest.updated]
        .into_iter()
        .flatten()
        .filter_map(|text| claimed(text))
        .max()
}

/// A claimed time, or the end of the day that is claimed.
fn claimed(text: &str) -> Option<Time> {
    let end_of_day = || Time::parse(&format!("{}T23:59:59Z", text.get(..10)?));
    Time::parse(text).or_else(end_of_day)
}

fn by_failures(story: &Story, state: State, now: Time) -> TimeDelta {
    if state == State::Gone {
        return LONGEST_GONE;
    }
    let doublings = story.failures.min(9);
    let backed_off = SHORTEST * (1 << doublings);
    backed_off.max(by_quiet(story, now)).min(LONGEST_FAILING)
}

/// Up to a tenth of the interval, the same for the same story and instant: stories tracked
/// together drift apart.
fn jitter(story: &Story, interval: TimeDelta, now: Time) -> TimeDelta {
    let fields = [story.id.0.to_be_bytes(), now.millis().to_be_bytes()];
    let digest = Digest::of_fields(fields.iter().map(|field| field.as_slice()));
    interval * i32::from(digest.0[0]) / (255 * 10)
}

#[cfg(test)]
mod tests;
