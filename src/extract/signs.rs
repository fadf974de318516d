//! The signs by which a line is known as the story's, or as furniture, from itself and from the
//! regions around it.

use std::collections::HashMap;

use foldhash::fast::RandomState;

use super::document::letters;
use super::names::{Announced, Names};
use super::outline::{Line, Outline};

/// The signs of a line's own text and of what stands beside it; what each measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Natural logarithm of one more than its words.
    Words,
    /// The share of its bytes that are inside links.
    LinkShare,
    /// Whether it is prose: a dozen words with a sentence's end, most of it outside links.
    Prose,
    EndsSentence,
    /// Marks that end sentences, at most six.
    Sentences,
    /// At most six.
    Commas,
    /// Whether its words are those of a button, counter or label.
    FurnitureWords,
    StartsSmall,
    Capitals,
    Copyright,
    At,
    /// The share of its characters that are digits.
    Digits,
    EndsWithColon,
    Asks,
    HasRows,
    HasBars,
    /// Whether the page's declared text (JSON-LD `articleBody`) holds it.
    Declared,
    /// Whether the page declares a text.
    DeclaresText,
    StandsTwice,
    IsHeadline,
    AfterHeadline,
    NoHeadline,
    /// Natural logarithm of one more than the bytes of prose in regions beside its own.
    ProseBeside,
    /// The same beside the region around its own.
    ProseBesideParent,
    /// The same anywhere inside the region around its own.
    ProseAround,
}

pub const SIGNS: usize = Sign::ProseAround as usize + 1;

/// Elements that a line may stand in.
pub const TAGS: [&str; 25] = [
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "div",
    "td",
    "blockquote",
    "figcaption",
    "section",
    "dd",
    "dt",
    "article",
    "header",
    "body",
    "th",
    "pre",
    "center",
    "main",
    "footer",
    "aside",
    "figure",
];

/// Elements that say something of all inside them.
pub const AROUND: [&str; 16] = [
    "article",
    "main",
    "aside",
    "nav",
    "footer",
    "header",
    "form",
    "figure",
    "table",
    "ul",
    "ol",
    "section",
    "blockquote",
    "li",
    "details",
    "dl",
];

/// How many numbers say all signs of a line.
pub const VALUES: usize = SIGNS + TAGS.len() + AROUND.len() + 3 * Announced::ALL.len();

/// What speaks for and against a line being the story's.
#[derive(Clone, Debug)]
pub struct Signs {
    pub own: [f32; SIGNS],
    /// The place of its element in `TAGS`.
    pub tag: Option<usize>,
    /// The elements of `AROUND` that it is in, a bit each.
    pub around: u32,
    /// What its own region, the two around that, and all others around announce.
    pub names: [Names; 3],
}

/// The weights of the signs, in log-odds.
pub struct Weights {
    pub bias: f32,
    pub own: [f32; SIGNS],
    pub tag: [f32; TAGS.len()],
    pub around: [f32; AROUND.len()],
    pub names: [[f32; Announced::ALL.len()]; 3],
}

impl Signs {
    /// The log-odds of the line being the story's.
    pub fn weigh(&self, weights: &Weights) -> f32 {
        let own: f32 =
            self.own.iter().zip(&weights.own).map(|(value, weight)| value * weight).sum();
        let tag = self.tag.map_or(0.0, |tag| weights.tag[tag]);
        let around = weights.around.iter().enumerate();
        let around: f32 =
            around.filter(|(bit, _)| self.around & (1 << bit) != 0).map(|it| it.1).sum();
        let names = self.names.iter().zip(&weights.names);
        let names: f32 =
            names.flat_map(|(names, weights)| names.all().map(|it| weights[it as usize])).sum();
        weights.bias + own + tag + around + names
    }

    /// All signs as numbers, in the order of the weights.
    pub fn values(&self) -> [f32; VALUES] {
        let mut values = [0.0; VALUES];
        let (own, rest) = values.split_at_mut(SIGNS);
        let (tags, rest) = rest.split_at_mut(TAGS.len());
        let (around, names) = rest.split_at_mut(AROUND.len());
        own.copy_from_slice(&self.own);
        if let Some(tag) = self.tag {
            tags[tag] = 1.0;
        }
        around
            .iter_mut()
            .enumerate()
            .for_each(|(bit, it)| *it = flag(self.around & (1 << bit) != 0));
        for (part, announced) in names.chunks_mut(Announced::ALL.len()).zip(self.names) {
            announced.all().for_each(|it| part[it as usize] = 1.0);
        }
        values
    }

    pub fn is_prose(&self) -> bool {
        self.own[Sign::Prose as usize] > 0.0
    }
}

/// The signs of every line; `headline_at` is the headline's line, `declared` the text that the
/// page declares as the story's.
pub fn signs(
    outline: &Outline<'_>,
    headline_at: Option<usize>,
    declared: Option<&str>,
) -> Vec<Signs> {
    let declared = declared.map(letters).filter(|text| !text.is_empty());
    let mut times: HashMap<&str, u32, RandomState> = HashMap::default();
    outline.lines.iter().for_each(|line| *times.entry(line.letters()).or_default() += 1);
    let texts: Vec<Text> = outline.lines.iter().map(Text::of).collect();
    let prose = Prose::of(outline, &texts);
    let above = Above::of(outline, &prose.inside);
    let headline = headline_at.map(|at| outline.lines[at].letters());
    let of_line = |(at, line): (usize, &Line<'_>)| {
        let mut own = texts[at].signs(line);
        let mut set = |sign: Sign, value: f32| own[sign as usize] = value;
        let letters = line.letters();
        let is_declared = declared
            .as_deref()
            .is_some_and(|text| letters.len() >= DECLARED_BYTES_MIN && holds(text, letters));
        set(Sign::Declared, flag(is_declared));
        set(Sign::DeclaresText, flag(declared.is_some()));
        set(Sign::StandsTwice, flag(times.get(letters).is_some_and(|times| *times > 1)));
        set(Sign::IsHeadline, flag(headline == Some(letters)));
        set(Sign::AfterHeadline, flag(headline_at.is_some_and(|headline| at > headline)));
        set(Sign::NoHeadline, flag(headline_at.is_none()));
        let parent = outline.regions[line.at].around;
        let grandparent = outline.regions[parent].around;
        set(Sign::ProseBeside, prose.beside[parent].ln_1p());
        set(Sign::ProseBesideParent, prose.beside[grandparent].ln_1p());
        set(Sign::ProseAround, prose.inside[parent].ln_1p());
        let tag = TAGS.iter().position(|tag| *tag == outline.tag(line.at));
        Signs { own, tag, around: above.tags[line.at], names: above.names(outline, line.at) }
    };
    outline.lines.iter().enumerate().map(of_line).collect()
}

/// Shorter lines stand in any text.
const DECLARED_BYTES_MIN: usize = 15;

/// Each search goes through all of the declared text.
const DECLARED_BYTES_MAX: usize = 200_000;

fn holds(text: &str, letters: &str) -> bool {
    text.len() <= DECLARED_BYTES_MAX
        && memchr::memmem::find(text.as_bytes(), letters.as_bytes()).is_some()
}

fn flag(holds: bool) -> f32 {
    f32::from(u8::from(holds))
}

/// What one pass over a line's characters finds.
struct Text {
    bytes: usize,
    words: usize,
    sentences: usize,
    commas: usize,
    digits: usize,
    characters: usize,
    bars: usize,
    has_small: bool,
    has_capital: bool,
}

impl Text {
    fn of(line: &Line<'_>) -> Text {
        let mut text = Text {
            bytes: line.text.len(),
            words: 0,
            sentences: 0,
            commas: 0,
            digits: 0,
            characters: 0,
            bars: 0,
            has_small: false,
            has_capital: false,
        };
        let (mut in_word, mut unspaced) = (false, 0);
        for c in line.text.chars() {
            text.characters += 1;
            let is_word = c.is_alphanumeric() || c == '_';
            text.words += usize::from(is_word && !in_word);
            in_word = is_word;
            text.digits += usize::from(c.is_ascii_digit());
            text.has_small |= c.is_lowercase();
            text.has_capital |= c.is_uppercase();
            match c {
                ',' | '，' | '、' | '،' => text.commas += 1,
                '.' | '!' | '?' | '。' | '！' | '？' | '…' | '।' | '؟' => {
                    text.sentences += 1
                }
                '|' | '»' | '›' => text.bars += 1,
                '\u{0E00}'..='\u{0EFF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' => {
                    unspaced += 1;
                }
                _ => {}
            }
        }
        text.words = text.words.max(unspaced / 2);
        text
    }

    fn is_prose(&self, line: &Line<'_>) -> bool {
        self.words >= 12 && line.link_bytes * 2 < self.bytes && self.sentences > 0
    }

    fn signs(&self, line: &Line<'_>) -> [f32; SIGNS] {
        let text = line.text.as_str();
        let closing = |c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | '»' | ')' | ']');
        let end = text.trim_end_matches(closing).chars().next_back().unwrap_or(' ');
        let mut own = [0.0; SIGNS];
        let mut set = |sign: Sign, value: f32| own[sign as usize] = value;
        set(Sign::Words, (self.words as f32).ln_1p());
        set(Sign::LinkShare, line.link_bytes as f32 / self.bytes.max(1) as f32);
        set(Sign::Prose, flag(self.is_prose(line)));
        set(Sign::EndsSentence, flag(".!?。！？…।؟:;".contains(end)));
        set(Sign::Sentences, self.sentences.min(6) as f32);
        set(Sign::Commas, self.commas.min(6) as f32);
        set(Sign::FurnitureWords, flag(line.is_furniture()));
        set(Sign::StartsSmall, flag(text.starts_with(char::is_lowercase)));
        set(Sign::Capitals, flag(self.has_capital && !self.has_small && self.characters > 3));
        set(Sign::Copyright, flag(text.contains('©')));
        set(Sign::At, flag(text.contains('@')));
        set(Sign::Digits, self.digits as f32 / self.characters.max(1) as f32);
        set(Sign::EndsWithColon, flag(text.ends_with(':')));
        set(Sign::Asks, flag(text.ends_with('?')));
        set(Sign::HasRows, flag(text.contains('\n')));
        set(Sign::HasBars, flag(self.bars > 0));
        own
    }
}

/// Bytes of prose by region.
struct Prose {
    /// In the regions that stand directly inside.
    beside: Vec<f32>,
    /// Anywhere inside.
    inside: Vec<f32>,
}

impl Prose {
    fn of(outline: &Outline<'_>, texts: &[Text]) -> Prose {
        let regions = outline.regions.len();
        let mut prose = Prose { beside: vec![0.0; regions], inside: vec![0.0; regions] };
        for (line, text) in outline.lines.iter().zip(texts) {
            if text.is_prose(line) {
                prose.beside[outline.regions[line.at].around] += text.bytes as f32;
                prose.inside[line.at] += text.bytes as f32;
            }
        }
        for at in (1..regions).rev() {
            prose.inside[outline.regions[at].around] += prose.inside[at];
        }
        prose
    }
}

/// What the regions around each region say, those further out included.
struct Above {
    tags: Vec<u32>,
    /// What each region announces itself.
    own: Vec<Names>,
    /// And all those around it.
    around: Vec<Names>,
}

/// The share of the page's text, or of its prose, from which on a region is the page, whatever it is called: a form
/// around all of it, or a footer that was never closed.
const PAGE_SHARE: f32 = 0.8;

impl Above {
    fn of(outline: &Outline<'_>, prose: &[f32]) -> Above {
        let regions = outline.regions.len();
        let is_most = |part: f32, all: f32| all > 0.0 && part >= PAGE_SHARE * all;
        let bytes = bytes(outline);
        let is_page =
            |at: usize| is_most(bytes[at] as f32, bytes[0] as f32) || is_most(prose[at], prose[0]);
        let own = |at: usize| match is_page(at) {
            true => Names::default(),
            false => outline.regions[at].names,
        };
        let mut above = Above {
            tags: vec![0; regions],
            own: (0..regions).map(own).collect(),
            around: vec![Names::default(); regions],
        };
        for (at, region) in outline.regions.iter().enumerate().skip(1) {
            let around = region.around;
            let tag = AROUND.iter().position(|tag| *tag == outline.tag(around));
            let tag = tag.filter(|_| !is_page(around)).map_or(0, |bit| 1 << bit);
            above.tags[at] = above.tags[around] | tag;
            above.around[at] = above.around[around].and(above.own[around]);
        }
        above
    }

    fn names(&self, outline: &Outline<'_>, at: usize) -> [Names; 3] {
        let parent = outline.regions[at].around;
        let grandparent = outline.regions[parent].around;
        let near = self.own[parent].and(self.own[grandparent]);
        [self.own[at], near, self.around[grandparent]]
    }
}

/// The bytes of text inside each region.
fn bytes(outline: &Outline<'_>) -> Vec<usize> {
    let mut bytes = vec![0; outline.regions.len()];
    for line in &outline.lines {
        bytes[line.at] += line.text.len();
    }
    for at in (1..bytes.len()).rev() {
        bytes[outline.regions[at].around] += bytes[at];
    }
    bytes
}
