//! `revdiff config`: where the configuration file is, what it says, and whether it is right.

use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::cli::console::Console;
use crate::cli::settings::Place;
use crate::config::{Certificate, Config, Host};
use crate::error::{Error, Result};

/// Show the configuration, or check it
///
/// The file is TOML. Nothing has to be in it: options say the same for all hosts, and what it says
/// of one host counts there before the options.
#[derive(clap::Args)]
#[command(after_help = "The file, with all that it can hold:
  contact = \"desk@example.org\"      # as --contact
  proxy = \"socks5://127.0.0.1:9050\"  # as --proxy
  ports = [8080]                     # may be asked beside 80 and 443

  [host.\"news.example\"]             # or \"*.news.example\" for all hosts under it
  delay = 10                         # seconds between two requests
  connections = 1                    # requests at a time
  timeout = 60                       # seconds for a page
  max-bytes = 20000000               # of a page, unpacked
  accept-language = \"en-GB\"          # the edition that is asked for
  certificate = \"unchecked\"          # taken as it is, which each page records

Examples:
  revdiff config
  revdiff config --check --config desk.toml")]
pub struct Args {
    /// Check the file only; exit 2 where something in it is wrong
    #[arg(long)]
    check: bool,
    /// The file [default: revdiff/config.toml in the user's configuration folder]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

pub fn run(args: Args, console: &mut Console) -> Result<ExitCode> {
    let place = Place::of(args.config.as_deref()).ok_or_else(|| {
        Error::invalid("no home folder is known; name the configuration with --config FILE")
    })?;
    let config = place.read()?;
    let path = place.path().display();
    match config {
        _ if args.check && config.is_some() => console.note(&format!("{path} is right")),
        None => console.note(&format!("there is no {path}, and none is needed")),
        Some(config) => {
            console.note(&path.to_string());
            console.write(&shown(&config))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What holds, a line each.
fn shown(config: &Config) -> String {
    let mut lines = String::new();
    let mut line = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            writeln!(lines, "{name}: {value}").expect("a string can be written");
        }
    };
    line("contact", config.contact.clone());
    line("proxy", config.proxy.as_ref().map(|proxy| redacted(proxy.as_str())));
    let ports: Vec<String> = config.ports.iter().map(u16::to_string).collect();
    line("ports", (!ports.is_empty()).then(|| format!("80, 443, {}", ports.join(", "))));
    for (name, host) in config.hosts() {
        line(name, Some(host_words(host)));
    }
    lines
}

fn host_words(host: &Host) -> String {
    let seconds = |name, time: std::time::Duration| format!("{name} {} s", time.as_secs_f64());
    let words = [
        host.delay.map(|delay| seconds("delay", delay)),
        host.connections.map(|connections| format!("connections {connections}")),
        host.timeout.map(|timeout| seconds("timeout", timeout)),
        host.max_bytes.map(|bytes| format!("max-bytes {bytes}")),
        host.accept_language.as_ref().map(|language| format!("accept-language {language}")),
        (host.certificate == Certificate::Unchecked).then(|| "certificate unchecked".to_owned()),
    ];
    let words: Vec<String> = words.into_iter().flatten().collect();
    if words.is_empty() { "as all".to_owned() } else { words.join(", ") }
}

/// The URL without a name and password that stand in it.
fn redacted(url: &str) -> String {
    crate::sources::address::redacted(url)
}
