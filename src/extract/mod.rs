//! stand-in
use crate::article::Article;
use crate::time::Time;
#[derive(Default)]
pub struct Context<'a> {
    pub url: Option<&'a str>,
    pub content_type: Option<&'a str>,
    pub fetched_at: Option<Time>,
}
pub fn extract(_page: &[u8], _context: &Context) -> Article {
    Article::default()
}
pub const EXTRACTOR: u32 = 1;
