//! A store of a hundred stories, as an older extractor left it, in the hands of the present one.

use super::*;
use crate::article::{ClaimedTime, StampKind, StampSource};

const STORIES: usize = 100;

/// A story's page; `furniture` is a number in what stands around the story.
fn page_of(id: StoryId, spent: u32, furniture: usize) -> String {
    format!(
        "<html lang=en><head><title>Mill {id} reopens as a school</title></head><body>\
         <nav><a href=/{furniture}>No. {furniture}</a></nav>\
         <main><article><h1>Mill {id} reopens as a school</h1>\
         <p>The old mill {id} on the river opened its doors again on Monday, to 240 pupils.</p>\
         <p>The town bought the ruin nine years ago for a coin and has spent {spent} million.</p>\
         <p>Lessons begin at eight. The mill wheel turns on, and lights the school's corridors.</p>\
         </article></main><aside class=related><h3>Related</h3><ul><li><a href=/r{furniture}>Mill \
         number {furniture} is for sale</a></li></ul></aside>\
         <footer>{furniture} readers now</footer></body></html>"
    )
}

/// What the older extractor made of it: other words in each place where two may differ.
fn as_read_before(id: StoryId, spent: u32) -> Article {
    let block = |text: String| Block::new(BlockKind::Paragraph, text);
    let stamp = Stamp {
        kind: StampKind::Published,
        at: ClaimedTime::parse("2019-01-01").expect("a day"),
        source: StampSource::Visible,
        text: "1 January 2019".to_owned(),
        relative: false,
    };
    Article {
        headline: Some(format!("Mill {id} reopens as a school | The Daily")),
        byline: vec!["Staff".to_owned()],
        blocks: vec![
            block(format!("No. 1 The old mill {id} on the river opened its doors again.")),
            block(format!("{spent} million. 1 readers now")),
        ],
        stamps: vec![stamp],
        ..Article::default()
    }
}

/// How many versions a story has before the upgrade.
fn versions(id: StoryId) -> u32 {
    if id.0 % 2 == 0 { 2 } else { 1 }
}

/// A store whose stories have a version or two, read by an older extractor; the newest says that 6
/// million were spent.
fn left_by_an_older_extractor() -> (Newsroom, Vec<StoryId>) {
    let mut room = Newsroom::new(Reader::PRESENT);
    // Too few stories of a host to learn from: the upgrade must do.
    let ids = room.follow_on(STORIES / 2, STORIES);
    for &id in &ids {
        for spent in 7 - versions(id)..7 {
            room.seconds += 1;
            let article = as_read_before(id, spent);
            let reading = Reading { extractor: EXTRACTOR - 1, memory: Memory::default(), article };
            let page = sent(&page_of(id, spent, 1));
            let capture = Capture { page, reading, verdict: None };
            room.record(id, Outcome::Changed(Box::new(capture)));
        }
        assert_eq!(room.story(id).latest.map(|latest| latest.version), Some(versions(id)));
    }
    (room, ids)
}

#[test]
fn an_upgrade_makes_no_version_and_hides_no_edit() {
    let (mut room, ids) = left_by_an_older_extractor();
    for &id in &ids {
        // Of seven stories, one was edited, three have new furniture and three are as they were.
        let unchanged = (OutcomeName::Unchanged, Some(versions(id)));
        let (page, expected) = match id.0 % 7 {
            0 => (page_of(id, 7, 2), (OutcomeName::Changed, Some(versions(id) + 1))),
            1..=3 => (page_of(id, 6, 2), unchanged),
            _ => (page_of(id, 6, 1), unchanged),
        };
        assert_eq!(room.look(id, &page), expected, "{id}");
    }
    for &id in &ids {
        let edits = u32::from(id.0 % 7 == 0);
        let next = room.look(id, &page_of(id, 6 + edits, 3));
        let expected = (OutcomeName::Unchanged, Some(versions(id) + edits));
        assert_eq!(next, expected, "{id}, a second time");
        let latest = room.story(id).latest.expect("versions");
        assert!(Reader::PRESENT.has_read(&latest), "{id}");
        let headline = format!("Mill {id} reopens as a school");
        assert_eq!(latest.headline.as_deref(), Some(headline.as_str()), "as it reads now");
    }
    edits_stand_alone(&room, &ids);
    room.must_be_sound();
}

/// Each edited story shows its edit, and nothing that the two extractors read differently.
fn edits_stand_alone(room: &Newsroom, ids: &[StoryId]) {
    let edited = ids.iter().filter(|id| id.0 % 7 == 0);
    for &id in edited {
        let texts = room.shown(id);
        let told = |text: &String| text.replace(" 5 million", " 7 million").replace(" 6 ", " 7 ");
        assert_eq!(texts.len() as u32, versions(id) + 1);
        assert!(texts.iter().all(|text| told(text) == texts[texts.len() - 1]), "{id}: {texts:?}");
        let verdict = room.story(id).verdict.expect("two versions");
        assert_eq!(verdict.class, Class::Substantive);
        let kinds: Vec<_> = verdict.reasons.iter().map(|reason| reason.kind).collect();
        assert_eq!(kinds, [verdict::ReasonKind::Number], "{id}");
    }
}

/// An older program on a newer store reads anew as well: the number need only differ.
#[test]
fn a_downgrade_makes_no_version_either() {
    let mut room = Newsroom::new(Reader { extractor: EXTRACTOR + 1, ..Reader::PRESENT });
    let id = room.follow(1)[0];
    assert_eq!(room.look(id, &page_of(id, 6, 1)), (OutcomeName::Created, Some(1)));
    room.reader = Reader::PRESENT;
    assert_eq!(room.look(id, &page_of(id, 6, 2)), UNCHANGED);
    assert_eq!(room.look(id, &page_of(id, 6, 3)), UNCHANGED);
    assert_eq!(room.look(id, &page_of(id, 7, 3)), (OutcomeName::Changed, Some(2)));
}
