//! The posts of a live blog, and what the page calls each: the same name on every look, so that a
//! post is known again however it was edited.

use super::document::letters;
use super::dom::element::Element;
use super::json_ld::posts::DeclaredPost;
use crate::article::{Block, BlockKind};

/// Attributes in which a page names its posts, the most telling first.
const NAMES: [&str; 9] = [
    "data-post-id",
    "data-block-id",
    "data-entry-id",
    "data-update-id",
    "data-id",
    "itemid",
    "id",
    "data-key",
    "name",
];

/// Classes and test names of posts.
const CLASSES: [&str; 17] = [
    "liveblog-post",
    "live-blog-post",
    "liveblog__post",
    "live-blog__post",
    "liveblogpost",
    "liveblog-entry",
    "live-blog-entry",
    "liveblog__entry",
    "liveblog-item",
    "live-blog-item",
    "liveblog-update",
    "live-post",
    "live-entry",
    "live-story-post",
    "lx-stream-post",
    "lb-post",
    "ticker-entry",
];

/// A longer name is none.
const ID_BYTES_MAX: usize = 200;

/// Letters at the beginning of a post's text by which a declared one is known.
const LETTERS_MIN: usize = 20;

/// Whether an element is one post of a live blog.
pub fn is_post(element: Element<'_>) -> bool {
    let says = |attribute: &str| {
        element.attribute(attribute).is_some_and(|names| {
            names
                .split_ascii_whitespace()
                .any(|name| CLASSES.iter().any(|class| name.eq_ignore_ascii_case(class)))
        })
    };
    element.attribute("itemprop") == Some("liveBlogUpdate") || says("class") || says("data-testid")
}

/// What a page calls the post that an element is: by its own name, else by what it links itself as.
pub fn id(element: Element<'_>) -> Option<String> {
    let own = NAMES.iter().find_map(|name| element.attribute(name));
    let inner = || element.elements().find_map(permalink);
    let id = own.or_else(inner)?.trim();
    let id = id.rsplit_once('#').map_or(id, |(_, fragment)| fragment);
    ((1..=ID_BYTES_MAX).contains(&id.len())).then(|| id.to_owned())
}

/// The place on a page that a link around a time leads to.
fn permalink(element: Element<'_>) -> Option<&str> {
    let address = element.attribute("href").filter(|_| element.name() == "a")?;
    let has_time = || element.elements().any(|inner| inner.name() == "time");
    let (_, fragment) = address.split_once('#').filter(|_| has_time())?;
    Some(fragment).filter(|fragment| !fragment.is_empty())
}

/// Names the posts that have no name by what the page declares of those with their words.
pub fn name_as_declared(blocks: &mut [Block], declared: &[DeclaredPost]) {
    let is_bare = |block: &&mut Block| block.kind == BlockKind::Post && block.id.is_none();
    if declared.is_empty() {
        return;
    }
    for block in blocks.iter_mut().filter(is_bare) {
        let text = letters(&block.text);
        let found = declared.iter().find(|post| {
            let said: String = letters(&post.text).chars().take(60).collect();
            said.chars().count() >= LETTERS_MIN && text.contains(&said)
        });
        block.id = found.map(|post| post.id.clone());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::document::Document;

    fn check(html: &str, wanted: Option<&str>) {
        let page = Document::parse(html);
        let post = page.root().elements().find(|it| is_post(*it));
        assert_eq!(id(post.expect("a post")).as_deref(), wanted, "{html}");
    }

    #[test]
    fn a_post_is_named_by_its_element_or_by_its_permalink() {
        check(
            "<article class='live-blog-post' id='block-7' data-block-id=7>x</article>",
            Some("7"),
        );
        check("<div class='liveblog-entry' id='e-9'>x</div>", Some("e-9"));
        check("<div itemprop=liveBlogUpdate itemid='https://a.example/l#p3'>x</div>", Some("p3"));
        check(
            "<div class=live-post><a href='?page=2#u5'><time>10.31</time></a> <a href='#x'>x</a></div>",
            Some("u5"),
        );
        check("<div class=live-post><a href='#share'>Share</a> text</div>", None);
    }

    #[test]
    fn a_post_without_a_name_takes_the_declared_one() {
        let text = "Ferry company apologises\nTrinity Ferries has apologised to all.";
        let mut blocks = [Block::new(BlockKind::Post, text), Block::new(BlockKind::Post, "Other.")];
        let post = |id: &str, text: &str| DeclaredPost { id: id.into(), text: text.into() };
        let declared = [
            post("p1", "The harbour is open again."),
            post("p2", "Trinity Ferries has apologised"),
        ];
        name_as_declared(&mut blocks, &declared);
        assert_eq!(blocks.map(|block| block.id), [Some("p2".to_owned()), None]);
    }
}
