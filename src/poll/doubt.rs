//! Doubt: why a page that came whole makes no version, or not before it was read twice.

use crate::article::{Article, Signal, SignalKind};
use crate::error::{Result, if_sound};
use crate::history::quarantine::{Cause, Quarantine};
use crate::history::{Reading, Snapshot};
use crate::page::Page;
use crate::poll::collapse::Remains;
use crate::poll::examine::Look;
use crate::poll::{astray, garbled};
use crate::reading::{self, Source};

/// How far from its end a page is looked through for the tags that end it.
const END_BYTES: usize = 4096;

/// What a page shows to be, by itself or by the way to it, where that is no article.
pub fn recognised(look: &Look, article: &Article, page: &Page) -> Option<Quarantine> {
    let by_header = page.response.challenge().map(|name| {
        let kind = SignalKind::Challenge;
        (Cause::Signal(kind), format!("{}: the header {name}", kind.as_str()))
    });
    let by_way = || astray::known_by_its_way(&look.story.url, &page.response);
    let by_words = article.signals.iter().filter(|signal| signal.kind.forbids_version());
    let by_words = by_words.map(|signal| (Cause::Signal(signal.kind), words(signal)));
    let mut all = by_header.into_iter().chain(by_way()).chain(by_words);
    let found = all.find(|(_, evidence)| !look.story.excused.contains(evidence));
    found.map(|(cause, evidence)| Quarantine { page: page.clone(), cause, evidence })
}

/// What speaks against an article that differs from the newest version being an edit of it; nothing
/// where that version cannot be read any more.
pub fn about_a_change(
    look: &Look,
    newest: &Snapshot,
    reading: &Reading,
    page: &Page,
) -> Result<Option<Quarantine>> {
    let (source, article) = (Source::of(newest), &reading.article);
    let before = reading::salvaged(look.store, look.reader, &source, &reading.memory)?;
    let Some(before) = before else { return Ok(None) };
    let remains = Remains::of(&before, article);
    let held = |cause, evidence| Quarantine { page: page.clone(), cause, evidence };
    let explained = walled(&before, article, &remains)
        .or_else(|| led_astray(look, page, &remains))
        .or_else(|| garbled(&before, article))
        .or(cut(look, newest, page, &remains)?)
        .filter(|(_, evidence)| !look.story.excused.contains(evidence));
    if let Some((cause, evidence)) = explained {
        return Ok(Some(held(cause, evidence)));
    }
    let digest = article.digest();
    if look.story.held.is_some_and(|held| held.is_borne_out(&digest, look.now)) {
        return Ok(None);
    }
    let why = unexplained(look, newest, page, &remains)?;
    Ok(why.map(|why| held(Cause::Unexplained(digest), why)))
}

fn words(signal: &Signal) -> String {
    format!("{}: {}", signal.kind.as_str(), signal.evidence)
}

/// A paywall that has come, or that shows less than before.
fn walled(before: &Article, article: &Article, remains: &Remains) -> Option<(Cause, String)> {
    let paywall = |article: &Article| {
        article.signals.iter().find(|signal| signal.kind == SignalKind::Paywall).map(words)
    };
    let wall = paywall(article)?;
    let is_new = paywall(before).as_ref() != Some(&wall);
    let is_cut = remains.is_collapse() || is_new && remains.is_beginning();
    is_cut.then_some((Cause::Signal(SignalKind::Paywall), wall))
}

/// A redirect to a page that has nothing of the story.
fn led_astray(look: &Look, page: &Page, remains: &Remains) -> Option<(Cause, String)> {
    let is_astray =
        remains.is_mostly_another_text() && astray::leads_away(&look.story.url, &page.response);
    is_astray.then(|| (Cause::Astray, "redirected to a page of another story".to_owned()))
}

/// The text of before in another charset than the page's own.
fn garbled(before: &Article, article: &Article) -> Option<(Cause, String)> {
    let is_garbled = garbled::is_garbled(&before.whole_text(), &article.whole_text());
    is_garbled
        .then(|| (Cause::Garbled, "garbled: the same text, its letters decoded wrongly".into()))
}

/// The text of before as far as it goes, on a page that breaks off.
fn cut(
    look: &Look,
    newest: &Snapshot,
    page: &Page,
    remains: &Remains,
) -> Result<Option<(Cause, String)>> {
    let is_cut = remains.is_old_part() && breaks_off(look, newest, page)?;
    Ok(is_cut.then(|| (Cause::Cut, "cut: the page breaks off before its end".to_owned())))
}

/// What happened to the text, where nothing says why.
fn unexplained(
    look: &Look,
    newest: &Snapshot,
    page: &Page,
    remains: &Remains,
) -> Result<Option<String>> {
    let Remains { words_before, words_now, .. } = *remains;
    let what = if remains.is_collapse() {
        format!("{words_now} of {words_before} words are left")
    } else if remains.is_another_text() {
        "another text under another headline".to_owned()
    } else if words_now < words_before && breaks_off(look, newest, page)? {
        "the page breaks off".to_owned()
    } else {
        return Ok(None);
    };
    Ok(Some(format!("collapse: {what}; held for a second look")))
}

/// Whether a page lacks the end that the newest version's page has.
fn breaks_off(look: &Look, newest: &Snapshot, page: &Page) -> Result<bool> {
    if has_end(&page.bytes) {
        return Ok(false);
    }
    let before = if_sound(look.store.page(&newest.page_digest))?.flatten();
    Ok(before.is_some_and(|bytes| has_end(&bytes)))
}

fn has_end(bytes: &[u8]) -> bool {
    let end = bytes[bytes.len().saturating_sub(END_BYTES)..].to_ascii_lowercase();
    [b"</html".as_slice(), b"</body"].iter().any(|tag| end.windows(tag.len()).any(|it| it == *tag))
}
