//! revdiff follows news stories after they are published, keeps every version it sees, and shows
//! word by word what changed between the first version and the later "Update".

pub mod error;
pub mod time;
pub mod digest;
pub mod text;
pub mod article;
pub mod page;
pub mod diff;
pub mod verdict;
pub mod history;
pub mod schedule;
pub mod render;
pub mod extract;
pub mod sources;
pub mod fetch;
pub mod store;
pub mod reading;
pub mod poll;
pub mod cli;
