//! A story as its publisher has it: its text, and the edits that it goes through.

use crate::chance::Chance;
use crate::plan::Rhythm;
use crate::words::{Language, pick};

/// What a reader is to see of a story.
#[derive(Clone, PartialEq, Eq)]
pub struct Text {
    pub headline: String,
    pub dek: String,
    pub paragraphs: Vec<String>,
    /// A note under the story that says what was corrected.
    pub note: Option<String>,
}

/// What a desk does to a story that stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    Word,
    Number,
    SentenceIn,
    SentenceOut,
    ParagraphIn,
    ParagraphOut,
    Headline,
    Dek,
    Correction,
    Rewrite,
    /// The text of before the last edit is put back.
    Revert,
    /// Another headline or an older text, by turns with the newest.
    Turn,
}

/// All but turns; the last two may leave little of a text, or bring an old one back.
const EDITS: [Edit; 11] = [
    Edit::Word,
    Edit::Number,
    Edit::SentenceIn,
    Edit::SentenceOut,
    Edit::ParagraphIn,
    Edit::ParagraphOut,
    Edit::Headline,
    Edit::Dek,
    Edit::Correction,
    Edit::Rewrite,
    Edit::Revert,
];

impl Edit {
    pub fn name(self) -> &'static str {
        match self {
            Edit::Word => "word",
            Edit::Number => "number",
            Edit::SentenceIn => "sentence in",
            Edit::SentenceOut => "sentence out",
            Edit::ParagraphIn => "paragraph in",
            Edit::ParagraphOut => "paragraph out",
            Edit::Headline => "headline",
            Edit::Dek => "dek",
            Edit::Correction => "correction note",
            Edit::Rewrite => "rewrite",
            Edit::Revert => "revert",
            Edit::Turn => "turns",
        }
    }
}

impl Text {
    pub fn new(language: &Language, chance: &mut Chance) -> Text {
        Text {
            headline: language.headline(chance),
            dek: language.sentence(chance),
            paragraphs: (0..5 + chance.below(12)).map(|_| language.paragraph(chance)).collect(),
            note: None,
        }
    }

    /// The text after an edit; none where this text cannot have that.
    pub fn edited(&self, edit: Edit, language: &Language, chance: &mut Chance) -> Option<Text> {
        let mut text = self.clone();
        let at = chance.below(text.paragraphs.len());
        match edit {
            Edit::Word => text.paragraphs[at] = other_word(&text.paragraphs[at], language, chance)?,
            Edit::Number => text.paragraphs[at] = other_number(&text.paragraphs[at])?,
            Edit::SentenceIn => {
                let more = language.sentence(chance);
                text.paragraphs[at] = format!("{} {more}", text.paragraphs[at]);
            }
            Edit::SentenceOut => {
                let (kept, _) =
                    text.paragraphs[at].trim_end_matches(['.', '”']).rsplit_once(". ")?;
                text.paragraphs[at] = format!("{kept}.");
            }
            Edit::ParagraphIn => text.paragraphs.insert(at, language.paragraph(chance)),
            Edit::ParagraphOut if text.paragraphs.len() > 4 => {
                text.paragraphs.remove(at);
            }
            Edit::ParagraphOut => return None,
            Edit::Headline => text.headline = language.headline(chance),
            Edit::Dek => text.dek = language.sentence(chance),
            Edit::Correction => text.note = Some(language.correction(chance)),
            Edit::Rewrite => {
                let kept = text.paragraphs.swap_remove(0);
                let more = (0..4 + chance.below(6)).map(|_| language.paragraph(chance));
                text.paragraphs = [kept].into_iter().chain(more).collect();
            }
            Edit::Revert | Edit::Turn => return None,
        }
        (text != *self).then_some(text)
    }
}

fn other_word(paragraph: &str, language: &Language, chance: &mut Chance) -> Option<String> {
    let words: Vec<&str> = paragraph.split(' ').collect();
    let long = |word: &&str| word.chars().count() > 4 && word.chars().all(char::is_alphabetic);
    let longs: Vec<&str> = words.iter().copied().filter(long).collect();
    let (old, new) = (chance.pick(&longs)?, language.name(chance).split(' ').next_back()?);
    Some(paragraph.replacen(&format!(" {old} "), &format!(" {new} "), 1))
}

/// The first number made one larger.
fn other_number(paragraph: &str) -> Option<String> {
    let start = paragraph.find(|letter: char| letter.is_ascii_digit())?;
    let digits = paragraph[start..].chars().take_while(char::is_ascii_digit).count();
    let number: u32 = paragraph[start..start + digits].parse().ok()?;
    Some(format!("{}{}{}", &paragraph[..start], number + 1, &paragraph[start + digits..]))
}

/// A story, all the texts that it ever has and what is served of them, round by round.
pub struct Story {
    pub host: usize,
    pub path: String,
    pub language: &'static Language,
    pub byline: &'static str,
    pub texts: Vec<Text>,
    pub steps: Vec<Step>,
}

/// What a story is in one round.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The number of its text.
    pub text: usize,
    /// How that came of the text before, where it did in this round.
    pub edit: Option<Edit>,
    /// Whether the publisher's own stamp owns up to it.
    pub is_stamped: bool,
}

impl Story {
    /// A story that is edited in some of the rounds, but not in the first.
    pub fn new(seed: u64, number: usize, host: usize, rounds: usize, rhythm: Rhythm) -> Story {
        let mut chance = Chance::of(seed, &["story", &number.to_string()]);
        let language = Language::of_host(host);
        let texts = vec![Text::new(language, &mut chance)];
        let slug: String = ["report", "story", "news", "local", "politics"][chance.below(5)].into();
        let mut story = Story {
            host,
            path: format!("/{slug}/{}-{number}", chance.token(6)),
            language,
            byline: language.name(&mut chance),
            texts,
            steps: vec![Step { text: 0, edit: None, is_stamped: false }],
        };
        let takes_turns = chance.below(20) == 0;
        for round in 1..rounds {
            let step = match rhythm {
                Rhythm::Always => story.edited(&EDITS[..9], &mut chance),
                Rhythm::Often(often) => {
                    let is_quiet = round + 2 >= rounds || chance.below(100) >= often;
                    match (is_quiet, takes_turns) {
                        (true, _) => Step { edit: None, is_stamped: false, ..story.newest() },
                        (false, true) => story.turned(&mut chance),
                        (false, false) => story.edited(&EDITS, &mut chance),
                    }
                }
            };
            story.steps.push(step);
        }
        story
    }

    fn newest(&self) -> Step {
        self.steps[self.steps.len() - 1]
    }

    fn edited(&mut self, kinds: &[Edit], chance: &mut Chance) -> Step {
        let last = self.newest().text;
        for _ in 0..20 {
            let edit = pick(chance, kinds);
            let text = match (edit, last) {
                (Edit::Revert, 1..) => Some(self.texts[last - 1].clone()),
                _ => self.texts[last].edited(edit, self.language, chance),
            };
            let Some(text) = text else { continue };
            return Step {
                text: self.number(text),
                edit: Some(edit),
                is_stamped: chance.below(2) == 0,
            };
        }
        Step { text: last, edit: None, is_stamped: false }
    }

    /// The headline on trial beside the first one, by turns.
    fn turned(&mut self, chance: &mut Chance) -> Step {
        let last = self.newest().text;
        let text = match (last, self.texts.len()) {
            (0, 1) => {
                let headline = self.language.headline(chance);
                self.number(Text { headline, ..self.texts[0].clone() })
            }
            (0, _) => 1,
            _ => 0,
        };
        Step { text, edit: Some(Edit::Turn), is_stamped: false }
    }

    fn number(&mut self, text: Text) -> usize {
        self.texts.iter().position(|it| *it == text).unwrap_or_else(|| {
            self.texts.push(text);
            self.texts.len() - 1
        })
    }
}
