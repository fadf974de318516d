//! The life cycle: where a story is after a check.

use chrono::TimeDelta;

use crate::article::SignalKind;
use crate::history::quarantine::{Cause, Quarantine};
use crate::history::{Failure, FailureKind, Outcome, State, Story};
use crate::time::Time;

/// A story that is missing for so long, and was looked for so often in vain, is gone.
const GONE_AFTER: TimeDelta = TimeDelta::days(14);
const GONE_CHECKS: u32 = 5;

impl Story {
    /// Where it is after a check that came to that.
    pub fn state_after(&self, outcome: &Outcome, now: Time) -> State {
        match outcome {
            Outcome::Changed(_) | Outcome::NotModified(_) | Outcome::Unchanged(_) => {
                self.state.once_read()
            }
            Outcome::Quarantined(quarantine) => self.state_behind(quarantine, now),
            Outcome::Failed(failure) => self.state_failed(failure, now),
        }
    }

    /// Whether its page may be another than the newest version's, so that "not modified" would say
    /// little.
    pub fn is_in_doubt(&self) -> bool {
        let newest = self.latest.as_ref().map(|latest| latest.version);
        self.held.is_some() || self.alternation.is_some_and(|it| Some(it.version) != newest)
    }

    fn state_behind(&self, quarantine: &Quarantine, now: Time) -> State {
        match quarantine.cause {
            Cause::Signal(SignalKind::Paywall) => State::Paywalled,
            Cause::Signal(SignalKind::Challenge | SignalKind::Login) => State::Blocked,
            Cause::Signal(
                SignalKind::ErrorPage
                | SignalKind::Consent
                | SignalKind::Empty
                | SignalKind::ScriptOnly,
            )
            | Cause::Garbled
            | Cause::Cut
            | Cause::Unexplained(_) => self.state,
            Cause::Astray => self.state_not_found(now),
        }
    }

    fn state_failed(&self, failure: &Failure, now: Time) -> State {
        let is_challenge = failure.response.as_ref().is_some_and(|it| it.challenge().is_some());
        match (failure.kind, failure.status()) {
            (FailureKind::Robots, _) => State::Blocked,
            (FailureKind::Status, _) if is_challenge => State::Blocked,
            (FailureKind::Status, Some(410)) => State::Gone,
            (FailureKind::Status, Some(404)) => self.state_not_found(now),
            (FailureKind::Status, Some(402)) => State::Paywalled,
            (FailureKind::Status, Some(401 | 403 | 451 | 999)) => State::Blocked,
            _ => self.state,
        }
    }

    fn state_not_found(&self, now: Time) -> State {
        let since = self.state_since.unwrap_or(self.added_at);
        let is_long = now - since >= GONE_AFTER && self.not_found + 1 >= GONE_CHECKS;
        match self.state {
            State::Gone => State::Gone,
            State::Missing if is_long => State::Gone,
            State::Live
            | State::Missing
            | State::Moved
            | State::Blocked
            | State::Paywalled
            | State::Restored => State::Missing,
        }
    }
}

impl State {
    /// Where a story is that was read.
    pub fn once_read(self) -> State {
        match self {
            State::Live | State::Restored | State::Moved => self,
            State::Gone | State::Missing | State::Blocked | State::Paywalled => State::Restored,
        }
    }

    /// The name that data and people see.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Live => "live",
            State::Gone => "gone",
            State::Missing => "missing",
            State::Moved => "moved",
            State::Blocked => "blocked",
            State::Paywalled => "paywalled",
            State::Restored => "restored",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::{Following, StoryId};
    use crate::page::{Page, Response, Validators};

    fn story(state: State, not_found: u32) -> Story {
        Story {
            id: StoryId(7),
            url: "https://news.example/a".into(),
            host: "news.example".into(),
            label: None,
            tags: Vec::new(),
            added_at: Time::from_millis(0),
            state,
            state_since: Some(Time::from_millis(0)),
            following: Following::Active,
            quarantined: false,
            held: None,
            excused: Vec::new(),
            alternation: None,
            sighting: None,
            next_check_at: Time::from_millis(0),
            last_checked_at: None,
            last_read_at: None,
            validators: Validators::default(),
            failures: 0,
            not_found,
            not_modified: 0,
            quiet: 0,
            last_whole_at: None,
            stamps: Vec::new(),
            last_page: None,
            verdict: None,
            latest: None,
        }
    }

    fn status(status: u16) -> Outcome {
        let response = Some(Response { status, ..Response::default() });
        let failure = Failure::new(FailureKind::Status, "");
        Outcome::Failed(Box::new(Failure { response, ..failure }))
    }

    fn held(cause: Cause) -> Outcome {
        let page = Page { bytes: Vec::new(), response: Response::default() };
        Outcome::Quarantined(Box::new(Quarantine { page, cause, evidence: String::new() }))
    }

    fn read() -> Outcome {
        Outcome::NotModified(Box::default())
    }

    fn failed(kind: FailureKind) -> Outcome {
        Outcome::Failed(Box::new(Failure::new(kind, "")))
    }

    fn check(before: State, outcome: &Outcome, after: State) {
        let found = story(before, 0).state_after(outcome, Time::from_millis(1));
        assert_eq!(found, after, "{before:?} {outcome:?}");
    }

    #[test]
    fn what_a_server_says_moves_a_story() {
        check(State::Live, &status(404), State::Missing);
        check(State::Missing, &status(404), State::Missing);
        check(State::Gone, &status(404), State::Gone);
        check(State::Missing, &status(410), State::Gone);
        check(State::Live, &status(402), State::Paywalled);
        for refused in [401, 403, 451, 999] {
            check(State::Live, &status(refused), State::Blocked);
        }
        for broken in [429, 500, 503, 204] {
            check(State::Live, &status(broken), State::Live);
        }
        check(State::Live, &failed(FailureKind::Robots), State::Blocked);
        check(State::Missing, &failed(FailureKind::Timeout), State::Missing);
    }

    #[test]
    fn what_a_page_turns_out_to_be_moves_a_story() {
        check(State::Live, &held(Cause::Astray), State::Missing);
        check(State::Live, &held(Cause::Signal(SignalKind::Paywall)), State::Paywalled);
        check(State::Live, &held(Cause::Signal(SignalKind::Challenge)), State::Blocked);
        check(State::Live, &held(Cause::Signal(SignalKind::ErrorPage)), State::Live);
        check(State::Missing, &held(Cause::Signal(SignalKind::Consent)), State::Missing);
    }

    #[test]
    fn a_good_answer_ends_it() {
        for state in [State::Gone, State::Missing, State::Blocked, State::Paywalled] {
            check(state, &read(), State::Restored);
        }
        for state in [State::Live, State::Moved, State::Restored] {
            check(state, &read(), state);
        }
    }

    #[test]
    fn what_is_missing_for_two_weeks_is_gone() {
        let after = |days, not_found| {
            let now = Time::from_millis(0) + TimeDelta::days(days);
            story(State::Missing, not_found).state_after(&status(404), now)
        };
        assert_eq!(after(13, 50), State::Missing);
        assert_eq!(after(14, 1), State::Missing, "looked for too seldom");
        assert_eq!(after(14, 4), State::Gone);
    }

    #[test]
    fn a_challenge_blocks_whatever_its_status() {
        let headers = vec![("cf-mitigated".to_owned(), "challenge".to_owned())];
        let response = Some(Response { status: 503, headers, ..Response::default() });
        let failure = Failure { response, ..Failure::new(FailureKind::Status, "") };
        check(State::Live, &Outcome::Failed(Box::new(failure)), State::Blocked);
    }
}
