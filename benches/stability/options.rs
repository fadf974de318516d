//! What the command line asks for.

use std::env;
use std::error::Error;

use crate::furniture::HELD_BACK;
use crate::noise::Variants;
use crate::readers::{READERS, Reader};

pub struct Options {
    /// Folders of pages with `truth.json` or `truth.json.gz`.
    pub folders: Vec<String>,
    pub sample: usize,
    pub seed: u64,
    /// Only kinds whose name holds this.
    pub only: String,
    /// The kind whose differences are printed; `edits` and `furniture` are all that are not held back.
    pub show: Option<String>,
    /// The folder that furnished pages are written to.
    pub write: Option<String>,
    pub variants: Variants,
    pub reader: Reader,
}

impl Options {
    /// None where no folder is named, as when all benches are run at once.
    pub fn read() -> Result<Option<Options>, Box<dyn Error>> {
        let args: Vec<String> = env::args().collect();
        let after = |flag: &str| {
            let at = args.iter().position(|arg| arg == flag)?;
            args.get(at + 1).cloned()
        };
        let has = |flag: &str| args.iter().any(|arg| arg == flag);
        let folders: Vec<String> = ["--pages", "--news"].into_iter().filter_map(after).collect();
        if folders.is_empty() {
            return Ok(None);
        }
        let show = after("--show");
        let is_held_back = show.as_deref().is_some_and(|kind| HELD_BACK.contains(&kind));
        if is_held_back && !has("--held-back") {
            return Err("this kind is held back; `--held-back` shows it all the same".into());
        }
        let is_one_kind = |kind: &String| !["edits", "furniture"].contains(&kind.as_str());
        let reader = match after("--reader") {
            None => READERS[0],
            Some(name) => {
                *READERS.iter().find(|it| it.name == name).ok_or("no reader has that name")?
            }
        };
        Ok(Some(Options {
            reader,
            folders,
            sample: after("--sample").map_or(Ok(100), |it| it.parse())?,
            seed: after("--seed").map_or(Ok(1), |it| it.parse())?,
            only: after("--only").or(show.clone().filter(is_one_kind)).unwrap_or_default(),
            show,
            write: after("--write"),
            variants: if has("--all-variants") { Variants::All } else { Variants::Half },
        }))
    }
}
