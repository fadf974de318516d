//! Rounds in which every story is of one kind, and what a check of that kind costs.

use std::error::Error;

use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::host::Encoding;
use crate::options::Options;
use crate::plan::Plan;
use crate::poller::{Cost, Poller};
use crate::site::{Delivery, Now, Site, moment};

/// A kind of check, with the CPU seconds that a thousand of them may take.
struct Class {
    name: &'static str,
    goal: Option<f64>,
    delivery: Delivery,
    is_edited: bool,
}

/// In this order, as each begins where the one before ended.
const CLASSES: [Class; 6] = [
    Class { name: "created", goal: None, delivery: Delivery::Still(1), is_edited: false },
    Class { name: "changed", goal: Some(3.0), delivery: Delivery::Still(2), is_edited: true },
    Class { name: "changed again", goal: Some(3.0), delivery: Delivery::Still(3), is_edited: true },
    Class { name: "furniture alone", goal: None, delivery: Delivery::Still(4), is_edited: false },
    Class { name: "equal bodies", goal: Some(0.6), delivery: Delivery::Still(4), is_edited: false },
    Class { name: "304", goal: Some(0.25), delivery: Delivery::Lively, is_edited: false },
];

/// What a class cost.
pub struct Row {
    name: &'static str,
    goal: Option<f64>,
    cost: Cost,
    checks: u64,
}

impl Row {
    fn per_thousand(&self) -> f64 {
        self.cost.cpu_seconds * 1000.0 / self.checks.max(1) as f64
    }

    fn checks_a_second_and_core(&self) -> f64 {
        self.checks as f64 / self.cost.cpu_seconds.max(0.001)
    }
}

pub fn run(runtime: &Runtime, options: &Options) -> Result<Vec<Row>, Box<dyn Error>> {
    let seed = options.seeds.first().copied().unwrap_or(1);
    let plan = Plan::plain(options.stories, options.hosts, 3, Encoding::Gzip);
    let site = Site::new(seed, plan).open(runtime)?;
    let poller = Poller::new(&site)?;
    let mut rows = Vec::new();
    let mut round = 0;
    for (number, class) in CLASSES.iter().enumerate() {
        round += usize::from(class.is_edited);
        let at = moment(number);
        site.set(Now { round, at, delivery: class.delivery });
        let before = site.ledger().requests;
        let cost = if number == 0 { poller.track(at)? } else { poller.poll(at)? };
        let robots = if number == 0 { options.hosts as u64 } else { 0 };
        let checks = site.ledger().requests - before - robots;
        rows.push(Row { name: class.name, goal: class.goal, cost, checks });
    }
    Ok(rows)
}

pub fn json(rows: &[Row]) -> Value {
    let row = |row: &Row| {
        json!({
            "class": row.name,
            "checks": row.checks,
            "cpu_seconds_per_1000": row.per_thousand(),
            "goal": row.goal,
            "checks_per_second_and_core": row.checks_a_second_and_core(),
            "checks_per_second": row.checks as f64 / row.cost.seconds,
            "megabytes": row.cost.megabytes,
        })
    };
    rows.iter().map(row).collect()
}

pub fn print(rows: &[Row]) {
    println!("One kind a round      checks  CPU-s/1,000   goal  checks/s/core  checks/s     MB");
    for row in rows {
        let goal = row.goal.map_or_else(String::new, |goal| format!("{goal:.2}"));
        println!(
            "{:<20}{:>8}{:>13.2}{goal:>7}{:>15.0}{:>10.0}{:>7.0}",
            row.name,
            row.checks,
            row.per_thousand(),
            row.checks_a_second_and_core(),
            row.checks as f64 / row.cost.seconds,
            row.cost.megabytes
        );
    }
}
