//! The words that authors put into an element's class, id and role, sorted by what they announce.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

use super::dom::element::Element;

/// What the names of an element announce; several may hold at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Announced {
    Navigation,
    Footer,
    Sharing,
    Related,
    Comments,
    Offer,
    Advertisement,
    Overlay,
    Side,
    Author,
    Facts,
    Caption,
    Headline,
    Dek,
    Story,
    Hidden,
    Counter,
    Player,
    Notice,
}

impl Announced {
    pub const ALL: [Announced; 19] = [
        Announced::Navigation,
        Announced::Footer,
        Announced::Sharing,
        Announced::Related,
        Announced::Comments,
        Announced::Offer,
        Announced::Advertisement,
        Announced::Overlay,
        Announced::Side,
        Announced::Author,
        Announced::Facts,
        Announced::Caption,
        Announced::Headline,
        Announced::Dek,
        Announced::Story,
        Announced::Hidden,
        Announced::Counter,
        Announced::Player,
        Announced::Notice,
    ];

    /// The single words that announce it, in lower case.
    fn words(self) -> &'static str {
        match self {
            Announced::Navigation => {
                "menu nav navi navigation navbar submenu subnav megamenu menubar menuitem \
                 breadcrumb breadcrumbs masthead pagination pager skip toolbar topbar"
            }
            Announced::Footer => {
                "footer colophon copyright copyrights legal contentinfo disclaimer terms privacy"
            }
            Announced::Sharing => {
                "share sharing shares social socials follow addthis sharedaddy sharebar addtoany"
            }
            Announced::Related => {
                "related recommended recommend recommendation recommendations recirc \
                 recirculation trending popular latest recent mostread most readmore read also \
                 teaser teasers tile tiles card cards slider carousel promo promos promotion prev \
                 previous next jp relatedposts more ticker outbrain taboola upnext"
            }
            Announced::Comments => {
                "comment comments commentform respond disqus thread discussion reply commentlist"
            }
            Announced::Offer => {
                "subscribe subscription newsletter newsletters signup sign login cta optin form \
                 register registration email paywall donate donation support membership appeal \
                 offer"
            }
            Announced::Advertisement => {
                "ad ads advert advertisement advertising sponsored sponsor adslot dfp gpt \
                 affiliate adsbygoogle commercial"
            }
            Announced::Overlay => {
                "cookie cookies consent gdpr modal popup dialog overlay tooltip onetrust alert \
                 notification banner"
            }
            Announced::Side => "sidebar aside complementary widget textwidget widgets rail",
            Announced::Author => {
                "author authors bio byline bylines vcard contributor contributors about avatar \
                 gravatar profile writer"
            }
            Announced::Facts => {
                "meta metadata date dates timestamp time published taxonomy tags tag taglist info \
                 source categories keywords topics tagged"
            }
            Announced::Caption => "caption figcaption credit credits captions gallery slideshow",
            Announced::Headline => "headline title hed kicker eyebrow",
            Announced::Dek => {
                "dek deck subtitle standfirst summary excerpt subheadline lead lede intro"
            }
            Announced::Story => {
                "articlebody entrycontent storybody postcontent articlecontent richtext prose \
                 storycontent articletext bodytext bodycopy contentbody newstext posttext \
                 maincontent"
            }
            Announced::Hidden => "hidden invisible hide collapsed print noprint",
            Announced::Counter => "counter count views ratings rating votes poll quiz",
            Announced::Player => "video player playlist podcast audio jw",
            Announced::Notice => "correction corrections clarification editorsnote",
        }
    }
}

/// Two words of one name that together announce the story.
const STORY_PAIRS: [(&str, &str); 25] = [
    ("article", "body"),
    ("entry", "content"),
    ("story", "body"),
    ("post", "content"),
    ("article", "content"),
    ("rich", "text"),
    ("story", "content"),
    ("article", "text"),
    ("body", "text"),
    ("main", "content"),
    ("post", "body"),
    ("article", "copy"),
    ("body", "copy"),
    ("text", "body"),
    ("entry", "body"),
    ("content", "body"),
    ("page", "content"),
    ("article", "main"),
    ("post", "entry"),
    ("single", "content"),
    ("field", "body"),
    ("news", "text"),
    ("news", "content"),
    ("news", "detail"),
    ("article", "detail"),
];

/// What classes announce.
pub type Known<'a> = HashMap<&'a str, Names, RandomState>;

/// More classes on one page are read each time.
const KNOWN_MAX: usize = 10_000;

/// A set of what is announced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Names(u32);

impl Names {
    pub fn holds(self, announced: Announced) -> bool {
        self.0 & (1 << announced as u32) != 0
    }

    pub fn and(self, other: Names) -> Names {
        Names(self.0 | other.0)
    }

    /// All that is announced.
    pub fn all(self) -> impl Iterator<Item = Announced> {
        Announced::ALL.into_iter().filter(move |it| self.holds(*it))
    }

    fn add(&mut self, announced: Announced) {
        self.0 |= 1 << announced as u32;
    }

    /// What an element's own names announce; `known` keeps what classes of the page do, most of
    /// which stand on it many times.
    pub fn of<'a>(element: Element<'a>, known: &mut Known<'a>) -> Names {
        let is_naming = |name: &str| {
            matches!(
                name,
                "class"
                    | "id"
                    | "itemprop"
                    | "role"
                    | "data-testid"
                    | "data-component"
                    | "rel"
                    | "aria-label"
            )
        };
        let mut names = Names::default();
        for (name, value) in element.attributes() {
            if is_naming(name) {
                names = names.and(match name {
                    "class" if known.len() < KNOWN_MAX => {
                        *known.entry(value).or_insert_with(|| Names::of_value(value))
                    }
                    _ => Names::of_value(value),
                });
            }
        }
        names
    }

    fn of_value(value: &str) -> Names {
        let mut names = Names::default();
        value.split_ascii_whitespace().for_each(|name| names.read(name));
        names
    }

    /// Reads one name, such as `article-body__text` or `commentList`, word by word. What a content
    /// system says of the story's subject (`category-fitness-tracker`) is none of the element's.
    fn read(&mut self, name: &str) {
        const SUBJECTS: [&str; 4] = ["category-", "tag-", "post_tag-", "topic-"];
        if SUBJECTS.iter().any(|prefix| name.starts_with(prefix)) {
            return;
        }
        static KNOWN: LazyLock<HashMap<&[u8], Names, RandomState>> = LazyLock::new(known);
        let name = &name.as_bytes()[..name.len().min(NAME_BYTES_MAX)];
        let mut small = [0; NAME_BYTES_MAX];
        small[..name.len()].copy_from_slice(name);
        small.make_ascii_lowercase();
        let (mut before, mut start) = (&b""[..], 0);
        let mut was_small = false;
        for (at, byte) in name.iter().chain(b" ").enumerate() {
            let starts_word = byte.is_ascii_uppercase() && was_small;
            if (starts_word || !byte.is_ascii_alphabetic()) && start < at {
                let word = &small[start..at];
                // Behind a digit, letters are what a tool made up.
                let is_made_up = start > 0 && name[start - 1].is_ascii_digit();
                if let Some(known) = KNOWN.get(word).filter(|_| !is_made_up) {
                    self.0 |= known.0;
                }
                let is_pair =
                    |pair: &(&str, &str)| pair.1.as_bytes() == word && pair.0.as_bytes() == before;
                if STORY_PAIRS.iter().any(is_pair) {
                    self.add(Announced::Story);
                }
                (before, start) = (word, at);
            }
            if !byte.is_ascii_alphabetic() {
                start = at + 1;
            }
            was_small = byte.is_ascii_lowercase() || byte.is_ascii_digit();
        }
    }
}

/// A longer name is no name that a person gave.
const NAME_BYTES_MAX: usize = 200;

fn known() -> HashMap<&'static [u8], Names, RandomState> {
    let mut known: HashMap<&[u8], Names, RandomState> = HashMap::default();
    for announced in Announced::ALL {
        for word in announced.words().split_ascii_whitespace() {
            known.entry(word.as_bytes()).or_default().add(announced);
        }
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, wanted: &[Announced]) {
        let mut names = Names::default();
        names.read(name);
        assert_eq!(names.all().collect::<Vec<_>>(), wanted, "{name}");
    }

    #[test]
    fn a_name_is_read_word_by_word() {
        check("c-article-body__text", &[Announced::Story]);
        check("commentList2", &[Announced::Comments]);
        check("articleBody", &[Announced::Story]);
        check("RelatedNewsletter_box", &[Announced::Related, Announced::Offer]);
        check("x7f3q", &[]);
        check("sc-e91b4ad1-3", &[]);
        check("ad1", &[Announced::Advertisement]);
        check("shadow", &[]);
    }
}
