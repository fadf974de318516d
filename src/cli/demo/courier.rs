//! The demo's newspaper: a morning edition, and what noon and evening change in it.

use std::path::{Path, PathBuf};

use crate::cli::demo;
use crate::error::{Error, Result};

/// The stories' addresses below the site's, and the words and tags that a file of URLs gives them.
pub const STORIES: [(&str, &str); 3] = [
    (FERRY, "Keld ferry #islands #accident"),
    ("/town/market-square", "#town"),
    ("/sport/regatta-fog", "#sport"),
];

/// The address of the story that the demo follows.
pub const FERRY: &str = "/islands/ferry-keld";

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    Morning,
    Noon,
    Evening,
}

const EDITIONS: [Edition; 3] = [Edition::Morning, Edition::Noon, Edition::Evening];

macro_rules! page {
    ($edition:literal, $path:literal) => {
        ($path, include_str!(concat!("../../../fixtures/demo/", $edition, $path)))
    };
}

impl Edition {
    fn name(self) -> &'static str {
        match self {
            Edition::Morning => "morning",
            Edition::Noon => "noon",
            Edition::Evening => "evening",
        }
    }

    /// The pages that are new or changed in it.
    fn pages(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Edition::Morning => &[
                page!("morning", "/islands/ferry-keld.html"),
                page!("morning", "/town/market-square.html"),
                page!("morning", "/sport/regatta-fog.html"),
            ],
            Edition::Noon => &[
                page!("noon", "/islands/ferry-keld.html"),
                page!("noon", "/sport/regatta-fog.html"),
            ],
            Edition::Evening => &[
                page!("evening", "/islands/ferry-keld.html"),
                page!("evening", "/town/market-square.html"),
            ],
        }
    }
}

/// The name of the folder with the pages that readers get.
const LIVE: &str = "live";

/// The newspaper's folder: one for each edition, and one with the pages that readers get.
pub struct Courier {
    folder: PathBuf,
}

impl Courier {
    /// Lays the editions out in a folder, and publishes the morning's.
    pub fn new(folder: &Path) -> Result<Courier> {
        let courier = Courier { folder: folder.into() };
        EDITIONS.iter().try_for_each(|&edition| courier.write(edition, edition.name()))?;
        courier.publish(Edition::Morning)?;
        Ok(courier)
    }

    /// The folder with the pages that readers get.
    pub fn live(&self) -> PathBuf {
        self.folder.join(LIVE)
    }

    pub fn publish(&self, edition: Edition) -> Result<()> {
        self.write(edition, LIVE)
    }

    fn write(&self, edition: Edition, below: &str) -> Result<()> {
        edition.pages().iter().try_for_each(|(path, page)| {
            let file = self.folder.join(format!("{below}{path}"));
            let parent = file.parent().unwrap_or(&self.folder);
            std::fs::create_dir_all(parent).map_err(|error| {
                let next = "give a folder that can be written";
                let parent = parent.display();
                Error::invalid(format!("cannot make {parent}; {next}")).caused_by(error)
            })?;
            demo::write(&file, page)
        })
    }
}
