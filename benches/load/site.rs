//! The site: many hosts with stories that are edited from round to round, and the truth about it.

use std::collections::HashMap;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Instant;

use chrono::TimeDelta;
use revdiff::time::Time;
use tokio::runtime::Runtime;

use crate::chance::Chance;
use crate::furniture::Furniture;
use crate::host::{CRAWL_DELAY, DISALLOWED, Host, Robots};
use crate::instead;
use crate::ledger::Ledger;
use crate::plan::Plan;
use crate::story::Story;
use crate::trouble::Trouble;
use crate::wire::{self, Asked, Reply, answer};
use crate::words::Language;

pub struct Site {
    pub seed: u64,
    pub hosts: Vec<Host>,
    pub stories: Vec<Story>,
    /// By story, then by round.
    pub troubles: Vec<Vec<Option<Trouble>>>,
    authorities: Mutex<Vec<String>>,
    by_path: HashMap<(usize, String), usize>,
    now: Mutex<Now>,
    ledger: Mutex<Ledger>,
    answers: AtomicU64,
    /// How long a host wants to be left alone, in seconds, when it asks for that.
    pub pause: usize,
}

/// Where the site is in its time.
#[derive(Clone, Copy)]
pub struct Now {
    pub round: usize,
    pub at: Time,
    pub delivery: Delivery,
}

/// How pages are sent in a round.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// With other furniture at every answer; validators are heeded.
    Lively,
    /// Furniture number N, the same at every answer; validators are not heeded.
    Still(u64),
}

impl Site {
    pub fn new(seed: u64, plan: Plan) -> Site {
        let Plan { stories, hosts, rounds, rhythm, troubled, .. } = plan;
        let story = |at| Story::new(seed, at, at % hosts, rounds, rhythm);
        let stories: Vec<Story> = (0..stories).map(story).collect();
        let troubles = (0..stories.len()).map(|at| Trouble::plan(seed, at, rounds, troubled));
        let by_path = stories.iter().enumerate();
        Site {
            seed,
            hosts: (0..hosts).map(|host| Host::new(seed, host, &plan)).collect(),
            troubles: troubles.collect(),
            by_path: by_path.map(|(at, it)| ((it.host, it.path.clone()), at)).collect(),
            authorities: Mutex::default(),
            now: Mutex::new(Now { round: 0, at: began(), delivery: Delivery::Lively }),
            ledger: Mutex::new(Ledger::of(stories.len())),
            answers: AtomicU64::new(0),
            pause: plan.pause,
            stories,
        }
    }

    /// Opens a port for each host and serves there as long as the runtime lives.
    pub fn open(self, runtime: &Runtime) -> io::Result<Arc<Site>> {
        let site = Arc::new(self);
        runtime.block_on(async {
            for host in 0..site.hosts.len() {
                let listener = wire::listen(host).await?;
                lock(&site.authorities).push(listener.local_addr()?.to_string());
                tokio::spawn(wire::serve(Arc::clone(&site), host, listener));
            }
            Ok(site)
        })
    }

    pub fn set(&self, now: Now) {
        *lock(&self.now) = now;
    }

    pub fn now(&self) -> Now {
        *lock(&self.now)
    }

    pub fn ledger(&self) -> MutexGuard<'_, Ledger> {
        lock(&self.ledger)
    }

    pub fn url(&self, story: usize) -> String {
        let Story { host, path, .. } = &self.stories[story];
        format!("http://{}{path}", lock(&self.authorities)[*host])
    }

    /// The story at a path of a host.
    pub fn story(&self, host: usize, path: &str) -> Option<usize> {
        self.by_path.get(&(host, path.to_owned())).copied()
    }

    /// What stands around the next answer.
    pub fn furniture(&self, host: usize, story: usize, now: &Now) -> Furniture<'_> {
        let number = match now.delivery {
            Delivery::Lively => self.answers.fetch_add(1, Ordering::Relaxed),
            Delivery::Still(number) => number,
        };
        let words = [number.to_string(), story.to_string()];
        let chance = Chance::of(self.seed, &[&words[0], &words[1]]);
        Furniture { language: Language::of_host(host), chance }
    }

    /// Answers one request to a host.
    pub fn reply(&self, host: usize, asked: &Asked) -> Reply {
        let now = self.now();
        let path = asked.path.split('?').next().unwrap_or("");
        if let Some(reply) = self.to_the_impolite(host, path, &now) {
            return reply;
        }
        let html = "Content-Type: text/html; charset=utf-8\r\n";
        let (at, here) = (&self.hosts[host], |story| self.furniture(host, story, &now));
        match path {
            "/robots.txt" => Reply::Whole(self.robots(at, &now)),
            "/" => Reply::Whole(answer("200 OK", html, instead::home(at, here(0)).as_bytes())),
            "/login" => {
                let page = instead::page(Trouble::Login, at, here(0));
                Reply::Whole(answer("200 OK", html, page.as_bytes()))
            }
            _ => self.story_reply(host, path, asked, &now),
        }
    }

    /// Counts what may not be asked, and sends those away again who come too early.
    fn to_the_impolite(&self, host: usize, path: &str, now: &Now) -> Option<Reply> {
        let at = &self.hosts[host];
        let mut ledger = self.ledger();
        ledger.requests += 1;
        let manners = lock(&at.manners);
        let is_broken = at.robots == Robots::FirstBroken && now.round == 0;
        let is_disallowed = at.robots == Robots::Disallows && path.starts_with(DISALLOWED);
        if path != "/robots.txt" && (is_disallowed || is_broken) {
            ledger.robots_violations += 1;
            ledger.violations.push(format!("robots: host {host} {path} round {}", now.round));
        }
        // The clocks of two programs may differ by a hair.
        let waited = manners.ended.map_or(f64::MAX, |ended| ended.elapsed().as_secs_f64());
        if at.robots == Robots::CrawlDelay && waited < CRAWL_DELAY - 0.002 {
            ledger.crawl_delay_violations += 1;
            ledger.violations.push(format!("crawl delay: host {host} {path}, {waited:.3} s"));
        }
        if manners.paused_until.is_some_and(|until| now.at < until) {
            ledger.retry_after_violations += 1;
            ledger.violations.push(format!("Retry-After: host {host} {path} round {}", now.round));
            return Some(Reply::Whole(answer(
                "429 Too Many Requests",
                "Retry-After: 900\r\n",
                b"",
            )));
        }
        None
    }

    fn robots(&self, host: &Host, now: &Now) -> Vec<u8> {
        match host.robots_text() {
            _ if host.robots == Robots::FirstBroken && now.round == 0 => {
                answer("503 Service Unavailable", "", b"")
            }
            Some(text) => answer("200 OK", "Content-Type: text/plain\r\n", text.as_bytes()),
            None => answer("404 Not Found", "", b""),
        }
    }

    /// Asks to be left alone for a while.
    pub fn pause(&self, host: usize, until: Time) {
        lock(&self.hosts[host].manners).paused_until = Some(until);
        self.ledger().pauses += 1;
    }

    /// Notes that an answer has gone out.
    pub fn ended(&self, host: usize) {
        lock(&self.hosts[host].manners).ended = Some(Instant::now());
    }
}

/// When the first round is.
pub fn began() -> Time {
    Time::from_millis(1_764_576_000_000)
}

/// When a round is.
pub fn moment(round: usize) -> Time {
    began() + TimeDelta::minutes(10) * i32::try_from(round).unwrap_or(i32::MAX)
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().expect("no holder panics")
}
