//! The site alone, for a look at its pages.

use std::error::Error;
use std::thread;

use serde_json::Value;
use tokio::runtime::Runtime;

use crate::options::Options;
use crate::plan::Plan;
use crate::site::{Delivery, Now, Site, moment};

/// Serves one round until the program is ended.
pub fn run(runtime: &Runtime, options: &Options) -> Result<Value, Box<dyn Error>> {
    let seed = options.seeds.first().copied().unwrap_or(1);
    let Options { stories, hosts, rounds, faults, round, .. } = *options;
    let site = Site::new(seed, Plan::varied(stories, hosts, rounds, faults)).open(runtime)?;
    site.set(Now { round, at: moment(round), delivery: Delivery::Lively });
    for story in 0..stories {
        let trouble = site.troubles[story].get(round).copied().flatten();
        let name = trouble.map_or_else(String::new, |trouble| trouble.name());
        println!("{story} {} {name}", site.url(story));
    }
    loop {
        thread::park();
    }
}
