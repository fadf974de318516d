//! Extraction over whole pages: the fixtures, what furniture must not do, and hostile pages.

use revdiff::article::Article;
use revdiff::extract::{Context, extract};
use revdiff::memory::Memory;
use revdiff::time::Time;

mod extract {
    pub mod fixtures;
    pub mod furniture;
    pub mod hostile;
    pub mod memory;
    pub mod output;
}

/// What every page is read with.
fn read(page: &[u8]) -> Article {
    let context = Context {
        url: Some("https://news.example/story"),
        content_type: None,
        fetched_at: Time::parse("2026-03-10T12:00:00Z"),
    };
    extract(page, &context, &Memory::default()).article
}
