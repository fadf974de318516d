//! Any article and an edit of it: the laws of its parts, of its sentences and of the verdict.

#![no_main]

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use revdiff::article::{Article, Block, BlockKind};
use revdiff::diff::sentences::{SentenceAction, Sentences, sentences};
use revdiff::diff::{self, Action, ArticleDiff, Op, Part, PartName, Run};
use revdiff::text::tokens::tokens;
use revdiff::verdict::{self, Class, Disclosure};

/// An article with what is to be done to it.
#[derive(Arbitrary, Debug)]
struct Edited<'a> {
    story: Story<'a>,
    headline: Option<Option<&'a str>>,
    byline: Option<Vec<&'a str>>,
    edits: Vec<Edit<'a>>,
}

#[derive(Arbitrary, Debug)]
struct Story<'a> {
    headline: Option<&'a str>,
    dek: Option<&'a str>,
    byline: Vec<&'a str>,
    dateline: Option<&'a str>,
    blocks: Vec<(u8, Vec<Piece<'a>>)>,
}

/// Text of any kind, or of the kind that the rules look for.
#[derive(Arbitrary, Debug)]
enum Piece<'a> {
    Any(&'a str),
    Known(u8),
}

const KNOWN: [&str; 24] = [
    "The mayor said on Monday that she would not resign. ",
    "“We followed every rule,” Jonas Berg said. ",
    "\"We followed no rule\", claimed Jonas Berg. ",
    "At least 1,243 people died in the north. ",
    "$1.5m ",
    "$15 million ",
    "three ",
    "3 ",
    "March 3, 2025 ",
    "10 a.m. ",
    "U.S. officials ",
    "Correction: An earlier version misstated the number. ",
    "Köprü kapatılacak. ",
    "Der Bürgermeister trat nicht zurück. ",
    "桥已关闭，没有人受伤。",
    "วันจันทร์",
    "قال الوزير يوم الاثنين ",
    "Rain fell all night and the river rose, so two bridges were closed. ",
    "Rain fell all night and the river rose. Two bridges were closed. ",
    "not ",
    "…",
    " — ",
    "\n",
    "’s ",
];

#[derive(Arbitrary, Debug)]
enum Edit<'a> {
    Swap(u8, u8),
    Remove(u8),
    Insert(u8, (u8, Vec<Piece<'a>>)),
    /// A piece of a block's text, cut at spaces, is put in the place of another.
    Words(u8, u8, Vec<Piece<'a>>),
    Kind(u8, u8),
}

const KINDS: [BlockKind; 9] = [
    BlockKind::Paragraph,
    BlockKind::Subheading,
    BlockKind::ListItem,
    BlockKind::Quotation,
    BlockKind::Caption,
    BlockKind::TableRow,
    BlockKind::Notice,
    BlockKind::Post,
    BlockKind::Embed,
];

fuzz_target!(|edited: Edited| {
    let old = article(&edited.story);
    let new = edit(&old, &edited);
    check(&old, &new);
    check(&new, &old);
    check_same(&old);
});

fn text(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Any(text) => text.to_string(),
        Piece::Known(number) => KNOWN[usize::from(*number) % KNOWN.len()].to_string(),
    };
    pieces.iter().map(piece).collect()
}

fn block((kind, pieces): &(u8, Vec<Piece>)) -> Block {
    Block::new(KINDS[usize::from(*kind) % KINDS.len()], text(pieces))
}

fn article(story: &Story) -> Article {
    let owned = |text: Option<&str>| text.map(str::to_string);
    Article {
        headline: owned(story.headline),
        dek: owned(story.dek),
        byline: story.byline.iter().map(|name| name.to_string()).collect(),
        dateline: owned(story.dateline),
        blocks: story.blocks.iter().map(block).collect(),
        ..Article::default()
    }
}

fn edit(old: &Article, edited: &Edited) -> Article {
    let mut new = old.clone();
    if let Some(headline) = edited.headline {
        new.headline = headline.map(str::to_string);
    }
    if let Some(byline) = &edited.byline {
        new.byline = byline.iter().map(|name| name.to_string()).collect();
    }
    for edit in &edited.edits {
        let count = new.blocks.len();
        let at = |place: u8| usize::from(place) % count.max(1);
        match edit {
            Edit::Insert(place, content) => {
                new.blocks.insert(usize::from(*place) % (count + 1), block(content));
            }
            _ if count == 0 => {}
            Edit::Swap(one, other) => new.blocks.swap(at(*one), at(*other)),
            Edit::Remove(place) => drop(new.blocks.remove(at(*place))),
            Edit::Words(place, word, pieces) => {
                let block = &mut new.blocks[at(*place)];
                let mut words: Vec<String> = block.text.split(' ').map(str::to_string).collect();
                let word = usize::from(*word) % words.len();
                words[word] = text(pieces);
                block.text = words.join(" ");
            }
            Edit::Kind(place, kind) => {
                new.blocks[at(*place)].kind = KINDS[usize::from(*kind) % KINDS.len()];
            }
        }
    }
    new
}

fn check(old: &Article, new: &Article) {
    let diff = diff::articles(old, new);
    assert_eq!(diff, diff::articles(old, new), "the same articles give the same diff");
    check_parts(old, new, &diff);
    let found = sentences(&diff.parts);
    check_sentences(&found, old, new);
    let back = sentences(&diff::articles(new, old).parts);
    assert_eq!(counts(&back).map(turned), counts(&found), "from new to old");
    check_verdict(old, new, &diff);
}

/// The parts of each side hold its texts, whole and in order, and the counts are theirs.
fn check_parts(old: &Article, new: &Article, diff: &ArticleDiff) {
    check_blocks(old, diff, [Op::Equal, Op::Delete, Op::MoveFrom]);
    check_blocks(new, diff, [Op::Equal, Op::Insert, Op::MoveTo]);
    let stats = diff.stats;
    let words: usize = diff.parts.iter().map(words_of).sum();
    assert_eq!(stats.words_kept + stats.words_added + stats.words_moved, words as u64);
    for part in &diff.parts {
        let is_same = part.ops.iter().all(|run| run.op == Op::Equal);
        assert_eq!(part.action == Action::Kept, is_same && has_text(part), "{part:?}");
    }
}

const NEW: [Op; 3] = [Op::Equal, Op::Insert, Op::MoveTo];

/// A part of an empty text was kept, added or removed, though it holds no run.
fn has_text(part: &Part) -> bool {
    !part.ops.is_empty() || part.action == Action::Kept
}

fn side(part: &Part, ops: [Op; 3]) -> String {
    let runs = part.ops.iter().filter(|run: &&Run| ops.contains(&run.op));
    runs.map(|run| run.text).collect()
}

/// The words of a part's new text; of a byline name by name, as its names are apart.
fn words_of(part: &Part) -> usize {
    match part.part {
        PartName::Byline => {
            let runs = part.ops.iter().filter(|run| NEW.contains(&run.op));
            runs.map(|run| words(run.text)).sum()
        }
        PartName::Headline | PartName::Dek | PartName::Dateline | PartName::Block => {
            words(&side(part, NEW))
        }
    }
}

fn words(text: &str) -> usize {
    let is_word = |text: &str| text.chars().any(char::is_alphanumeric);
    tokens(text).into_iter().filter(|span| is_word(&text[span.range()])).count()
}

fn check_blocks(article: &Article, diff: &ArticleDiff, ops: [Op; 3]) {
    let is_there = |part: &&Part| match ops.contains(&Op::Delete) {
        true => part.old_blocks > 0,
        false => part.new_blocks > 0,
    };
    let blocks = diff.parts.iter().filter(is_there);
    let found: Vec<String> = blocks.map(|part| side(part, ops)).collect();
    let texts: Vec<&str> = article.blocks.iter().map(|block| block.text.as_str()).collect();
    assert_eq!(found.join("\n\n"), texts.join("\n\n"));
}

/// Each sentence has one place.
fn check_sentences(found: &Sentences, old: &Article, new: &Article) {
    let of_old: usize = found.changes.iter().map(|change| change.old.len()).sum();
    let of_new: usize = found.changes.iter().map(|change| change.new.len()).sum();
    let all = |article: &Article| sentences(&diff::articles(article, article).parts).kept;
    assert_eq!((found.kept + of_old, found.kept + of_new), (all(old), all(new)));
    for change in &found.changes {
        let is_fit = match change.action {
            SentenceAction::Addition => change.old.is_empty() && change.new.len() == 1,
            SentenceAction::Deletion => change.old.len() == 1 && change.new.is_empty(),
            SentenceAction::Edit | SentenceAction::Cosmetic => change.old != change.new,
            SentenceAction::Refactor => (change.old.len(), change.new.len()) == (1, 1),
            SentenceAction::Split => change.old.len() == 1 && change.new.len() > 1,
            SentenceAction::Merge => change.old.len() > 1 && change.new.len() == 1,
        };
        assert!(is_fit, "{change:?}");
    }
}

/// Additions and splits, deletions and merges.
fn counts(found: &Sentences) -> [(usize, usize); 2] {
    let count = |action| found.changes.iter().filter(|it| it.action == action).count();
    [
        (count(SentenceAction::Addition), count(SentenceAction::Deletion)),
        (count(SentenceAction::Split), count(SentenceAction::Merge)),
    ]
}

fn turned((one, other): (usize, usize)) -> (usize, usize) {
    (other, one)
}

fn check_verdict(old: &Article, new: &Article, diff: &ArticleDiff) {
    let verdict = verdict::judge(diff, old, new);
    assert_eq!(verdict, verdict::judge(diff, old, new));
    assert_eq!(verdict.class == Class::None, verdict.reasons.is_empty());
    let is_cosmetic = verdict.reasons.iter().all(|reason| reason.kind.is_cosmetic());
    assert_eq!(verdict.class == Class::Substantive, !is_cosmetic);
    let is_disclosable = verdict.class == Class::Substantive;
    assert_eq!(verdict.disclosure == Disclosure::NotApplicable, !is_disclosable);
    if verdict.class == Class::None {
        let grave = diff.parts.iter().flat_map(|part| &part.ops);
        let mut grave = grave.filter(|run| run.op != Op::Equal && run.class.is_none());
        let silent = diff.parts.iter().all(|part| part.kind != Some(BlockKind::Embed));
        assert!(!silent || grave.next().is_none(), "{diff:?}");
    }
}

fn check_same(article: &Article) {
    let diff = diff::articles(article, article);
    assert!(diff.parts.iter().all(|part| part.action == Action::Kept));
    assert!(sentences(&diff.parts).changes.is_empty());
    assert_eq!(verdict::judge(&diff, article, article).class, Class::None);
}
