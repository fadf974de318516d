//! What became of a look at a source, in words.

use crate::poll::intake::{Contents, Looked, SourceReport};
use crate::render::words::plural;

/// What is told of a look: as notes where it is news, else as details.
#[derive(Debug, PartialEq, Eq)]
pub struct Told {
    pub notes: Vec<String>,
    pub details: Vec<String>,
}

/// Tells of a look at a source.
pub fn told(report: &SourceReport) -> Told {
    let (id, url) = (report.id, &report.url);
    let line = |words: String| format!("source {id}: {words}  {url}");
    let (mut notes, mut details) = (Vec::new(), Vec::new());
    match &report.looked {
        Looked::First(contents) => {
            notes.push(line(format!("{}, {}", named(report), first(report, contents))));
            notes.extend(defects(contents).map(line));
        }
        Looked::Again(contents) => {
            match brought(report) {
                Some(words) => notes.push(line(words)),
                None => details.push(line("nothing new".to_owned())),
            }
            notes.extend(defects(contents).map(line));
        }
        Looked::Same => details.push(line("nothing new".to_owned())),
        Looked::Failed(why) => notes.push(line(format!("failed ({why})"))),
        Looked::Skipped(why) => notes.push(line(format!("skipped ({why})"))),
    }
    Told { notes, details }
}

/// What it is and what it calls itself.
fn named(report: &SourceReport) -> String {
    let kind = report.kind.map_or("a source", |kind| kind.words());
    match &report.title {
        Some(title) => format!("{kind} “{title}”"),
        None => kind.to_owned(),
    }
}

fn first(report: &SourceReport, contents: &Contents) -> String {
    let mut words = vec![format!("{} listed", contents.listed)];
    words.extend(brought(report));
    if report.known > 0 {
        words.push(format!("{} followed already", report.known));
    }
    let left_out = contents.left_out.words();
    if !left_out.is_empty() {
        words.push(format!("left out: {}", left_out.join(", ")));
    }
    words.join(", ")
}

/// What is new; none where nothing is.
fn brought(report: &SourceReport) -> Option<String> {
    let counts =
        [(report.stories.len(), "story", "stories"), (report.sources.len(), "source", "sources")];
    let words: Vec<String> = counts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} new {}", if count == 1 { one } else { many }))
        .collect();
    (!words.is_empty()).then(|| words.join(", "))
}

fn defects(contents: &Contents) -> impl Iterator<Item = String> {
    contents.defects.iter().map(|defect| format!("used in part: {defect}"))
}

/// What is told when sources are followed no longer.
pub fn untracked(sources: usize, stories: u64) -> String {
    let sources = plural(sources as u64, "source");
    match stories {
        0 => format!("{sources} untracked"),
        1 => format!(
            "{sources} untracked; the story listed stays followed: `revdiff untrack` ends that"
        ),
        _ => format!(
            "{sources} untracked; the {stories} stories listed stay followed: `revdiff untrack` \
             ends that"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::StoryId;
    use crate::sources::limits::LeftOut;
    use crate::sources::listing::Kind;
    use crate::sources::source::SourceId;

    fn report(looked: Looked) -> SourceReport {
        SourceReport {
            id: SourceId(3),
            url: "https://a.test/feed".to_owned(),
            kind: Some(Kind::Rss),
            title: Some("Daily".to_owned()),
            looked,
            stories: vec![StoryId(1), StoryId(2)],
            known: 1,
            sources: Vec::new(),
        }
    }

    fn check(report: &SourceReport, notes: &[&str], details: &[&str]) {
        let found = told(report);
        assert_eq!((found.notes, found.details), (lines(notes), lines(details)));
    }

    fn lines(words: &[&str]) -> Vec<String> {
        words.iter().map(|words| format!("source 3: {words}  https://a.test/feed")).collect()
    }

    #[test]
    fn what_is_news_is_noted_and_the_rest_is_detail() {
        let left_out = LeftOut { foreign: 2, ..LeftOut::default() };
        let contents = Contents { listed: 5, left_out, defects: vec!["it is cut".to_owned()] };
        check(
            &report(Looked::First(contents.clone())),
            &[
                "RSS feed “Daily”, 5 listed, 2 new stories, 1 followed already, left out: 2 on \
                 other sites (--foreign follows them)",
                "used in part: it is cut",
            ],
            &[],
        );
        let whole = Contents { defects: Vec::new(), ..contents };
        check(&report(Looked::Again(whole.clone())), &["2 new stories"], &[]);
        let nothing = SourceReport { stories: Vec::new(), ..report(Looked::Again(whole)) };
        check(&nothing, &[], &["nothing new"]);
        check(&report(Looked::Same), &[], &["nothing new"]);
        check(&report(Looked::Failed("no answer".to_owned())), &["failed (no answer)"], &[]);
    }
}
