//! The options wherever the network is reached, and what they make.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use url::Url;

use crate::cli::{clock, descriptors, environment, settings, whole};
use crate::config;
use crate::error::{Error, Result};
use crate::fetch::client::{Gate, Limits};
use crate::fetch::guard::AllowPrivate;
use crate::fetch::patience::ADMISSION_MAX;
use crate::poll::Pace;
use crate::poll::pacer::LONGEST_WAIT;

#[derive(clap::Args, Clone)]
#[command(next_help_heading = "Network options")]
pub struct Network {
    /// Reach loopback and private addresses too, at any port
    #[arg(long)]
    pub allow_private: bool,
    /// Leave a host alone this long between two requests
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = delay)]
    pub host_delay: Duration,
    /// Ask a host for this many pages at a time
    #[arg(long, value_name = "N", default_value_t = 1,
          value_parser = whole::between(1..=16_u8))]
    pub host_connections: u8,
    /// Give up on a page after this long
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = timeout)]
    pub timeout: Duration,
    /// Refuse a page longer than this, unpacked
    #[arg(long, value_name = "BYTES", default_value_t = 10 << 20,
          value_parser = whole::between(1..=100_u64 << 20))]
    pub max_bytes: u64,
    /// Tell webmasters how to reach you: a URL or an e-mail address, sent with each request
    #[arg(long, value_name = "TEXT")]
    pub contact: Option<String>,
    /// Go through a proxy, which then finds the hosts: http://, https://, socks5:// or socks5h://
    #[arg(long, value_name = "URL", value_parser = config::proxy_url)]
    pub proxy: Option<Url>,
    /// Read the configuration from this file
    /// [default: revdiff/config.toml in the user's configuration folder]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Hosts asked at a time.
const HOSTS: usize = 32;

impl Network {
    /// The gate as the options, the environment and the configuration file want it, in this order.
    pub fn gate(&self) -> Result<Gate> {
        descriptors::allow_all();
        let config = settings::read(self.config.as_deref())?;
        let allow_private = if self.allow_private { AllowPrivate::Yes } else { AllowPrivate::No };
        let contact = self.contact.clone().or_else(environment::contact);
        Gate::new(Limits {
            allow_private,
            timeout: self.timeout,
            bytes_max: self.max_bytes,
            contact: contact.or_else(|| config.contact.clone()),
            proxy: self.proxy.clone().or_else(|| config.proxy.clone()),
            config: Arc::new(config),
        })
    }

    /// How rounds go about it that ask through that gate.
    pub fn pace(&self, gate: &Gate, patience: TimeDelta) -> Pace {
        let config = Arc::clone(&gate.limits().config);
        let timeouts = config.hosts().filter_map(|(_, host)| host.timeout);
        let timeout = timeouts.fold(self.timeout, Duration::max);
        let delays = config.hosts().filter_map(|(_, host)| host.delay);
        let delay = delays.fold(self.host_delay, Duration::max);
        let on_the_way = TimeDelta::from_std(ADMISSION_MAX).unwrap_or_default();
        let one_check = TimeDelta::from_std(timeout + delay).unwrap_or_default();
        Pace {
            host_delay: self.host_delay,
            host_connections: usize::from(self.host_connections),
            hosts: HOSTS,
            // Robots.txt, a page and another that confirms its address, each with the longest wait
            // for its turn and on its way.
            lease: (one_check + LONGEST_WAIT + on_the_way) * 3 + TimeDelta::seconds(60),
            patience,
            config,
            clock: clock::now,
        }
    }
}

/// Reads a decimal number of seconds from zero to a day.
fn delay(text: &str) -> std::result::Result<Duration, String> {
    seconds(text, 0.0)
}

/// The same, but not zero.
fn timeout(text: &str) -> std::result::Result<Duration, String> {
    seconds(text, 0.001)
}

fn seconds(text: &str, least: f64) -> std::result::Result<Duration, String> {
    match text.parse::<f64>() {
        Ok(seconds) if (least..=86_400.0).contains(&seconds) => {
            Ok(Duration::from_secs_f64(seconds))
        }
        _ => Err(format!("a number of seconds from {least} to 86400 is wanted")),
    }
}

/// The runtime that everything asynchronous runs on.
pub fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::internal("cannot start the runtime").caused_by(error))
}
