//! The options that limit what is followed of a source.

use std::time::Duration;

use crate::cli::whole;
use crate::sources::limits::{Foreign, Limits};

#[derive(clap::Args, Clone)]
#[command(next_help_heading = "Options for feeds, sitemaps and lists of them")]
pub struct LimitOptions {
    /// Follow the newest N stories that a feed or sitemap lists at a time [default: 1000]
    #[arg(long, value_name = "N", value_parser = whole::between(1..=50_000_u32))]
    max: Option<u32>,
    /// Follow only stories with this in their URL or title, * for any characters; repeat for others
    #[arg(long = "match", value_name = "TEXT")]
    fitting: Vec<String>,
    /// Leave out stories with this in their URL or title, * for any characters; repeat for others
    #[arg(long, value_name = "TEXT")]
    skip: Vec<String>,
    /// Leave out stories that the source dates longer ago: 36h, 7d
    #[arg(long, value_name = "TIME", value_parser = age)]
    age: Option<Duration>,
    /// Follow stories on other sites than the source's own, too
    #[arg(long)]
    foreign: bool,
}

impl LimitOptions {
    /// The limits that are asked for; none where no option is given.
    pub fn given(&self) -> Option<Limits> {
        let LimitOptions { max, fitting, skip, age, foreign } = self.clone();
        let is_any = max.is_some() || age.is_some() || foreign;
        if !is_any && fitting.is_empty() && skip.is_empty() {
            return None;
        }
        let usual = Limits::default();
        Some(Limits {
            max: max.unwrap_or(usual.max),
            fitting,
            skip,
            age_seconds: age.and_then(|age| i64::try_from(age.as_secs()).ok()),
            foreign: if foreign { Foreign::Followed } else { Foreign::LeftOut },
        })
    }
}

/// Reads a time such as `7d`, from a minute to a hundred years.
fn age(text: &str) -> Result<Duration, String> {
    let century = Duration::from_secs(100 * 366 * 86_400);
    match humantime::parse_duration(text) {
        Ok(age) if (Duration::from_secs(60)..=century).contains(&age) => Ok(age),
        _ => Err("a time from 1m to 100y is wanted, such as 36h, 7d or 2months".into()),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;

    #[derive(Parser)]
    struct Line {
        #[command(flatten)]
        limits: LimitOptions,
    }

    fn given(args: &[&str]) -> Option<Limits> {
        Line::try_parse_from([&["x"], args].concat()).expect("good options").limits.given()
    }

    #[test]
    fn limits_are_given_by_any_of_their_options() {
        assert_eq!(given(&[]), None);
        let usual = Limits::default();
        let foreign = Limits { foreign: Foreign::Followed, ..usual.clone() };
        assert_eq!(given(&["--foreign"]), Some(foreign));
        let fitting = ["a", "b*c"].map(str::to_owned).to_vec();
        let limits = Limits { max: 5, fitting, age_seconds: Some(7 * 86_400), ..usual };
        assert_eq!(
            given(&["--match", "a", "--match", "b*c", "--age", "7d", "--max", "5"]),
            Some(limits)
        );
    }

    #[test]
    fn a_limit_that_lets_nothing_through_is_refused() {
        for args in [["--max", "0"], ["--age", "0s"], ["--age", "soon"], ["--max", "60000"]] {
            assert!(Line::try_parse_from([&["x"], &args[..]].concat()).is_err(), "{args:?}");
        }
    }
}
