//! `revdiff tag`: give a story tags and take them away.

use std::process::ExitCode;

use crate::cli::change::{self, Format, News};
use crate::cli::console::Console;
use crate::cli::{Globals, archive};
use crate::error::Result;
use crate::history::Story;
use crate::store::{Store, TagChange};

/// Give a story tags, take them away, or show them
///
/// A tag is a word, with or without a number sign before it, as in the file of URLs.
#[derive(clap::Args)]
#[command(after_help = "Examples:
  revdiff tag 12 quake turkey
  revdiff tag 12 --remove quake
  revdiff tag 12
  revdiff list --tag turkey")]
pub struct Args {
    /// The story: its number, its URL, or a part of its URL, headline or label
    #[arg(value_name = "ID")]
    story: String,
    /// Tags to give it
    #[arg(value_name = "TAG", value_parser = parse)]
    tags: Vec<String>,
    /// A tag to take away; may be given several times
    #[arg(long, value_name = "TAG", value_parser = parse)]
    remove: Vec<String>,
    /// How to print the tags it has then
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// The longest tag, in characters.
const TAG_MAX: usize = 100;

pub fn run(args: Args, globals: &Globals, console: &mut Console) -> Result<ExitCode> {
    let change = TagChange { added: args.tags, removed: args.remove };
    let (story, news) = match change == TagChange::default() {
        true => (archive::story(&archive::open_existing(globals)?, &args.story)?, News::None),
        false => retag(&archive::open_to_change(globals)?, &args.story, &change)?,
    };
    change::tell(&story, news, &words(&story.tags), args.format, console)?;
    Ok(ExitCode::SUCCESS)
}

fn retag(store: &dyn Store, named: &str, change: &TagChange) -> Result<(Story, News)> {
    let story = archive::story(store, named)?;
    let tags = store.retag(story.id, change)?;
    let news = if tags == story.tags { News::None } else { News::Some };
    Ok((Story { tags, ..story }, news))
}

/// Tags as people read them.
pub fn words(tags: &[String]) -> String {
    if tags.is_empty() {
        return "no tags".to_owned();
    }
    tags.iter().map(|tag| format!("#{tag}")).collect::<Vec<_>>().join(" ")
}

/// Reads a tag such as `quake` or `#quake`.
pub fn parse(text: &str) -> std::result::Result<String, String> {
    let tag = text.strip_prefix('#').unwrap_or(text);
    let is_word = !tag.is_empty() && !tag.chars().any(|c| c.is_whitespace() || c.is_control());
    match is_word && tag.chars().count() <= TAG_MAX {
        true => Ok(tag.to_owned()),
        false => Err(format!("a tag is one word of {TAG_MAX} characters at most, such as quake")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_one_word() {
        let check = |text: &str, expected: Option<&str>| {
            assert_eq!(parse(text).ok().as_deref(), expected, "{text:?}");
        };
        check("quake", Some("quake"));
        check("#quake", Some("quake"));
        check("#çay", Some("çay"));
        check("#", None);
        check("", None);
        check("two words", None);
        check("a\u{1b}b", None);
        check(&"x".repeat(101), None);
    }
}
