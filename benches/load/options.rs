//! What the command line asks for.

use std::error::Error;
use std::str::FromStr;

pub const HELP: &str = "\
cargo bench --bench load -- [MODE] [OPTIONS]

A news site of our own on the loopback network, with stories that are edited, furniture that is
another at every answer, and faults. It keeps the truth; `revdiff poll` follows it.

Modes:
  truth     recall and precision of versions, misses and false ones by kind, manners
  speed     CPU time, checks a second and memory of rounds of one kind each
  steps     CPU time of each step of a check
  soak      `poll --every` for a while: memory and descriptors, then SIGTERM
  kills     kill -9 at random moments of polls, the store looked at after each
  serve     the site alone in its round number --round, for a look at its pages
  all       truth, speed and steps [default]

Options:
  --stories N      [default: 1000; kills: 200]
  --hosts N        [default: 100]
  --rounds N       of `truth`, the first of which tracks [default: 10]
  --seeds A,B,C    one site each of `truth`; the first one for the other modes [default: 1]
  --faults KIND    none, all [default: all]
  --kills N        [default: 200]
  --minutes N      of `soak` [default: 2]
  --every TIME     of `soak` [default: 5s]
  --descriptors N  the most that `soak` lets the program have open
  --round N        of `serve` [default: 0]
  --show KIND      print stories with a miss or a false version of that kind
  --json           print JSON in place of tables
  --help           print this
";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Truth,
    Speed,
    Steps,
    Soak,
    Kills,
    Serve,
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faults {
    None,
    All,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Tables,
    Json,
}

pub struct Options {
    pub mode: Mode,
    pub stories: usize,
    pub hosts: usize,
    pub rounds: usize,
    pub seeds: Vec<u64>,
    pub faults: Faults,
    pub round: usize,
    pub kills: usize,
    pub minutes: f64,
    pub every: String,
    pub descriptors: Option<usize>,
    pub show: Option<String>,
    pub format: Format,
}

impl Options {
    /// None where only help is asked for.
    pub fn read(args: &[String]) -> Result<Option<Options>, Box<dyn Error>> {
        let has = |flag: &str| args.iter().any(|arg| arg == flag);
        if has("--help") {
            return Ok(None);
        }
        let mode = match args.first().map(String::as_str) {
            Some("truth") => Mode::Truth,
            Some("speed") => Mode::Speed,
            Some("steps") => Mode::Steps,
            Some("soak") => Mode::Soak,
            Some("kills") => Mode::Kills,
            Some("serve") => Mode::Serve,
            Some("all") | None => Mode::All,
            Some(flag) if flag.starts_with("--") => Mode::All,
            Some(other) => return Err(format!("no mode is called {other}; see --help").into()),
        };
        let stories = number(args, "--stories", if mode == Mode::Kills { 200 } else { 1000 })?;
        let seeds = after(args, "--seeds").or(after(args, "--seed")).unwrap_or("1");
        Ok(Some(Options {
            mode,
            stories,
            hosts: number(args, "--hosts", 100)?.min(stories),
            rounds: number(args, "--rounds", 10)?.max(4),
            seeds: seeds.split(',').map(str::parse).collect::<Result<_, _>>()?,
            faults: match after(args, "--faults") {
                Some("all") | None => Faults::All,
                Some("none") => Faults::None,
                Some(other) => return Err(format!("--faults is none or all, not {other}").into()),
            },
            round: number(args, "--round", 0)?,
            kills: number(args, "--kills", 200)?,
            minutes: number(args, "--minutes", 2.0)?,
            every: after(args, "--every").unwrap_or("5s").to_owned(),
            descriptors: after(args, "--descriptors").map(str::parse).transpose()?,
            show: after(args, "--show").map(str::to_owned),
            format: if has("--json") { Format::Json } else { Format::Tables },
        }))
    }
}

/// What follows a flag.
fn after<'a>(args: &'a [String], flag: &str) -> Option<&'a str> {
    let at = args.iter().position(|arg| arg == flag)?;
    args.get(at + 1).map(String::as_str)
}

fn number<T: FromStr>(args: &[String], flag: &str, usual: T) -> Result<T, Box<dyn Error>>
where
    T::Err: Error + 'static,
{
    Ok(after(args, flag).map(str::parse).transpose()?.unwrap_or(usual))
}
