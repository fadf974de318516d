//! What is learnt of a host or a page between two looks, and a new extractor, make no versions; and
//! what the publisher did is found all the same.

use chrono::TimeDelta;

use super::*;
use crate::article::{Block, BlockKind};
use crate::extract::EXTRACTOR;
use crate::history::{Check, OutcomeName, StoryId};
use crate::memory::{Mark, Places};
use crate::page::Response;
use crate::store::sqlite::SqliteStore;
use crate::store::{ClaimRequest, NewStory, Recorded, Scope};

const FAR: Time = Time::from_millis(9_000_000_000_000);

/// A store of its own, and looks at its stories, a second apart.
struct Newsroom {
    store: SqliteStore,
    reader: Reader,
    seconds: i64,
    _folder: tempfile::TempDir,
}

impl Newsroom {
    fn new(reader: Reader) -> Newsroom {
        let folder = tempfile::tempdir().expect("the temporary folder can be written");
        let store = SqliteStore::open(&folder.path().join("revdiff.db")).expect("it opens");
        Newsroom { store, reader, seconds: 0, _folder: folder }
    }

    /// Follows the first stories of one host.
    fn follow(&self, count: usize) -> Vec<StoryId> {
        self.follow_on(1, count)
    }

    fn follow_on(&self, hosts: usize, count: usize) -> Vec<StoryId> {
        let new = |number| {
            let host = format!("{}.test", number % hosts);
            NewStory {
                url: format!("https://{host}/{number}"),
                host,
                label: None,
                tags: Vec::new(),
                limits: None,
            }
        };
        let stories: Vec<NewStory> = (0..count).map(new).collect();
        self.store.track(&stories, Time::from_millis(0)).expect("writable");
        (1..=count).map(|number| StoryId(number as i64)).collect()
    }

    fn story(&self, id: StoryId) -> Story {
        self.store.story(id).expect("it is followed")
    }

    /// What comes of a look at a story whose page now is this.
    fn look(&mut self, id: StoryId, page: &str) -> (OutcomeName, Option<u32>) {
        self.seconds += 1;
        let now = Time::from_millis(self.seconds * 1_000);
        let story = self.story(id);
        let look = Look { store: &self.store, reader: self.reader, story: &story, now };
        let examined = examine(&look, Answer::Page(Box::new(sent(page)))).expect("no error");
        self.record(id, examined.outcome)
    }

    fn record(&self, id: StoryId, outcome: Outcome) -> (OutcomeName, Option<u32>) {
        let at = Time::from_millis(self.seconds * 1_000);
        let request = ClaimRequest {
            scope: Scope::Only(vec![id], FAR),
            claimer: "a poller".to_string(),
            now: at,
            lease: TimeDelta::minutes(5),
            patience: TimeDelta::zero(),
            hosts_max: 1,
            stories_max: 1,
        };
        let claim = self.store.claim(&request).expect("claimable").remove(0).claim;
        let state = self.story(id).state;
        let check = Check {
            story: id,
            asked_at: at,
            at,
            outcome,
            next_ok_at: at,
            next_check_at: at,
            state,
            whereabouts: Whereabouts::Unknown,
        };
        let recorded = self.store.record(&[(claim.clone(), check)], TimeDelta::minutes(5));
        self.store.release(&claim, at).expect("writable");
        match recorded.expect("recorded").remove(0) {
            Recorded::Done { outcome, version, events, .. } => {
                assert_eq!(events, [], "{id}");
                (outcome, version)
            }
            Recorded::Fenced => panic!("the claim stands"),
        }
    }

    /// The texts of a story's versions as they are shown.
    fn shown(&self, id: StoryId) -> Vec<String> {
        let snapshots = self.store.snapshots(id).expect("readable");
        let read = |snapshot| reading::of(&self.store, snapshot).expect("readable").article;
        snapshots.iter().map(|snapshot| read(snapshot).body()).collect()
    }

    fn must_be_sound(&self) {
        let verified = self.store.verify(None).expect("verifiable");
        assert!(verified.ok, "{:?}", verified.damaged);
    }
}

fn sent(page: &str) -> Page {
    let headers = vec![("content-type".to_string(), "text/html".to_string())];
    let url = "https://a.test/story".to_string();
    Page {
        bytes: page.into(),
        response: Response { status: 200, url, headers, ..Response::default() },
    }
}

const UNCHANGED: (OutcomeName, Option<u32>) = (OutcomeName::Unchanged, Some(1));

/// Reads lines of a path and a text. The story is what stands where it stood before, else at the
/// path of the first line; a `box` is taken for a part of it, where nothing is known against it.
fn by_paths(bytes: &[u8], _: &Context<'_>, memory: &Memory) -> Extraction {
    let text = String::from_utf8_lossy(bytes);
    let lines: Vec<(&str, &str)> = text.lines().filter_map(|line| line.split_once(' ')).collect();
    let known = memory.places.as_ref().map(|places| places.container);
    let known = lines.iter().find(|(path, _)| Some(Mark::of(path)) == known);
    let container = known.or(lines.first()).map_or("", |(path, _)| *path);
    let is_story = |(path, text): &(&str, &str)| {
        *path == container || *path == "box" && !memory.repeated.contains(&Mark::of(text))
    };
    let (story, rest): (Vec<_>, Vec<_>) = lines.iter().partition(|line| is_story(line));
    let texts = story.iter().map(|(_, text)| *text).filter(|text| !text.is_empty());
    let blocks = texts.map(|text| Block::new(BlockKind::Paragraph, text)).collect();
    let left_out = rest.iter().map(|(_, text)| Mark::of(text)).collect();
    Extraction {
        article: Article { blocks, ..Article::default() },
        places: Some(Places { container: Mark::of(container), left_out, ..Places::default() }),
    }
}

const BY_PATHS: Reader = Reader { extractor: EXTRACTOR, extract: by_paths };

/// Three stories, each with the same box, which is taken for a part of it as nothing is known yet.
fn with_boxes() -> (Newsroom, Vec<StoryId>) {
    let mut room = Newsroom::new(BY_PATHS);
    let ids = room.follow(3);
    for &id in &ids {
        let page = format!("main Story {id}.\nbox Sign up.");
        assert_eq!(room.look(id, &page), (OutcomeName::Created, Some(1)));
    }
    (room, ids)
}

#[test]
fn the_first_look_remembers_where_the_story_stood() {
    let mut room = Newsroom::new(BY_PATHS);
    let id = room.follow(1)[0];
    room.look(id, "main One.\nside Most read.");
    let memory = room.store.memory(id).expect("readable").expect("settled");
    let places = memory.places.expect("the page told");
    assert_eq!(places.container, Mark::of("main"));
    assert_eq!(places.left_out.into_iter().collect::<Vec<_>>(), [Mark::of("Most read.")]);
    assert!(room.story(id).latest.expect("a version").has_standing_memory);
    // Another line comes first now; the story stands where it stood.
    assert_eq!(room.look(id, "side Most read.\nmain One."), UNCHANGED);
}

#[test]
fn furniture_that_was_learnt_to_be_such_makes_no_version_when_it_goes() {
    let (mut room, ids) = with_boxes();
    let id = ids[0];
    assert_eq!(room.look(id, "main Story 1."), UNCHANGED);
    assert_eq!(room.shown(id), ["Story 1."], "read anew, without the box");
    assert!(room.story(id).latest.expect("a version").has_standing_memory);
    assert_eq!(room.look(id, "main Story 1.\nbox Sign up."), UNCHANGED, "nor when it returns");
    assert_eq!(room.look(id, "main Story one.\nbox Sign up."), (OutcomeName::Changed, Some(2)));
    assert_eq!(room.shown(id), ["Story 1.", "Story one."]);
    room.must_be_sound();
}

#[test]
fn furniture_that_comes_makes_no_version_where_the_host_repeats_it() {
    let (mut room, ids) = with_boxes();
    for &id in &ids {
        // Nobody can tell it from a paragraph yet.
        let page = format!("main Story {id}.\nbox Sign up.\nbox Vote.");
        assert_eq!(room.look(id, &page), (OutcomeName::Changed, Some(2)));
    }
    let more = room.follow(4)[3];
    room.look(more, "main Story 4.");
    assert_eq!(room.look(more, "main Story 4.\nbox Vote.\nbox Sign up."), UNCHANGED);
    assert_eq!(room.shown(more), ["Story 4."]);
}

#[test]
fn an_edit_beside_learnt_furniture_is_shown_alone() {
    let (mut room, ids) = with_boxes();
    assert_eq!(room.look(ids[0], "main Story one."), (OutcomeName::Changed, Some(2)));
    assert_eq!(room.shown(ids[0]), ["Story 1.", "Story one."], "both without the box");
    let latest = room.story(ids[0]).latest.expect("versions");
    assert!(latest.has_standing_memory);
    assert_eq!(room.look(ids[0], "main Story one."), (OutcomeName::Unchanged, Some(2)));
    room.must_be_sound();
}

#[test]
fn all_versions_are_shown_as_read_with_one_memory() {
    let (mut room, ids) = with_boxes();
    let id = ids[0];
    room.look(id, "main Story one.\nbox Sign up.");
    // What the first version's box was is known by now, and so it is for the version between.
    assert_eq!(room.look(id, "main Story I."), (OutcomeName::Changed, Some(3)));
    let snapshots = room.store.snapshots(id).expect("readable");
    let is_so: Vec<bool> = snapshots.iter().map(|it| it.has_standing_memory).collect();
    assert_eq!(is_so, [true, true, true]);
    assert_eq!(room.shown(id), ["Story 1.", "Story one.", "Story I."]);
}

#[test]
fn a_new_design_is_no_edit() {
    let mut room = Newsroom::new(BY_PATHS);
    let id = room.follow(1)[0];
    room.look(id, "main One.\nside Most read.");
    let before = room.store.memory(id).expect("readable");
    assert_eq!(room.look(id, "story One.\nside Weather."), UNCHANGED);
    assert_eq!(room.look(id, "story Two.\nside Weather."), (OutcomeName::Changed, Some(2)));
    assert_eq!(room.store.memory(id).expect("readable"), before, "it made no difference");
    assert_eq!(room.shown(id), ["One.", "Two."]);
}

#[test]
fn what_is_learnt_never_empties_an_old_version() {
    let mut room = Newsroom::new(BY_PATHS);
    let id = room.follow(1)[0];
    room.look(id, "main One.\nstory ");
    assert_eq!(room.look(id, "story Two."), (OutcomeName::Changed, Some(2)));
    assert_eq!(room.shown(id), ["One.", "Two."]);
}

#[test]
fn a_collapse_after_learning_is_no_article() {
    let (mut room, ids) = with_boxes();
    let story = room.story(ids[0]);
    let now = Time::from_millis(99_000);
    let look = Look { store: &room.store, reader: BY_PATHS, story: &story, now };
    let examined = examine(&look, Answer::Page(Box::new(sent("")))).expect("no error");
    let Outcome::Failed(failure) = examined.outcome else { panic!("{examined:?}") };
    assert_eq!(failure.kind, FailureKind::NoArticle);
    assert_eq!(room.look(ids[0], "main Story 1.\nbox Sign up."), UNCHANGED);
}

mod upgrade;
