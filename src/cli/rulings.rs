//! What people said of verdicts, as rows of lists: beside the rules' verdicts, and in the log.

use serde::Serialize;

use crate::cli::columns::Cell;
use crate::overruling::{Overruling, Ruling};
use crate::render::verdict;
use crate::time::Time;
use crate::verdict::{Class, Disclosure};

/// What a person said, as data.
#[derive(Serialize)]
pub struct Said {
    version: u32,
    at: Time,
    class: Option<Class>,
    disclosure: Option<Disclosure>,
    by: String,
    why: String,
    withdrawn: bool,
    /// Whether it counts: it is the newest on its edit, and withdraws nothing.
    stands: bool,
    #[serde(skip)]
    ruling: Ruling,
}

/// All that was said, in the order in which it was.
pub fn said(all: Vec<Overruling>) -> Vec<Said> {
    let newest = |version, at| all[at + 1..].iter().all(|later| later.version != version);
    let stands: Vec<bool> = all
        .iter()
        .enumerate()
        .map(|(at, it)| it.ruling != Ruling::Withdrawn && newest(it.version, at))
        .collect();
    let of = |(overruling, stands): (Overruling, bool)| {
        let Overruling { version, ruling, by, why, at } = overruling;
        let (class, disclosure) = (ruling.class(), ruling.disclosure());
        let withdrawn = ruling == Ruling::Withdrawn;
        Said { version, at, class, disclosure, by, why, withdrawn, stands, ruling }
    };
    all.into_iter().zip(stands).map(of).collect()
}

impl Said {
    pub fn version(&self) -> u32 {
        self.version
    }

    pub fn at(&self) -> Time {
        self.at
    }

    /// What was said, and whether it counts.
    pub fn words(&self) -> String {
        let said = verdict::ruling(self.ruling);
        match self.stands || self.withdrawn {
            true => said,
            false => format!("{said} (counts no more)"),
        }
    }

    /// Who said it, and why.
    pub fn by(&self) -> Cell {
        format!("{}: {}", self.by, self.why).into()
    }
}
