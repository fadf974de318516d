//! The posts that a live blog declares (`liveBlogUpdate`): the name of each, and its words.

use serde_json::{Map, Value};

use super::string;

/// Posts that are looked at.
const POSTS_MAX: usize = 500;

/// A declared post.
#[derive(Debug)]
pub struct DeclaredPost {
    pub id: String,
    pub text: String,
}

/// The declared posts that have a name, in their order.
pub fn posts(blog: &Map<String, Value>) -> Vec<DeclaredPost> {
    let updates = match blog.get("liveBlogUpdate") {
        Some(Value::Array(updates)) => updates.as_slice(),
        Some(update) => std::slice::from_ref(update),
        None => &[],
    };
    let post = |update: &Value| {
        let update = update.as_object()?;
        let address = ["@id", "url"].iter().find_map(|key| update.get(*key)?.as_str())?;
        let id = address.rsplit_once('#').map_or(address, |(_, fragment)| fragment);
        let text = update.get("articleBody").or(update.get("headline")).and_then(string)?;
        (!id.is_empty()).then(|| DeclaredPost { id: id.to_owned(), text })
    };
    updates.iter().take(POSTS_MAX).filter_map(post).collect()
}
