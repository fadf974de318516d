//! The configuration file: where it is, and what it says.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use crate::cli::environment;
use crate::config::Config;
use crate::error::{Error, Result};

/// The longest file that is read.
const BYTES_MAX: u64 = 1 << 20;

/// Where the file is: as told, else in the user's configuration folder.
pub enum Place {
    Told(PathBuf),
    /// Where there need not be one.
    Usual(PathBuf),
}

impl Place {
    /// None where nothing is told and no home folder is known.
    pub fn of(told: Option<&Path>) -> Option<Place> {
        if let Some(told) = told.map(PathBuf::from).or_else(environment::config) {
            return Some(Place::Told(told));
        }
        let base = etcetera::choose_base_strategy().ok()?;
        Some(Place::Usual(base.config_dir().join("revdiff/config.toml")))
    }

    pub fn path(&self) -> &Path {
        match self {
            Place::Told(path) | Place::Usual(path) => path,
        }
    }

    /// What the file says; none where it is not there and need not be.
    pub fn read(&self) -> Result<Option<Config>> {
        let path = self.path();
        let cannot = |error| {
            let next = "name another with --config";
            Error::invalid(format!("cannot read {}; {next}", path.display())).caused_by(error)
        };
        let mut text = String::new();
        match (File::open(path), self) {
            (Err(error), Place::Usual(_)) if error.kind() == ErrorKind::NotFound => {
                return Ok(None);
            }
            (Err(error), _) => return Err(cannot(error)),
            (Ok(file), _) => file.take(BYTES_MAX).read_to_string(&mut text).map_err(cannot)?,
        };
        let config = Config::parse(&text);
        config.map(Some).map_err(|why| Error::invalid(format!("{}: {why}", path.display())))
    }
}

/// What the configuration file says, or nothing where there is none.
pub fn read(told: Option<&Path>) -> Result<Config> {
    match Place::of(told) {
        Some(place) => Ok(place.read()?.unwrap_or_default()),
        None => Ok(Config::default()),
    }
}
