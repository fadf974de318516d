//! Stories that a command changes, and how it tells of each: a line for people, or JSON.

use clap::ValueEnum;
use serde::Serialize;

use crate::cli::console::Console;
use crate::error::Result;
use crate::history::{Following, Story, StoryId};
use crate::render::data;
use crate::store::Store;
use crate::text::visible::visible_line;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A line a story, for reading
    Text,
    /// A JSON object a line
    Jsonl,
}

/// Stories to be looked at from now on, or not
#[derive(clap::Args)]
pub struct Stories {
    /// The stories: by number, URL, or a part of the URL, headline or label that no other has
    #[arg(value_name = "ID", required = true)]
    pub named: Vec<String>,
    /// How to print what was done
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// A story as a command left it, as data.
#[derive(Serialize)]
struct Changed<'a> {
    id: StoryId,
    url: &'a str,
    following: Following,
    label: Option<&'a str>,
    tags: &'a [String],
    versions: u32,
    /// Whether it was otherwise before.
    changed: bool,
}

impl Stories {
    /// Changes whether stories are looked at, all of them or none, and tells of each in the words
    /// for how it stood before.
    pub fn set(
        &self,
        store: &dyn Store,
        stories: Vec<Story>,
        following: Following,
        words: fn(&Story, Following) -> String,
        console: &mut Console,
    ) -> Result<()> {
        let ids: Vec<StoryId> = stories.iter().map(|story| story.id).collect();
        let before = store.set_following(&ids, following)?;
        for (story, before) in stories.into_iter().zip(before) {
            let story = Story { following, ..story };
            let words = words(&story, before);
            let news = if before == following { News::None } else { News::Some };
            tell(&story, news, &words, self.format, console)?;
        }
        Ok(())
    }
}

/// Whether a command found a story otherwise than it left it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum News {
    None,
    Some,
}

/// Tells of one story as it stands now.
pub fn tell(
    story: &Story,
    news: News,
    words: &str,
    format: Format,
    console: &mut Console,
) -> Result<()> {
    let line = match format {
        Format::Text => {
            let line = format!("{:>4}  {words:<16}  {}", story.id.0, story.url);
            visible_line(&line).into_owned()
        }
        Format::Jsonl => data::line(&Changed {
            id: story.id,
            url: &story.url,
            following: story.following,
            label: story.label.as_deref(),
            tags: &story.tags,
            versions: versions(story),
            changed: news == News::Some,
        }),
    };
    console.write_line(&line)
}

/// How many versions a story has.
pub fn versions(story: &Story) -> u32 {
    story.latest.as_ref().map_or(0, |latest| latest.version)
}
