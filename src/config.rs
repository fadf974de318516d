//! The configuration file: what holds wherever the network is reached, and how single hosts are
//! asked. Small on purpose: what is not in it has an option or needs none.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use url::Url;

use crate::sources::address;

/// A configuration file, read and checked.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// How webmasters reach whoever runs this.
    pub contact: Option<String>,
    /// The way to all hosts.
    #[serde(default, deserialize_with = "proxy")]
    pub proxy: Option<Url>,
    /// Ports that may be asked beside 80 and 443.
    #[serde(default)]
    pub ports: Vec<u16>,
    /// How hosts are asked, each by its name, or all under a name by `*.` before it.
    #[serde(default, rename = "host", deserialize_with = "hosts")]
    hosts: BTreeMap<String, Host>,
}

/// How a host is asked where that is otherwise than all are.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Host {
    #[serde(default, deserialize_with = "delay")]
    pub delay: Option<Duration>,
    /// Requests at a time.
    #[serde(default, deserialize_with = "connections")]
    pub connections: Option<u8>,
    #[serde(default, deserialize_with = "timeout")]
    pub timeout: Option<Duration>,
    #[serde(default, deserialize_with = "max_bytes")]
    pub max_bytes: Option<u64>,
    /// The edition that is asked for, such as `en-GB, en;q=0.8`.
    #[serde(default, deserialize_with = "accept_language")]
    pub accept_language: Option<String>,
    #[serde(default)]
    pub certificate: Certificate,
}

/// Whether a host's certificate is checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certificate {
    #[default]
    Checked,
    /// Taken as it is, which is recorded with each page.
    Unchecked,
}

/// The longest delay, timeout and body that can be asked for.
const SECONDS_MAX: f64 = 86_400.0;
const BYTES_MAX: u64 = 100 << 20;
const CONNECTIONS_MAX: u8 = 16;

impl Config {
    /// Reads a file, or says where it is wrong and how.
    pub fn parse(text: &str) -> Result<Config, String> {
        toml::from_str(text).map_err(|error| error.to_string().trim_end().to_owned())
    }

    /// How that host, named with its port where that is unusual, is asked: by the longest name that
    /// fits, the host's own before all.
    pub fn of(&self, host: &str) -> Option<&Host> {
        let without_port = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let exact = self.hosts.get(host).or_else(|| self.hosts.get(without_port));
        exact.or_else(|| {
            let ends = without_port.match_indices('.').map(|(at, _)| &without_port[at..]);
            ends.filter_map(|end| self.hosts.get(&format!("*{end}"))).next()
        })
    }

    /// The hosts by their names.
    pub fn hosts(&self) -> impl Iterator<Item = (&str, &Host)> {
        self.hosts.iter().map(|(name, host)| (name.as_str(), host))
    }
}

fn hosts<'de, D: Deserializer<'de>>(read: D) -> Result<BTreeMap<String, Host>, D::Error> {
    let named = BTreeMap::<String, Host>::deserialize(read)?;
    for name in named.keys() {
        let bare = name.strip_prefix("*.").unwrap_or(name);
        let normal = address::normalise(&format!("https://{bare}/")).map(|address| address.host);
        if normal.as_deref() != Ok(bare) {
            let wanted = match normal {
                Ok(normal) => format!("it is written {normal:?}"),
                Err(_) => "a name such as \"news.example\" or \"*.news.example\" is wanted".into(),
            };
            return Err(D::Error::custom(format!("{name:?} is no host; {wanted}")));
        }
    }
    Ok(named)
}

fn proxy<'de, D: Deserializer<'de>>(read: D) -> Result<Option<Url>, D::Error> {
    let text = String::deserialize(read)?;
    proxy_url(&text).map(Some).map_err(D::Error::custom)
}

/// Reads the URL of a proxy.
pub fn proxy_url(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("no URL of a proxy: {error}"))?;
    match (url.scheme(), url.host_str()) {
        ("http" | "https" | "socks5" | "socks5h", Some(_)) => Ok(url),
        _ => Err("a proxy is http://, https://, socks5:// or socks5h:// and a host".to_owned()),
    }
}

fn delay<'de, D: Deserializer<'de>>(read: D) -> Result<Option<Duration>, D::Error> {
    seconds(read, 0.0)
}

fn timeout<'de, D: Deserializer<'de>>(read: D) -> Result<Option<Duration>, D::Error> {
    seconds(read, 0.001)
}

fn seconds<'de, D: Deserializer<'de>>(read: D, least: f64) -> Result<Option<Duration>, D::Error> {
    let seconds = f64::deserialize(read)?;
    match (least..=SECONDS_MAX).contains(&seconds) {
        true => Ok(Some(Duration::from_secs_f64(seconds))),
        false => Err(D::Error::custom(format!("seconds from {least} to {SECONDS_MAX} are wanted"))),
    }
}

fn connections<'de, D: Deserializer<'de>>(read: D) -> Result<Option<u8>, D::Error> {
    let connections = u8::deserialize(read)?;
    match (1..=CONNECTIONS_MAX).contains(&connections) {
        true => Ok(Some(connections)),
        false => Err(D::Error::custom(format!("1 to {CONNECTIONS_MAX} connections are wanted"))),
    }
}

fn max_bytes<'de, D: Deserializer<'de>>(read: D) -> Result<Option<u64>, D::Error> {
    let bytes = u64::deserialize(read)?;
    match (1..=BYTES_MAX).contains(&bytes) {
        true => Ok(Some(bytes)),
        false => Err(D::Error::custom(format!("1 to {BYTES_MAX} bytes are wanted"))),
    }
}

fn accept_language<'de, D: Deserializer<'de>>(read: D) -> Result<Option<String>, D::Error> {
    let text = String::deserialize(read)?;
    let is_fit = |byte: u8| byte.is_ascii_alphanumeric() || b"-*,;=. ".contains(&byte);
    match !text.is_empty() && text.len() <= 100 && text.bytes().all(is_fit) {
        true => Ok(Some(text)),
        false => Err(D::Error::custom("languages such as \"en-GB, en;q=0.8\" are wanted")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: &str = r#"
        contact = "desk@example.org"
        proxy = "socks5://127.0.0.1:9050"
        ports = [8080]

        [host."news.example"]
        delay = 2.5
        connections = 2
        timeout = 60
        max-bytes = 1000000
        accept-language = "en-GB, en;q=0.8"

        [host."*.example"]
        certificate = "unchecked"

        [host."*.news.example"]
        delay = 9

        [host."127.0.0.1:8000"]
        delay = 0
    "#;

    #[test]
    fn a_file_says_how_hosts_are_asked() {
        let config = Config::parse(WHOLE).expect("a configuration");
        let news = config.of("news.example").expect("it is named");
        assert_eq!(news.delay, Some(Duration::from_millis(2500)));
        assert_eq!((news.connections, news.max_bytes), (Some(2), Some(1_000_000)));
        assert_eq!(news.certificate, Certificate::Checked);
        assert_eq!(config.hosts().count(), 4);
        assert_eq!(config.ports, [8080]);
    }

    #[test]
    fn the_longest_name_counts() {
        let config = Config::parse(WHOLE).expect("a configuration");
        let delay = |host: &str| config.of(host).map(|host| host.delay.map(|it| it.as_millis()));
        assert_eq!(delay("news.example"), Some(Some(2500)));
        assert_eq!(delay("news.example:8443"), Some(Some(2500)));
        assert_eq!(delay("www.news.example"), Some(Some(9000)));
        assert_eq!(delay("a.b.news.example"), Some(Some(9000)));
        assert_eq!(delay("other.example"), Some(None), "by *.example");
        assert_eq!(delay("127.0.0.1:8000"), Some(Some(0)));
        assert_eq!(delay("127.0.0.1:8001"), None);
        assert_eq!(delay("notnews.test"), None);
        assert_eq!(Config::default().of("news.example"), None);
    }

    fn check_wrong(text: &str, words: &[&str]) {
        let why = Config::parse(text).expect_err(text);
        assert!(words.iter().all(|word| why.contains(word)), "{text}: {why}");
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        check_wrong("contract = \"x\"", &["line 1", "unknown field `contract`", "contact"]);
        check_wrong("\n[host.\"a.example\"]\ndelya = 1", &["line 3", "delya", "delay"]);
        check_wrong("[host.\"a.example\"]\ndelay = -1", &["line 2", "seconds from 0 to 86400"]);
        check_wrong("[host.\"a.example\"]\ntimeout = 0", &["seconds from 0.001"]);
        check_wrong("[host.\"a.example\"]\ndelay = \"1s\"", &["line 2", "expected f64"]);
        check_wrong("[host.\"a.example\"]\nconnections = 99", &["1 to 16"]);
        check_wrong("[host.\"a.example\"]\nmax-bytes = 0", &["bytes"]);
        check_wrong("[host.\"a.example\"]\naccept-language = \"en\\r\\nX: y\"", &["languages"]);
        check_wrong("[host.\"a.example\"]\ncertificate = \"ignored\"", &["unchecked"]);
        check_wrong("[host.\"News.Example\"]", &["is no host", "\"news.example\""]);
        check_wrong("[host.\"https://a.example/x\"]", &["is no host"]);
        check_wrong("[host.\"a.example\"]\n[host.\"a.example\"]", &["duplicate"]);
        check_wrong("proxy = \"file:///x\"", &["line 1", "socks5"]);
        check_wrong("ports = [99999]", &["line 1"]);
        check_wrong("contact = ", &["line 1"]);
    }

    proptest::proptest! {
        #[test]
        fn no_file_makes_it_panic(text in "[\\[\\]a-z.*\"= \n0-9-]{0,80}", host in ".{0,30}") {
            if let Ok(config) = Config::parse(&text) {
                config.of(&host);
            }
        }
    }
}
