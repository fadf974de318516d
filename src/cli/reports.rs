//! What became of each story, told as it happens: a line a story, a progress bar, a summary.

use std::collections::BTreeMap;

use clap::ValueEnum;
use indicatif::ProgressBar;
use serde_json::json;

use crate::cli::console::Console;
use crate::cli::{progress, source_news, times};
use crate::error::Result;
use crate::history::{Alarm, Event, OutcomeName};
use crate::poll::{News, Report};
use crate::render::data;
use crate::render::words::plural;
use crate::text::visible::visible_line;

#[derive(clap::Args, Clone, Copy)]
pub struct ReportFormat {
    /// How to print what became of each story
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub format: Format,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A line a story, for reading
    Text,
    /// A JSON object a line, then a summary
    Jsonl,
}

/// Whether a round went to its end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    Done,
    /// A signal ended it.
    Stopped,
}

/// Tells of stories on the console and counts them.
pub struct Reports<'a> {
    format: Format,
    console: &'a mut Console,
    bar: ProgressBar,
    counts: BTreeMap<&'static str, u64>,
    /// Looks at sources.
    sources: u64,
}

impl<'a> Reports<'a> {
    pub fn new(format: ReportFormat, console: &'a mut Console) -> Reports<'a> {
        let (bar, counts, sources) = (progress::hidden(), BTreeMap::new(), 0);
        Reports { format: format.format, console, bar, counts, sources }
    }

    /// Whether there is a terminal that a progress bar would be seen on.
    pub fn shows_progress(&self) -> bool {
        self.console.shows_progress()
    }

    /// Says how many stories are still to come, which a progress bar on a terminal then shows.
    pub fn expect(&mut self, stories: usize) {
        self.bar = progress::bar(stories, self.console);
    }

    pub fn note(&self, text: &str) {
        self.bar.suspend(|| self.console.note(&visible_line(text)));
    }

    pub fn detail(&self, text: &str) {
        self.bar.suspend(|| self.console.detail(&visible_line(text)));
    }

    /// Tells of what a round has come to.
    pub fn tell(&mut self, news: News) -> Result<()> {
        match news {
            News::Story(report) => self.tell_story(report),
            News::Source(report) => {
                self.sources += 1;
                self.bar.inc_length(report.stories.len() as u64);
                let told = source_news::told(&report);
                told.notes.iter().for_each(|note| self.note(note));
                told.details.iter().for_each(|detail| self.detail(detail));
                Ok(())
            }
        }
    }

    /// Tells of one story, and beside it of a host whose pages hold no articles any more.
    pub fn tell_story(&mut self, report: Report) -> Result<()> {
        for event in &report.events {
            match event {
                Event::ArticlesStopped(alarm) => self.note(&alarm_words(alarm)),
                Event::StampMoved { .. }
                | Event::StateChanged { .. }
                | Event::Returned { .. }
                | Event::Alternated { .. }
                | Event::QuarantineEnded
                | Event::Released
                | Event::Moved { .. }
                | Event::AliasAdded { .. }
                | Event::Linked { .. } => {}
            }
        }
        *self.counts.entry(report.outcome.as_str()).or_default() += 1;
        if report.outcome != OutcomeName::Already {
            self.bar.inc(1);
        }
        let is_news = matches!(report.outcome, OutcomeName::Created | OutcomeName::Changed)
            || report.events.iter().any(is_of_its_life);
        let line = match self.format {
            Format::Jsonl => data::line(&report),
            // A cron job that is told to be quiet speaks when there is something to read.
            Format::Text if self.console.is_quiet() && !is_news => return Ok(()),
            Format::Text => text(&report),
        };
        self.bar.suspend(|| {
            self.console.write_line(&line)?;
            self.console.flush()
        })
    }

    fn count(&self, outcome: OutcomeName) -> u64 {
        self.counts.get(outcome.as_str()).copied().unwrap_or(0)
    }

    /// Tells how many stories came to what.
    pub fn finish(self, end: End) -> Result<()> {
        self.bar.finish_and_clear();
        match self.format {
            Format::Jsonl => {
                let mut summary = json!({});
                for outcome in OutcomeName::ALL {
                    summary[outcome.as_str()] = json!(self.count(outcome));
                }
                self.console.write_line(&json!({ "summary": summary }).to_string())?;
                self.console.flush()
            }
            Format::Text => {
                let total: u64 = self.counts.values().sum();
                let parts: Vec<String> = OutcomeName::ALL
                    .into_iter()
                    .filter(|&outcome| self.count(outcome) > 0)
                    .map(|outcome| format!("{} {}", self.count(outcome), words(outcome)))
                    .collect();
                let looked = match total {
                    0 if self.sources > 0 => {
                        format!("{} looked at; no story was due", plural(self.sources, "source"))
                    }
                    0 if end == End::Stopped => "no story looked at".to_owned(),
                    0 => "nothing was due".to_owned(),
                    1 => format!("1 story: {}", parts.join(", ")),
                    _ => format!("{total} stories: {}", parts.join(", ")),
                };
                self.console.note(&match end {
                    End::Done => looked,
                    End::Stopped => {
                        format!("stopped; {looked}; `revdiff poll` goes on with the rest")
                    }
                });
                Ok(())
            }
        }
    }
}

/// An outcome as people read it.
fn words(outcome: OutcomeName) -> &'static str {
    match outcome {
        OutcomeName::Created => "first version",
        OutcomeName::NotModified => "not modified",
        OutcomeName::Already => "followed already",
        OutcomeName::Changed
        | OutcomeName::Unchanged
        | OutcomeName::Failed
        | OutcomeName::Quarantined
        | OutcomeName::Skipped => outcome.as_str(),
    }
}

/// Whether an event says that a story is to be had in another way than before.
fn is_of_its_life(event: &Event) -> bool {
    match event {
        Event::StateChanged { .. } | Event::Moved { .. } | Event::Linked { .. } => true,
        Event::StampMoved { .. }
        | Event::Returned { .. }
        | Event::Alternated { .. }
        | Event::QuarantineEnded
        | Event::Released
        | Event::AliasAdded { .. }
        | Event::ArticlesStopped(_) => false,
    }
}

fn text(report: &Report) -> String {
    let version = report.version.map_or(String::new(), |version| format!(" v{version}"));
    let why = report.evidence.as_ref().map_or(String::new(), |evidence| format!(" ({evidence})"));
    let events = events_words(&report.events).map_or(String::new(), |words| format!(" · {words}"));
    let outcome = format!("{}{version}", words(report.outcome));
    let line = format!("{:>4}  {outcome:<16}  {}{why}{events}", report.id.0, report.url);
    visible_line(&line).into_owned()
}

/// What a check found beside its outcome, as people read it; none where it found nothing.
pub fn events_words(events: &[Event]) -> Option<String> {
    let words: Vec<String> = events.iter().map(event_words).collect();
    (!words.is_empty()).then(|| words.join(" · "))
}

fn event_words(event: &Event) -> String {
    match event {
        Event::StampMoved { from, to } => {
            format!("stamps moved: {} → {}", quoted(from), quoted(to))
        }
        Event::StateChanged { from, to } => {
            format!("{} → {}", from.as_str(), to.as_str())
        }
        Event::Returned { version } => format!("the text of v{version} returned"),
        Event::Alternated { version, times } => {
            format!("texts take turns, ×{times}: that of v{version} again")
        }
        Event::QuarantineEnded => "an article again".to_owned(),
        Event::Released => "released by hand".to_owned(),
        Event::Moved { from, to } => format!("moved for good: {from} → {to}"),
        Event::AliasAdded { url } => format!("known as {url} too"),
        Event::Linked { story, url } => format!("says that it is story {story}, {url}"),
        Event::ArticlesStopped(alarm) => format!("no articles from {} any more", alarm.host),
    }
}

/// A host whose pages hold no articles any more, and what to do about it.
pub fn alarm_words(alarm: &Alarm) -> String {
    let Alarm { host, stories, since } = alarm;
    let stories = match stories {
        1 => "its story".to_owned(),
        _ => format!("{stories} of its stories in a row"),
    };
    let since = times::local(*since);
    format!(
        "{host}: no article on the pages of {stories} since {since}, where there were articles \
         before; `revdiff list --site {host}` shows the stories, and `revdiff log` of one what came"
    )
}

fn quoted(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| format!("“{text}”")).collect();
    if quoted.is_empty() { "none".to_owned() } else { quoted.join(", ") }
}
