//! `revdiff demo --serve`: the demo's news site alone, to be edited and polled by hand.

use std::path::Path;
use std::process::ExitCode;

use crate::cli::console::Console;
use crate::cli::demo::courier::{Courier, STORIES};
use crate::cli::demo::site::Site;
use crate::cli::demo::write;
use crate::error::Result;

/// Lays the site out in a folder, says how to use it, and serves it until the process is ended.
pub fn run(folder: &Path, console: &mut Console) -> Result<ExitCode> {
    let site = Site::start(Courier::new(folder)?.live())?;
    let lines = STORIES.map(|(path, words)| format!("{} {words}\n", site.url(path)));
    let list =
        format!("# One story a line: its URL, then perhaps a label and #tags.\n{}", lines.concat());
    write(&folder.join("stories.txt"), &list)?;
    let shown = folder.display();
    console.write_line(&format!(
        "The Holm Courier is at {}, its stories named in {shown}/stories.txt.\n\
         Change the pages in {shown}/live, or publish the editions prepared:\n  \
         cp -R {shown}/noon/. {shown}/live\n  \
         cp -R {shown}/evening/. {shown}/live\n\
         Ctrl-C ends it.",
        site.url("")
    ))?;
    console.flush()?;
    site.serve_on()
}
