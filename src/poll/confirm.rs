//! Another address of a story, asked for once before it is believed.

use std::sync::Arc;

use url::Url;

use crate::error::Result;
use crate::extract::Context;
use crate::fetch::{Admit, Answer, Extent, Fetch, Request};
use crate::history::Story;
use crate::history::whereabouts::{Elsewhere, SEVERAL, ToldBy, Whereabouts};
use crate::memory::Memory;
use crate::page::{Page, Validators};
use crate::poll::{Round, asking, blocking, place};
use crate::reading::Reader;
use crate::sources::address;

/// The canonical address that was told often enough now for the page there to be asked, which has to
/// bear it out.
pub fn wanted(story: &Story, told: &Whereabouts) -> Option<Elsewhere> {
    let seen = told.after(story.sighting.as_ref()).filter(|seen| is_time(seen.times))?;
    match told {
        Whereabouts::Elsewhere(Elsewhere { told_by: ToldBy::Redirect, .. })
        | Whereabouts::Unknown
        | Whereabouts::Here => None,
        Whereabouts::Elsewhere(elsewhere) => Some(elsewhere.clone()),
        // Behind a redirect no page is taken for the one before.
        Whereabouts::AsBefore => {
            let address = address::normalise(&seen.url).ok()?;
            Some(Elsewhere {
                url: address.url,
                host: address.host,
                told_by: ToldBy::Canonical,
                is_confirmed: false,
            })
        }
    }
}

/// Whether to ask after so many tellings: several, and then twice as many each time, since what was
/// wrong may have passed.
fn is_time(times: u32) -> bool {
    times.is_multiple_of(SEVERAL) && (times / SEVERAL).is_power_of_two()
}

/// Asks for the page at the address, once: whatever is wrong with it, it bears nothing out.
pub async fn ask<F: Fetch + 'static>(
    round: &Arc<Round<F>>,
    story: &Story,
    elsewhere: Elsewhere,
    admit: Admit,
) -> Result<Whereabouts> {
    let as_told = Whereabouts::Elsewhere(elsewhere.clone());
    let Ok(url) = Url::parse(&elsewhere.url) else { return Ok(as_told) };
    let request = Request {
        url,
        validators: Validators::default(),
        admit: Some(admit),
        extent: Extent::Whole,
    };
    let Answer::Page(page) = asking::ask(round, request).await? else { return Ok(as_told) };
    let story = story.clone();
    let told = blocking(move || {
        let is_confirmed = bears_out(&story, &elsewhere, &page);
        Ok(Whereabouts::Elsewhere(Elsewhere { is_confirmed, ..elsewhere }))
    });
    Ok(told.await.unwrap_or(as_told))
}

fn bears_out(story: &Story, elsewhere: &Elsewhere, page: &Page) -> bool {
    let context = Context {
        url: Some(&page.response.url),
        content_type: page.response.header("content-type"),
        fetched_at: None,
    };
    let article = (Reader::PRESENT.extract)(&page.bytes, &context, &Memory::default()).article;
    page.response.status == 200
        && page.response.redirects.is_empty()
        && article.is_sound()
        && place::bears_out(story, &elsewhere.url, &article)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_bears_nothing_out_is_asked_again_ever_more_rarely() {
        let asked: Vec<u32> = (0..100).filter(|times| is_time(*times)).collect();
        assert_eq!(asked, [3, 6, 12, 24, 48, 96]);
    }
}
