//! Why a page was read as it was: what each of its sources says of each field (`witness`), and what
//! spoke for and against its lines (`lines`).

mod lines;
mod witness;

use self::witness::Witness;
use super::body::Chosen;
use super::document::letters;
use super::sight::Sight;
use crate::article::{Article, Direction};
use crate::explanation::{Explanation, Field, Said};

/// What others say of a field, at most.
const OTHERS_MAX: usize = 6;

/// Bytes that a source may say beside a short value, such as "By" and a role.
const ASIDE_BYTES: usize = 40;

/// Longer texts are cut.
const TEXT_CHARACTERS_MAX: usize = 200;

/// What the extractor saw on a page, and what it made of it.
pub struct Seen<'a> {
    pub sight: &'a Sight<'a>,
    pub chosen: &'a Chosen,
    pub article: &'a Article,
}

/// Explains an article by what was seen.
pub fn explanation(seen: &Seen<'_>) -> Explanation {
    let article = seen.article;
    let witness = Witness::of(seen);
    let byline = (!article.byline.is_empty()).then(|| article.byline.join(", "));
    let is_free = article.is_free.map(|is_free| is_free.to_string());
    let image = article.image.as_ref().map(|image| image.url.clone());
    let fields = vec![
        field("headline", article.headline.clone(), witness.headline()),
        field("dek", article.dek.clone(), witness.dek()),
        field("byline", byline, witness.byline()),
        field("dateline", article.dateline.clone(), witness.dateline()),
        field("language", article.language.clone(), witness.language()),
        field("canonical_url", article.canonical_url.clone(), witness.canonical_url()),
        field("section", article.section.clone(), witness.section()),
        field("image", image, witness.image()),
        field("is_free", is_free, witness.is_free()),
        field("direction", direction(article).map(str::to_owned), witness.direction()),
    ];
    Explanation { fields, story: lines::story(seen) }
}

/// The direction as HTML calls it.
fn direction(article: &Article) -> Option<&'static str> {
    article.direction.map(|direction| match direction {
        Direction::LeftToRight => "ltr",
        Direction::RightToLeft => "rtl",
    })
}

/// A field with those of its sources that say the value, whole or in part, and the others.
fn field(field: &'static str, value: Option<String>, said: Vec<Said>) -> Field {
    let says = |said: &Said| value.as_deref().is_some_and(|value| agree(value, &said.text));
    let (own, others): (Vec<Said>, Vec<Said>) = said.into_iter().partition(says);
    let mut sources: Vec<String> = own.into_iter().map(|said| said.source).collect();
    sources.dedup();
    let mut others: Vec<Said> =
        others.into_iter().map(|said| Said { text: cut(&said.text), ..said }).collect();
    others.dedup();
    others.truncate(OTHERS_MAX);
    Field { field, value: value.as_deref().map(cut), sources, others }
}

/// Whether a source holds a value or one of the names in it, or is the end of it, as a relative
/// address is.
fn agree(value: &str, said: &str) -> bool {
    let (whole, said) = (letters(value), letters(said));
    let mut names = value.split(", ").map(letters).filter(|name| !name.is_empty());
    let says = |name: &String| said.len() <= 2 * name.len() + ASIDE_BYTES && said.contains(name);
    !said.is_empty() && (whole.ends_with(&said) || says(&whole) || names.any(|name| says(&name)))
}

fn cut(text: &str) -> String {
    let end = text.char_indices().nth(TEXT_CHARACTERS_MAX).map_or(text.len(), |(at, _)| at);
    text[..end].to_owned()
}

#[cfg(test)]
mod tests {
    use crate::explanation::{Explanation, StorySource};
    use crate::extract::{Context, explain};
    use crate::memory::Memory;

    fn read(html: &str) -> Explanation {
        explain(html.as_bytes(), &Context::default(), &Memory::default()).1
    }

    fn check(html: &str, name: &str, sources: &[&str], others: &[(&str, &str)]) {
        let explanation = read(html);
        let field = explanation.fields.iter().find(|field| field.field == name);
        let field = field.unwrap_or_else(|| panic!("no field {name}"));
        assert_eq!(field.sources, sources, "{field:?}");
        let said: Vec<(&str, &str)> =
            field.others.iter().map(|it| (it.source.as_str(), it.text.as_str())).collect();
        assert_eq!(said, others, "{field:?}");
    }

    const PAGE: &str = "<html lang=en><head><title>Old mill reopens as a school | Gazette</title>\
        <meta property='og:title' content='You will not believe this mill'>\
        <script type='application/ld+json'>{\"@type\": \"NewsArticle\",\
        \"headline\": \"Old mill reopens as a school\", \"author\": {\"name\": \"Jo Mill\"}}</script>\
        </head><body><nav><ul><li><a href=/>Home</a></li><li><a href=/w>World</a></li></ul></nav>\
        <main><article class=story><h1>Old mill reopens as a school</h1><p class=byline>By Jo Mill</p>\
        <p>The old mill on the river opened its doors again on Monday, this time to 240 pupils.</p>\
        <p>The town bought the ruin nine years ago for a single coin and has spent 6 million since.</p>\
        <p>Lessons begin at eight. The mill wheel turns on, and lights the corridors of the school.</p>\
        </article></main></body></html>";

    #[test]
    fn a_field_names_who_says_it_and_who_says_other() {
        let title = "Old mill reopens as a school | Gazette";
        check(
            PAGE,
            "headline",
            &["json-ld headline", "h1", "title"],
            &[("meta og:title", "You will not believe this mill")],
        );
        check(&PAGE.replace(title, "Gazette"), "byline", &["json-ld author", "p.byline"], &[]);
        check(PAGE, "language", &["html lang"], &[]);
        check(PAGE, "dateline", &[], &[]);
    }

    #[test]
    fn the_story_names_its_place_and_what_spoke_against_other_lines() {
        let story = read(PAGE).story;
        assert_eq!(story.source, StorySource::Lines);
        assert_eq!(story.container.as_deref(), Some("body > main > article.story"));
        assert_eq!(story.kept.lines, 3);
        assert!(story.left.lines >= 3, "{story:?}");
        let told: usize = story.left.reasons.iter().map(|it| it.lines).sum();
        assert!((1..=story.left.lines).contains(&told), "{story:?}");
    }

    #[test]
    fn a_page_without_a_story_says_so() {
        let nothing = read("");
        assert_eq!(nothing.story.source, StorySource::None);
        assert!(nothing.fields.iter().all(|field| field.value.is_none()), "{nothing:?}");
        let declared = PAGE.split("<body>").next().unwrap_or("").replace(
            "\"author\"",
            "\"articleBody\": \"The old mill on the river opened its doors again.\", \"author\"",
        );
        assert_eq!(read(&declared).story.source, StorySource::JsonLd);
    }
}
