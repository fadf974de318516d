//! What the site answers for a story: the story, or the trouble it is in.

use std::time::{Duration, SystemTime};

use chrono::TimeDelta;
use revdiff::digest::Digest;
use revdiff::time::Time;

use crate::host::{Encoding, Validators, gzip};
use crate::instead;
use crate::ledger::What;
use crate::site::{Delivery, Now, Site, moment};
use crate::story::{Step, Text};
use crate::template::{self, Answer};
use crate::trouble::Trouble;
use crate::wire::{Asked, Reply, answer, chunked};

const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";
/// Paths under which a story stands too: one that redirects lead to, one for others to be led to.
const MOVED: &str = "/moved";
const OTHER: &str = "/instead";

/// A story that is asked for in a round.
struct Look<'a> {
    host: usize,
    story: usize,
    asked: &'a Asked,
    now: &'a Now,
}

impl Site {
    pub fn story_reply(&self, host: usize, path: &str, asked: &Asked, now: &Now) -> Reply {
        let look = |story| Look { host, story, asked, now };
        if let Some(story) = path.strip_prefix(MOVED).and_then(|path| self.story(host, path)) {
            return Reply::Whole(self.whole(&look(story), self.step(story, now).text));
        }
        if let Some(story) = path.strip_prefix(OTHER).and_then(|path| self.story(host, path)) {
            return Reply::Whole(self.sent(&look(story), self.step(story, now).text, "200 OK"));
        }
        let Some(story) = self.story(host, path) else {
            return Reply::Whole(answer("404 Not Found", HTML, b"<h1>Not found</h1>"));
        };
        let look = look(story);
        match self.troubles[story][now.round] {
            None => Reply::Whole(self.whole(&look, self.step(story, now).text)),
            Some(trouble) => self.troubled(&look, trouble),
        }
    }

    fn step(&self, story: usize, now: &Now) -> Step {
        self.stories[story].steps[now.round]
    }

    fn note(&self, look: &Look, what: What) {
        self.ledger().note(look.story, look.now.round, what);
    }

    /// The story with a text, or 304 where it is asked whether that has changed.
    fn whole(&self, look: &Look, text: usize) -> Vec<u8> {
        let host = &self.hosts[look.host];
        if self.is_as_before(look, text) && look.now.delivery == Delivery::Lively {
            let is_frozen = host.validators == Validators::Frozen;
            self.note(look, if is_frozen { What::Frozen } else { What::NotModified });
            return answer("304 Not Modified", &self.validators(look, text), b"");
        }
        self.note(look, What::Whole(text));
        self.sent(look, text, "200 OK")
    }

    fn is_as_before(&self, look: &Look, text: usize) -> bool {
        let validators = self.validators(look, text);
        let value = |name: &str| validators.strip_prefix(name).map(str::trim_end);
        match self.hosts[look.host].validators {
            Validators::None | Validators::AlwaysNew => false,
            Validators::ETag | Validators::WeakETag | Validators::Frozen => {
                // The comparison is the weak one (RFC 9110 §13.1.2).
                let strong = |it: &str| it.trim_start_matches("W/").to_owned();
                let asked = look.asked.if_none_match.as_deref().map(strong);
                asked.is_some() && asked == value("ETag: ").map(strong)
            }
            Validators::LastModified => value("Last-Modified: ")
                .is_some_and(|it| look.asked.if_modified_since.as_deref() == Some(it)),
        }
    }

    /// The header line of a host's validators for a text.
    fn validators(&self, look: &Look, text: usize) -> String {
        let story = look.story;
        match self.hosts[look.host].validators {
            Validators::None => String::new(),
            Validators::ETag => format!("ETag: \"{story}-{text}\"\r\n"),
            Validators::WeakETag => format!("ETag: W/\"{story}-{text}\"\r\n"),
            Validators::AlwaysNew => {
                let mut furniture = self.furniture(look.host, story, look.now);
                format!("ETag: \"{}\"\r\n", furniture.token())
            }
            Validators::Frozen => format!("ETag: \"{story}\"\r\n"),
            Validators::LastModified => {
                let steps = &self.stories[story].steps[..=look.now.round];
                let newest = steps.iter().rposition(|it| it.text != text).map_or(0, |at| at + 1);
                format!("Last-Modified: {}\r\n", http_date(moment(newest)))
            }
        }
    }

    fn sent(&self, look: &Look, text: usize, status: &str) -> Vec<u8> {
        let host = &self.hosts[look.host];
        let page = self.page(look, &self.stories[look.story].texts[text], "");
        self.ledger().served.insert(Digest::of(page.as_bytes()));
        let (encoding, body) = host.encoding.encoded(page.as_bytes());
        let headers = format!("{HTML}{encoding}{}", self.validators(look, text));
        match host.encoding {
            Encoding::Chunks if status == "200 OK" => chunked(&headers, &body, "0\r\n\r\n"),
            Encoding::Chunks
            | Encoding::Identity
            | Encoding::Gzip
            | Encoding::Deflate
            | Encoding::Brotli
            | Encoding::Zstd => answer(status, &headers, &body),
        }
    }

    fn page(&self, look: &Look, text: &Text, after: &str) -> String {
        let story = &self.stories[look.story];
        let steps = &story.steps[..=look.now.round];
        let stamped = steps.iter().rposition(|step| step.is_stamped);
        let time = |round| format!("{}:00Z", &moment(round).to_string()[..16]);
        let (published, updated) = (time(0), stamped.map(time));
        template::page(Answer {
            design: &self.hosts[look.host].design,
            story,
            text,
            after,
            url: &self.url(look.story),
            published: &published,
            updated: updated.as_deref(),
            furniture: self.furniture(look.host, look.story, look.now),
        })
    }

    fn troubled(&self, look: &Look, trouble: Trouble) -> Reply {
        let text = self.step(look.story, look.now).text;
        let (story, host) = (&self.stories[look.story], &self.hosts[look.host]);
        let is_conditional =
            look.asked.if_none_match.is_some() || look.asked.if_modified_since.is_some();
        match trouble {
            Trouble::Slow | Trouble::ToStory | Trouble::OldNode => {}
            Trouble::FalseNotModified if !is_conditional => {}
            _ => self.note(look, What::Instead(trouble)),
        }
        let page =
            |trouble| instead::page(trouble, host, self.furniture(look.host, look.story, look.now));
        let html = |status: &str, body: &str| Reply::Whole(answer(status, HTML, body.as_bytes()));
        match trouble {
            Trouble::RetryAfterSeconds => self.paused(look, "429 Too Many Requests", Form::Seconds),
            Trouble::RetryAfterDate => self.paused(look, "429 Too Many Requests", Form::Date),
            Trouble::BusyRetryAfter => self.paused(look, "503 Service Unavailable", Form::Seconds),
            Trouble::Status500 => html("500 Internal Server Error", &page(trouble)),
            Trouble::ArticleAs502 => Reply::Whole(self.sent(look, text, "502 Bad Gateway")),
            Trouble::Status403 => html("403 Forbidden", &page(Trouble::ErrorPage)),
            Trouble::Status404 => html("404 Not Found", &page(Trouble::SoftNotFound)),
            Trouble::Status410 => html("410 Gone", &page(Trouble::SoftNotFound)),
            Trouble::Challenge => {
                let headers = format!("{HTML}cf-mitigated: challenge\r\n");
                Reply::Whole(answer("200 OK", &headers, page(trouble).as_bytes()))
            }
            Trouble::Consent
            | Trouble::Login
            | Trouble::Captcha
            | Trouble::SoftNotFound
            | Trouble::ErrorPage
            | Trouble::Maintenance => html("200 OK", &page(trouble)),
            Trouble::Paywall => {
                let text = &story.texts[text];
                let paragraphs = text.paragraphs[..2].to_vec();
                let begun = Text { paragraphs, ..text.clone() };
                html("200 OK", &self.page(look, &begun, instead::wall(story.language.tag)))
            }
            Trouble::Empty => html("200 OK", ""),
            Trouble::ScriptOnly => html(
                "200 OK",
                "<!doctype html><html><head><title>News</title></head><body><div id=\"root\"></div>\
                 <script src=\"/app.js\"></script></body></html>",
            ),
            Trouble::MetaRefresh => html(
                "200 OK",
                "<!doctype html><meta http-equiv=\"refresh\" content=\"0;url=/\"><title>News</title>",
            ),
            Trouble::HalfPage => html(
                "200 OK",
                half(&self.page(look, &story.texts[text], ""), text_middle(&story.texts[text])),
            ),
            Trouble::Pdf => {
                let headers = "Content-Type: application/pdf\r\n";
                Reply::Whole(answer("200 OK", headers, b"%PDF-1.7\n"))
            }
            Trouble::WrongCharset => {
                let headers = "Content-Type: text/html; charset=iso-8859-1\r\n";
                let page = self.page(look, &story.texts[text], "");
                Reply::Whole(answer("200 OK", headers, page.as_bytes()))
            }
            Trouble::ToHome => redirect("/"),
            Trouble::ToLogin => redirect(&format!("/login?next={}", story.path)),
            Trouble::ToOtherStory => {
                let other = (look.story + self.hosts.len()) % self.stories.len();
                redirect(&format!("{OTHER}{}", self.stories[other].path))
            }
            Trouble::Circle => redirect(&look.asked.path),
            Trouble::FalseNotModified if !is_conditional => Reply::Whole(self.whole(look, text)),
            Trouble::FalseNotModified => {
                Reply::Whole(answer("304 Not Modified", &self.validators(look, text), b""))
            }
            Trouble::Reset => Reply::Cut(Vec::new()),
            Trouble::Truncated => {
                let whole = self.sent(look, text, "200 OK");
                Reply::Cut(whole[..whole.len() * 2 / 3].to_vec())
            }
            Trouble::TruncatedChunks => {
                let page = self.page(look, &story.texts[text], "");
                Reply::Cut(chunked(HTML, &page.as_bytes()[..page.len() / 2], ""))
            }
            Trouble::CutGzip => {
                let packed = gzip(self.page(look, &story.texts[text], "").as_bytes());
                let headers = format!("{HTML}Content-Encoding: gzip\r\n");
                Reply::Whole(answer("200 OK", &headers, &packed[..packed.len() * 2 / 3]))
            }
            Trouble::Garbage => Reply::Cut(b"\x00\x01garbage\xff\r\n\r\n".to_vec()),
            Trouble::NeverAnswers => Reply::Never,
            Trouble::Slow => Reply::Slow(self.whole(look, text)),
            Trouble::ToStory => redirect(&format!("{MOVED}{}", story.path)),
            Trouble::OldNode => {
                let before = look.now.round.saturating_sub(1);
                Reply::Whole(self.whole(look, story.steps[before].text))
            }
        }
    }

    fn paused(&self, look: &Look, status: &str, form: Form) -> Reply {
        // None ends shortly after a round, as the poller would wait for it.
        let seconds = self.pause + (look.story % 4) * 100;
        let until = look.now.at + TimeDelta::seconds(i64::try_from(seconds).unwrap_or(0));
        self.pause(look.host, until);
        let value = match form {
            Form::Seconds => seconds.to_string(),
            Form::Date => http_date(until),
        };
        Reply::Whole(answer(status, &format!("Retry-After: {value}\r\n"), b"Slow down."))
    }
}

/// How a pause is written.
enum Form {
    Seconds,
    Date,
}

fn redirect(location: &str) -> Reply {
    Reply::Whole(answer("302 Found", &format!("Location: {location}\r\n"), b""))
}

/// The words in the middle of a text.
fn text_middle(text: &Text) -> &str {
    &text.paragraphs[text.paragraphs.len() / 2]
}

/// A page up to some words that stand in it.
fn half<'a>(page: &'a str, words: &str) -> &'a str {
    let end = page.find(words).unwrap_or(page.len() / 2);
    &page[..page.floor_char_boundary(end)]
}

fn http_date(time: Time) -> String {
    let since = Duration::from_millis(u64::try_from(time.millis()).unwrap_or(0));
    httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + since)
}
