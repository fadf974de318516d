//! What a site does in place of sending a story, and for how long.

use crate::chance::Chance;
use crate::words::pick;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    // The whole host for a while.
    RetryAfterSeconds,
    RetryAfterDate,
    BusyRetryAfter,
    // Statuses.
    Status500,
    ArticleAs502,
    Status403,
    Status404,
    Status410,
    // The wire.
    Reset,
    Truncated,
    TruncatedChunks,
    CutGzip,
    Garbage,
    NeverAnswers,
    // Something else as 200.
    Consent,
    Login,
    Captcha,
    Challenge,
    SoftNotFound,
    ErrorPage,
    Maintenance,
    Paywall,
    Empty,
    ScriptOnly,
    MetaRefresh,
    HalfPage,
    Pdf,
    WrongCharset,
    // Redirects.
    ToHome,
    ToLogin,
    ToOtherStory,
    Circle,
    // The story all the same.
    Slow,
    ToStory,
    // Lies about what has changed.
    FalseNotModified,
    OldNode,
}

const ALL: [Trouble; 36] = [
    Trouble::RetryAfterSeconds,
    Trouble::RetryAfterDate,
    Trouble::BusyRetryAfter,
    Trouble::Status500,
    Trouble::ArticleAs502,
    Trouble::Status403,
    Trouble::Status404,
    Trouble::Status410,
    Trouble::Reset,
    Trouble::Truncated,
    Trouble::TruncatedChunks,
    Trouble::CutGzip,
    Trouble::Garbage,
    Trouble::NeverAnswers,
    Trouble::Consent,
    Trouble::Login,
    Trouble::Captcha,
    Trouble::Challenge,
    Trouble::SoftNotFound,
    Trouble::ErrorPage,
    Trouble::Maintenance,
    Trouble::Paywall,
    Trouble::Empty,
    Trouble::ScriptOnly,
    Trouble::MetaRefresh,
    Trouble::HalfPage,
    Trouble::Pdf,
    Trouble::WrongCharset,
    Trouble::ToHome,
    Trouble::ToLogin,
    Trouble::ToOtherStory,
    Trouble::Circle,
    Trouble::Slow,
    Trouble::ToStory,
    Trouble::FalseNotModified,
    Trouble::OldNode,
];

impl Trouble {
    /// Which trouble a story is in, round by round; trouble lasts for one round or for several, and
    /// is over in the last two.
    pub fn plan(seed: u64, story: usize, rounds: usize, often: usize) -> Vec<Option<Trouble>> {
        let mut chance = Chance::of(seed, &["trouble", &story.to_string()]);
        let mut plan = Vec::with_capacity(rounds);
        while plan.len() < rounds {
            if chance.below(100) >= often {
                plan.push(None);
                continue;
            }
            let trouble = pick(&mut chance, &ALL);
            let lasts = if trouble.is_of_host() { 1 } else { 1 + chance.below(3) };
            plan.extend(std::iter::repeat_n(Some(trouble), lasts));
        }
        plan.truncate(rounds);
        plan.iter_mut().rev().take(2).for_each(|step| *step = None);
        plan
    }

    /// Whether the site asks to be left alone.
    pub fn is_of_host(self) -> bool {
        matches!(
            self,
            Trouble::RetryAfterSeconds | Trouble::RetryAfterDate | Trouble::BusyRetryAfter
        )
    }

    pub fn name(self) -> String {
        format!("{self:?}")
    }
}
