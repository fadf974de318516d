//! What a name looks like, and the words of a page's own that stand where names do.

const NAME_CHARACTERS_MAX: usize = 80;
const NAME_WORDS_MAX: usize = 6;

/// Whether a text may be a name.
pub fn is_name(name: &str) -> bool {
    let characters = name.chars().count();
    let spoken = name.chars().filter(|c| c.is_alphabetic()).count();
    (2..=NAME_CHARACTERS_MAX).contains(&characters)
        && spoken * 2 > characters
        && name.split_whitespace().count() <= NAME_WORDS_MAX
        && !name.contains('@')
        && name.chars().filter(char::is_ascii_digit).count() < 3
        && !is_other(&name.to_lowercase())
}

/// Whether a lower-case text is a word of the page's own that stands where names do.
fn is_other(name: &str) -> bool {
    const BEGINNINGS: [&str; 22] = [
        "foto",
        "photo",
        "image",
        "bild",
        "picture",
        "credit",
        "getty",
        "video:",
        "quelle",
        "source:",
        "read more",
        "see full",
        "see all",
        "follow ",
        "share",
        "comment",
        "leave a",
        "view ",
        "subscribe",
        "sign up",
        "about the",
        "learn more",
    ];
    let alone = matches!(
        name,
        "admin"
            | "null"
            | "undefined"
            | "none"
            | "by"
            | "updated"
            | "published"
            | "staff"
            | "author"
            | "authors"
            | "reporter"
            | "contributor"
            | "editor"
            | "guest"
            | "new"
            | "bio"
            | "webmaster"
            | "wordpressadmin"
            | "administrator"
            | "anonymous"
            | "unknown"
            | "autor"
            | "redaktor"
            | "von"
            | "par"
            | "senior writer"
            | "staff writer"
            | "contributing writer"
            | "writer"
            | "and"
            | "follow author"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
    );
    alone || BEGINNINGS.iter().any(|it| name.starts_with(it))
}
