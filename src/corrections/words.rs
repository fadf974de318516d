//! The words of texts as they are compared: folded, cut to stems, the small ones left out; and
//! sentences made of them.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use crate::article::{Article, BlockKind};
use crate::blame::passages::passages;
use crate::text::fold::fold;
use crate::text::notice::is_notice;
use crate::text::sentences::sentences;
use crate::text::tokens::{Span, tokens};

/// Letters that stand for a whole word. The first five of a word tell it apart almost as well as
/// its stem does, in languages that put endings on endings too.
const STEM_LETTERS: usize = 5;

/// Shorter words tell little, digits aside.
const WORD_LETTERS_MIN: usize = 4;

/// Korean names have three syllables; of a word of fewer little is told.
const SYLLABLES_MIN: usize = 3;
const SYLLABLES: usize = 3;

/// Pairs of characters that Chinese and Japanese notices are made of.
const PAIRS: &str = "
    更正 訂正 本文 较早 較早 版本 早版 误将 誤將 名字 写为 寫為 应为 應為 报道 報道 之前 此前 文章 编者 記事 初版 以前 誤り
    した まし ませ です ます てい いた いる こと では ので から まで として とし して れた され った";

static SMALL_PAIRS: LazyLock<HashSet<&str>> = LazyLock::new(|| PAIRS.split_whitespace().collect());

/// Words of four letters or more that hold sentences together in ten languages, and those of which
/// notices are made: to share them is no evidence.
const SMALL: &str = "
    that this with from have been were they their there which would about after before more than
    into said also when what these those other some could should while where your only over does
    article story version earlier previous original correction corrected clarification update updated
    dass eine einer einen einem eines nicht sich auch wurde wurden werden sind haben hatte nach über
    oder aber dieser diese dieses artikel version fassung früheren frühere hieß korrektur berichtigung
    dans pour avec cette sont était étaient plus leur nous vous mais comme être elle elles fait deux
    précédente article correctif rectificatif
    como esta este eran había entre sobre pero fueron tras según desde hasta artículo versión anterior
    corrección noticia
    olan olarak için daha kadar sonra önce ancak fakat gibi haber haberin önceki sürüm sürümünde düzeltme
    yanlışlıkla
    della delle dello degli sono questo questa nella anche stato stata dopo articolo versione correzione
    mais pelo pela foram para depois artigo versão correção voor deze niet werd zijn naar heeft worden
    eerdere versie artikel correctie
    этот этой было были также после этого статьи версии исправление предыдущей
    كان كانت الذي التي هذا هذه نسخة سابقة تصحيح";

static SMALL_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| SMALL.split_whitespace().collect());

/// The stems of a text's words, without the small ones.
pub fn stems(text: &str) -> BTreeSet<String> {
    stemmed(text).into_iter().map(|(stem, _)| stem).collect()
}

/// The stems of a text's words with the words that they stand for, without the small ones; where no
/// spaces part the words, each two characters that stand together.
pub fn stemmed(text: &str) -> Vec<(String, String)> {
    let spans = tokens(text);
    let word = |span: &Span| {
        let word = &text[span.range()];
        Some((stem(word)?, fold(word).into_owned()))
    };
    let pair = |pair: &[Span]| {
        let is_pair = pair[0].end == pair[1].start && pair.iter().all(|it| is_single(text, *it));
        let pair = &text[pair[0].start..pair[1].end];
        (is_pair && !SMALL_PAIRS.contains(pair)).then(|| (pair.to_owned(), pair.to_owned()))
    };
    spans.iter().filter_map(word).chain(spans.windows(2).filter_map(pair)).collect()
}

/// Whether a token is a character of a script that parts no words.
fn is_single(text: &str, span: Span) -> bool {
    let mut letters = text[span.range()].chars();
    matches!(
        (letters.next(), letters.next()),
        (Some('\u{3041}'..='\u{30FA}' | '\u{3400}'..='\u{9FFF}'), None)
    )
}

/// What stands for a word; none for a mark, and for a word that tells nothing. Digits stand as they
/// are: to be wrong in the sixth is to be wrong.
fn stem(token: &str) -> Option<String> {
    let folded = fold(token);
    if folded.starts_with(char::is_numeric) {
        return Some(folded.into_owned());
    }
    // What follows an apostrophe is an ending: `Yılmaz’ın`, `Lee's`; what precedes a short one is
    // an article: `l’accident`.
    let word = folded.split('\'').max_by_key(|part| part.chars().count()).unwrap_or("");
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    // A name of three syllables takes its particle behind it: `김철수는`.
    if word.starts_with(|c| matches!(c, '\u{AC00}'..='\u{D7A3}')) && letters >= SYLLABLES_MIN {
        return Some(word.chars().take(SYLLABLES).collect());
    }
    if letters < WORD_LETTERS_MIN || SMALL_WORDS.contains(word) {
        return None;
    }
    Some(word.chars().take(STEM_LETTERS).collect())
}

/// The short words of a text that have a capital, folded: `Lee`, `Koç`.
pub fn short_names(text: &str) -> BTreeSet<String> {
    let spans = tokens(text).into_iter().map(|span| &text[span.range()]);
    let bare = spans.map(|word| word.split(['\'', '’']).next().unwrap_or(""));
    let short = bare.filter(|word| word.starts_with(char::is_uppercase) && stem(word).is_none());
    short.filter(|word| word.chars().nth(1).is_some()).map(|word| fold(word).into_owned()).collect()
}

/// The words and marks of a text, folded, in a row.
pub fn row(text: &str) -> Vec<String> {
    let spans = tokens(text).into_iter();
    let words = spans.map(|span| fold(&text[span.range()]).into_owned());
    words.filter(|word| !word.is_empty()).collect()
}

/// Whether words stand among others, in a row.
pub fn holds(row: &[String], words: &[String]) -> bool {
    !words.is_empty() && row.windows(words.len()).any(|window| window == words)
}

/// A sentence of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    pub row: Vec<String>,
    pub stems: BTreeSet<String>,
}

impl Sentence {
    pub fn of(text: &str) -> Sentence {
        Sentence { row: row(text), stems: stems(text) }
    }

    /// Whether words stand in it, in a row.
    pub fn holds(&self, words: &[String]) -> bool {
        holds(&self.row, words)
    }

    /// How many of its stems another has.
    pub fn shared(&self, other: &Sentence) -> usize {
        self.stems.intersection(&other.stems).count()
    }
}

/// The sentences of an article without its notices and captions, which tell of others' words.
pub fn sentences_of(article: &Article) -> Vec<Sentence> {
    let is_told = |kind: Option<BlockKind>, text: &str| match kind {
        Some(BlockKind::Notice | BlockKind::Embed) => false,
        Some(_) => !is_notice(text),
        None => true,
    };
    let passages = passages(article).into_iter().filter(|it| is_told(it.kind, &it.text));
    passages.flat_map(|passage| parted(&passage.text)).collect()
}

fn parted(text: &str) -> Vec<Sentence> {
    let spans = tokens(text);
    let ranges = sentences(text, &spans, 0..spans.len());
    let range = |range: std::ops::Range<usize>| {
        Sentence::of(&text[spans[range.start].start..spans[range.end - 1].end])
    };
    ranges.into_iter().filter(|range| !range.is_empty()).map(range).collect()
}

/// How many sentences of an article have each stem.
pub fn counts(sentences: &[Sentence]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for stem in sentences.iter().flat_map(|sentence| &sentence.stems) {
        *counts.entry(stem.as_str()).or_default() += 1;
    }
    counts
}
