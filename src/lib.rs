//! revdiff follows news stories after they are published, keeps every version it sees, and shows
//! word by word what changed between the first version and the later "Update".
//!
//! The modules stand in reading order, which is the layer order: each uses only those above it,
//! and `tests/tidy.rs` fails otherwise. `docs/architecture.md` draws the way of the data.
//!
//! What holds everywhere:
//!
//! - From `text` to `extract` all is pure and total: no clock, file, socket, SQL, log or async,
//!   and no panic on any input. No SQL outside `store`, no HTTP client outside `fetch`, no HTML
//!   parser outside `extract`, no clap outside `cli`; only `cli` reads the clock.
//! - A site that is down is an outcome that is recorded, not an error.
//! - A snapshot always differs from the one before it, and is told of only when it is on the disk.
//! - The runs of a diff, joined, are both sides byte for byte.
//! - Text from a page is an attacker's text: it passes `text::visible` before a terminal sees it.

// What everything is made of.
pub mod error;
pub mod time;
pub mod digest;
pub mod text;
pub mod link;
pub mod article;
pub mod memory;
pub mod explanation;
pub mod page;
// What changed, and what that means.
pub mod diff;
pub mod verdict;
pub mod overruling;
pub mod history;
pub mod blame;
pub mod corrections;
pub mod schedule;
pub mod render;
// From bytes to articles.
pub mod extract;
pub mod sources;
pub mod config;
// The network and the disk.
pub mod fetch;
pub mod store;
// The program.
pub mod reading;
pub mod edits;
pub mod ledger;
pub mod poll;
pub mod cli;
