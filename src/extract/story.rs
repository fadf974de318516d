//! The story of a page whose lines were chosen: byline, standfirst, dateline and blocks.

use url::Url;

use super::body::Chosen;
use super::byline::story::{Boxes, Story};
use super::dek::{Likely, Standing};
use super::document::letters;
use super::known::Lines;
use super::outline::Line;
use super::sight::Sight;
use super::{blocks, byline, dateline, dek, kept, known, links, posts, stamps, state};
use crate::article::{Article, Block, Stamp, StampSource};

/// Lines after the headline in which the byline may stand.
const BYLINE_LINES: usize = 20;

/// Lines from the story's last on in which the story may be signed.
const FOOT_LINES: usize = 12;
const FOOT_LINES_MAX: usize = 60;

/// Log-odds of a line being the story's below which it does not count among them.
const FOOT_EVIDENCE_MIN: f32 = -4.5;

/// Lines after the headline in which the standfirst may stand.
const DEK_LINES: usize = 40;

/// Reads the story into an article that has its stamps. Links are relative to `base`.
pub fn read(
    sight: &Sight<'_>,
    chosen: &Chosen,
    base: Option<&Url>,
    article: &mut Article,
) -> Lines {
    let lines = &sight.outline.lines;
    article.byline = byline(sight, chosen, &article.stamps);
    let dek_at = dek_at(sight, chosen, article.language.as_deref());
    article.dek = dek_at.map(|at| lines[at].text.clone());
    let shown = shown(article);
    let is_shown = |line: &Line<'_>| {
        shown.iter().any(|shown| shown == line.letters())
            || byline::is_byline(&line.text, &article.byline)
            || stamps::is_date_line(&line.text, article.language.as_deref())
    };
    let from = sight.after_headline();
    let kept = kept::kept(&sight.outline, from, chosen, &is_shown);
    let links = |line: &Line<'_>| links::links(line, base);
    article.blocks = blocks::blocks(&sight.outline, &kept, &links);
    posts::name_as_declared(&mut article.blocks, &sight.json_ld.posts);
    bound_links(&mut article.blocks);
    if article.blocks.is_empty() {
        // A page that shows no story, being one of scripts, may still declare its text, or hand it
        // to them.
        let declared = sight.json_ld.body.as_deref().map(blocks::declared);
        article.blocks = declared.unwrap_or_else(|| state::story(sight.page));
    }
    article.dateline = dateline::take(&mut article.blocks)
        .or_else(|| dateline::above(&sight.outline, from, chosen, &article.byline));
    Lines { kept: kept.iter().map(|kept| kept.line).collect(), dek: dek_at }
}

/// Who wrote the story.
fn byline(sight: &Sight<'_>, chosen: &Chosen, stamps: &[Stamp]) -> Vec<String> {
    let (lines, from) = (&sight.outline.lines, sight.after_headline());
    let date_line = stamps.iter().find(|stamp| stamp.source == StampSource::Visible);
    let date_line = date_line.and_then(|stamp| byline::date_line(lines, &stamp.text));
    let near = &lines[from..(from + BYLINE_LINES).min(lines.len())];
    let is_story = |at: &usize| chosen.is_story(*at);
    let first = (from..lines.len()).find(is_story);
    let ends = first.zip((from..lines.len()).rev().find(is_story));
    let behind = ends.map_or(lines.len()..lines.len(), |(_, last)| last..lines.len());
    // Teasers between the story and its signature come and go.
    let is_passed_over = |at: &usize| chosen.seen[*at] < FOOT_EVIDENCE_MIN;
    let foot = behind.take(FOOT_LINES_MAX).filter(|at| !is_passed_over(at)).take(FOOT_LINES);
    let foot: Vec<&Line<'_>> = foot.map(|at| &lines[at]).collect();
    let ends = ends.map(|(first, last)| (lines[first].element, lines[last].element));
    let headline = sight.headline_at.map(|at| lines[at].element);
    let boxes = if chosen.head.is_some() { Boxes::Foreign } else { Boxes::ByLength };
    let story = Story { ends, headline, boxes };
    let shown = byline::Shown { near, foot: &foot, date_line, story };
    let known = chosen.head.as_ref().map(|head| &head.byline);
    byline::byline(sight.page, &sight.marks, &sight.json_ld, &shown, known)
}

/// The line that is the standfirst.
fn dek_at(sight: &Sight<'_>, chosen: &Chosen, language: Option<&str>) -> Option<usize> {
    let (lines, from) = (&sight.outline.lines, sight.after_headline());
    let until = first_paragraph(lines, from, chosen);
    let near = lines.get(from..until).unwrap_or(&[]);
    let standing = |at: usize| match &chosen.head {
        Some(head) if known::is_dek(&sight.outline, head, from + at) => Standing::AsBefore,
        Some(_) => Standing::Elsewhere,
        None => Standing::Unknown,
    };
    let parent = |at: usize| lines[at].element.parent().map(|it| it.id());
    let headline = sight.headline_at.filter(|headline| headline + 1 == from);
    let is_under = |at: usize| at == 0 && headline.is_some_and(|it| parent(it) == parent(from));
    let likely = |at: usize| Likely {
        evidence: chosen.seen[from + at],
        standing: standing(at),
        is_under_headline: is_under(at),
    };
    let at = from + dek::dek(sight.page, &sight.json_ld, near, language, &likely)?;
    (!chosen.is_paragraph(&sight.outline, at)).then_some(at)
}

/// The end of the lines in which a standfirst may stand: after the story's first paragraph, which
/// may be marked as one.
fn first_paragraph(lines: &[Line<'_>], from: usize, chosen: &Chosen) -> usize {
    let is_story = |at: usize| lines[at].text.len() > 120 && chosen.is_story(at);
    let first = (from..lines.len()).take(DEK_LINES).position(is_story);
    (from + first.map_or(DEK_LINES, |at| at + 1)).min(lines.len())
}

/// What an article's other fields have shown already, letters alone.
fn shown(article: &Article) -> Vec<String> {
    let language = article.language.as_deref();
    let is_stamp_alone = |stamp: &&Stamp| {
        stamp.source == StampSource::Visible && !stamps::is_statement(&stamp.text, language)
    };
    let mut shown = vec![letters(article.headline.as_deref().unwrap_or(""))];
    shown.extend(article.dek.as_deref().map(letters));
    shown.extend(article.stamps.iter().filter(is_stamp_alone).map(|stamp| letters(&stamp.text)));
    shown
}

/// Keeps the first links of a story that has very many.
fn bound_links(blocks: &mut [Block]) {
    let mut room = links::STORY_LINKS_MAX;
    for block in blocks {
        block.links.truncate(room);
        room -= block.links.len();
    }
}
