//! The elements of a page that say by their names what they are: headings, dates, authors.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;
use regex::Regex;

use super::document::{Document, names};
use super::dom::Id;
use super::dom::element::Element;
use super::posts::is_post;

/// More elements of a sort than this are lists of other stories.
const MARKS_MAX: usize = 400;

/// More main headings than this are those of several stories.
const MAIN_HEADINGS_MAX: usize = 3;

/// A box at the side with less text than this holds the story's own particulars.
const PARTICULARS_BYTES: usize = 300;

/// How sure a mark is that its element names the authors, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AuthorMark {
    /// `rel=author`, `itemprop=author`.
    Declared,
    /// A class such as `author-name`.
    Name,
    /// A class such as `byline`.
    Byline,
    /// A class such as `author`, in some language.
    Author,
    /// A link to an author's page.
    Link,
}

/// What one walk over a page finds.
pub struct Marks<'a> {
    pub headings: Vec<Element<'a>>,
    pub metas: Vec<Element<'a>>,
    /// `<time>`, `<abbr title>`, and whatever else bears a `datetime` or a date's `itemprop`.
    pub times: Vec<Element<'a>>,
    /// Elements whose class says that they show a date.
    pub dates: Vec<Element<'a>>,
    pub authors: Vec<(AuthorMark, Element<'a>)>,
    /// The elements around the main headings: whatever they are called, the story is in them.
    around_heading: Vec<Element<'a>>,
    /// The elements that have been found to be of the page's frame, or not.
    frames: RefCell<HashMap<Id, bool, RandomState>>,
}

/// Looks a page over.
pub fn marks(page: &Document) -> Marks<'_> {
    let mut marks = Marks {
        headings: Vec::new(),
        metas: Vec::new(),
        times: Vec::new(),
        dates: Vec::new(),
        authors: Vec::new(),
        around_heading: Vec::new(),
        frames: RefCell::default(),
    };
    for element in page.root().elements() {
        marks.look_at(element);
    }
    let main = marks.headings.iter().filter(|it| it.name() == "h1").take(MAIN_HEADINGS_MAX);
    marks.around_heading = main.flat_map(|it| it.ancestors()).collect();
    marks
}

impl<'a> Marks<'a> {
    fn look_at(&mut self, element: Element<'a>) {
        match element.name() {
            "meta" => return push(&mut self.metas, element),
            "h1" => push(&mut self.headings, element),
            "time" | "relative-time" | "time-ago" => push(&mut self.times, element),
            "script" | "style" | "link" | "path" | "svg" | "img" | "source" | "body" | "html" => {
                return;
            }
            _ => {}
        }
        let Some(own) = telling_names(element) else { return };
        self.look_at_names(element, &own);
    }

    fn look_at_names(&mut self, element: Element<'a>, own: &str) {
        let tag = element.name();
        let is_time = element.attribute("datetime").is_some()
            || own.contains("datepublished")
            || own.contains("datemodified")
            || tag == "abbr" && element.attribute("title").is_some();
        if is_time && !matches!(tag, "time" | "relative-time" | "time-ago" | "ins" | "del") {
            push(&mut self.times, element);
        }
        let is_headline =
            own.contains("headline") || own.contains("title") || own.contains("baslik");
        if matches!(tag, "h2" | "h3") && is_headline
            || tag != "h1" && own.contains(" headline ") && element.attribute("itemprop").is_some()
        {
            push(&mut self.headings, element);
        }
        if is_date_name(own) {
            push(&mut self.dates, element);
        }
        if let Some(mark) = author_mark(element, own)
            && self.authors.len() < MARKS_MAX
        {
            self.authors.push((mark, element));
        }
    }

    /// The values that are not empty of the metas of a name, in page order.
    pub fn meta_values(&self, name: &str) -> Vec<&'a str> {
        let is_named = |meta: &&Element<'_>| {
            let names =
                ["name", "property", "itemprop"].into_iter().filter_map(|it| meta.attribute(it));
            names.into_iter().any(|it| it.trim().eq_ignore_ascii_case(name))
        };
        let values = self.metas.iter().filter(is_named);
        let values =
            values.filter_map(|meta| meta.attribute("content").or(meta.attribute("value")));
        values.map(str::trim).filter(|value| !value.is_empty()).collect()
    }

    /// The values of metas that a publisher has named for authors in its own way.
    pub fn metas_of_authors(&self) -> Vec<&'a str> {
        const OTHERS: [&str; 10] = [
            "url",
            "id",
            "link",
            "image",
            "publisher",
            "email",
            "slug",
            "type",
            "twitter",
            "facebook",
        ];
        let is_named = |meta: &&Element<'_>| {
            let name =
                meta.attribute("name").or(meta.attribute("property")).unwrap_or("").to_lowercase();
            name.contains("author") && !OTHERS.iter().any(|other| name.contains(other))
        };
        self.metas.iter().filter(is_named).filter_map(|meta| meta.attribute("content")).collect()
    }

    /// Takes a heading for the story's: what is around it is the story's too.
    pub fn know_headline(&mut self, element: Element<'a>) {
        if matches!(element.name(), "h1" | "h2" | "h3" | "h4") {
            self.around_heading.extend(element.ancestors());
        }
    }

    /// How many elements are around both an element and a main heading.
    pub fn nearness(&self, element: Element<'_>) -> usize {
        let around = element.ancestors();
        around.filter(|it| self.around_heading.contains(it)).count()
    }

    /// Whether an element belongs to another story, a comment, or the page's frame.
    pub fn is_elsewhere(&self, element: Element<'_>) -> bool {
        let around = element.ancestors();
        around.chain([element]).any(|it| !self.around_heading.contains(&it) && self.is_frame(it))
    }

    fn is_frame(&self, element: Element<'_>) -> bool {
        *self.frames.borrow_mut().entry(element.id()).or_insert_with(|| is_frame(element))
    }
}

/// An element's names, if any word in them or in its address may be one that is looked for.
fn telling_names(element: Element<'_>) -> Option<String> {
    static WORDS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            "(?i)dat|tim|publi|post|aut|byline|yaz|writer|journalist|penulis|report|verfass|people|/by/|profile|staff|headline|title|baslik|fecha|tarih|submit",
        )
        .expect("a literal pattern")
    });
    let mut is_telling = false;
    for (name, value) in element.attributes() {
        is_telling |= match name {
            "class" | "id" | "itemprop" | "rel" | "href" | "data-testid" | "data-component" => {
                WORDS.is_match(value)
            }
            "datetime" | "title" => true,
            _ => false,
        };
    }
    is_telling.then(|| names(element))
}

fn push<'a>(elements: &mut Vec<Element<'a>>, element: Element<'a>) {
    if elements.len() < MARKS_MAX {
        elements.push(element);
    }
}

fn is_frame(element: Element<'_>) -> bool {
    const WORDS: [&str; 11] = [
        "related",
        "comment",
        "most-read",
        "mostread",
        "latest",
        "recommend",
        "teaser",
        "popular",
        "trending",
        "ticker",
        "liveblogupdate",
    ];
    let own = match element.name() {
        "footer" | "nav" | "figure" | "blockquote" => return true,
        "body" | "html" | "main" | "time" => return false,
        "aside" => return !is_small(element),
        _ => names(element),
    };
    is_post(element)
        || WORDS.iter().any(|word| own.contains(word))
        || own.contains("sidebar") && !is_small(element)
}

fn is_small(element: Element<'_>) -> bool {
    element.texts().map(|text| text.trim().len()).sum::<usize>() < PARTICULARS_BYTES
}

/// Whether a class or id says "date" as a word of its own, or "published".
fn is_date_name(names: &str) -> bool {
    const WORDS: [&str; 17] = [
        "date",
        "dates",
        "datetime",
        "pubdate",
        "published",
        "publish",
        "posted",
        "timestamp",
        "dateline",
        "datum",
        "fecha",
        "data",
        "tarih",
        "submitted",
        "postmetadata",
        "artikeldatum",
        "time",
    ];
    names.split(|c: char| !c.is_ascii_alphanumeric()).any(|word| WORDS.contains(&word))
        || names.contains("article_date")
        || names.contains("pub-date")
        || names.contains("postdate")
        || names.contains("publishdate")
        || names.contains("__date")
}

fn author_mark(element: Element<'_>, own: &str) -> Option<AuthorMark> {
    const NAMES: [&str; 5] =
        ["author-name", "authorname", "author__name", "author_name", "byline-name"];
    const AUTHORS: [&str; 10] = [
        "author",
        "autor",
        "yazar",
        "auteur",
        "writer",
        "journalist",
        "penulis",
        "reporter",
        "verfasser",
        "submitted",
    ];
    let says = |name: &str| {
        let value = element.attribute(name);
        value.is_some_and(|value| {
            value.split_ascii_whitespace().any(|it| it.eq_ignore_ascii_case("author"))
        })
    };
    if says("rel") || says("itemprop") {
        return Some(AuthorMark::Declared);
    }
    if NAMES.iter().any(|word| own.contains(word)) {
        return Some(AuthorMark::Name);
    }
    if own.contains("byline") {
        return Some(AuthorMark::Byline);
    }
    let token = |word: &str| AUTHORS.iter().any(|author| word.contains(author));
    if own.split_ascii_whitespace().any(token) {
        return Some(AuthorMark::Author);
    }
    element.attribute("href").filter(|it| is_author_address(it)).map(|_| AuthorMark::Link)
}

fn is_author_address(address: &str) -> bool {
    const PARTS: [&str; 13] = [
        "/author/",
        "/authors/",
        "/autor/",
        "/autoren/",
        "/auteur/",
        "/autore/",
        "/yazar/",
        "/journalist",
        "/reporter/",
        "/people/",
        "/by/",
        "/profile/",
        "/staff/",
    ];
    let address = address.to_ascii_lowercase();
    PARTS.iter().any(|part| address.contains(part))
}
