//! What makes a machine run `poll` again and again: a systemd service and timer, or a crontab line.

use std::time::Duration;

use crate::error::{Error, Result};
use crate::text::visible::visible_line;

/// The command line that is to be run: program and options, each a word.
pub struct Scheduled {
    pub words: Vec<String>,
    /// The folder of the store, the only one that is written.
    pub folder: String,
    pub every: Duration,
}

/// The first line of each unit, by which one of ours is told from another's.
pub const MARK: &str = "# Made by `revdiff schedule`, which may replace it.";

impl Scheduled {
    /// Makes sure that no word holds what a unit or a crontab cannot, such as a line's end, or what
    /// would not be seen where the schedule is read.
    pub fn check(&self) -> Result<()> {
        let unfit = |word: &&String| visible_line(word) != word.as_str();
        match self.words.iter().chain([&self.folder]).find(unfit) {
            None => Ok(()),
            Some(word) => Err(Error::invalid(format!(
                "{word:?} holds a control character or one that nobody sees, which no schedule \
                 may; give another"
            ))),
        }
    }

    /// `revdiff.service`: one round, able to do no more than a round needs.
    pub fn service(&self) -> String {
        let command: Vec<String> = self.words.iter().map(|word| systemd_word(word)).collect();
        let (command, folder) = (command.join(" "), systemd_path(&self.folder));
        format!(
            "{MARK}
[Unit]
Description=Look at the news stories that are due

[Service]
Type=oneshot
ExecStart={command}
# Where SQLite may put what it needs for a moment.
Environment=\"SQLITE_TMPDIR={folder}\"
Nice=10
UMask=0077
# Nothing is written but the store's folder. A user's service needs PrivateUsers for this.
PrivateUsers=true
ProtectSystem=strict
ReadWritePaths=\"{folder}\"
NoNewPrivileges=true
LockPersonality=true
MemoryDenyWriteExecute=true
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=true
RestrictRealtime=true
RestrictSUIDSGID=true
SystemCallArchitectures=native
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
"
        )
    }

    /// `revdiff.timer`: when the service is run.
    pub fn timer(&self) -> String {
        let seconds = self.every.as_secs();
        format!(
            "{MARK}
[Unit]
Description=Look at the news stories that are due, again and again

[Timer]
OnStartupSec=1min
OnUnitActiveSec={seconds}s
AccuracySec=10s

[Install]
WantedBy=timers.target
"
        )
    }

    /// A line for `crontab -e`; an error where cron knows no such interval.
    pub fn crontab_line(&self) -> Result<String> {
        let times = cron_times(self.every.as_secs())?;
        let words: Vec<String> = self.words.iter().map(|word| shell_word(word)).collect();
        // Cron takes a bare percent sign for a line's end, quoted or not.
        Ok(format!("{times} {}\n", words.join(" ").replace('%', "\\%")))
    }
}

/// When cron is to run something, for an interval that divides an hour or a day.
fn cron_times(seconds: u64) -> Result<String> {
    match (seconds / 60, seconds % 60) {
        (1, 0) => Ok("* * * * *".into()),
        (minutes @ 2..=30, 0) if 60 % minutes == 0 => Ok(format!("*/{minutes} * * * *")),
        (60, 0) => Ok("0 * * * *".into()),
        (minutes @ 61..=720, 0) if 1440 % minutes == 0 && minutes % 60 == 0 => {
            Ok(format!("0 */{} * * *", minutes / 60))
        }
        (1440, 0) => Ok("0 0 * * *".into()),
        _ => Err(Error::invalid(
            "cron counts in minutes that divide an hour or hours that divide a day: give --every \
             5m, 10m, 15m, 1h, 6h or the like, or leave --cron out",
        )),
    }
}

/// A word of `ExecStart`, quoted where it must be.
fn systemd_word(word: &str) -> String {
    let escaped = systemd_path(word).replace('$', "$$");
    if escaped == word && is_plain(word) { escaped } else { format!("\"{escaped}\"") }
}

/// Text to stand between double quotes in a unit.
fn systemd_path(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%")
}

fn shell_word(word: &str) -> String {
    if is_plain(word) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

/// Whether a word means itself to shells and to systemd.
fn is_plain(word: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:@=,".contains(c);
    !word.is_empty() && word.chars().all(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scheduled(words: &[&str], every: Duration) -> Scheduled {
        let words = words.iter().map(|&word| word.to_owned()).collect();
        Scheduled { words, folder: "/var/100% \"mine\"".into(), every }
    }

    /// Checks how words stand in `ExecStart` and in a crontab line.
    fn check(words: &[&str], systemd: &str, cron: &str) {
        let scheduled = scheduled(words, Duration::from_secs(300));
        let service = scheduled.service();
        assert!(service.contains(&format!("\nExecStart={systemd}\n")), "{service}");
        let line = scheduled.crontab_line().expect("five minutes divide an hour");
        assert_eq!(line, format!("*/5 * * * * {cron}\n"));
    }

    #[test]
    fn words_are_quoted_as_each_reader_asks() {
        check(&["/bin/r", "a@b.example"], "/bin/r a@b.example", "/bin/r a@b.example");
        check(&["r", "my desk"], "r \"my desk\"", "r 'my desk'");
        check(&["r", "50%"], "r \"50%%\"", "r '50\\%'");
        check(&["r", "$HOME", "it's"], "r \"$$HOME\" \"it's\"", "r '$HOME' 'it'\\''s'");
        check(&["r", "a\"b\\c", ""], "r \"a\\\"b\\\\c\" \"\"", "r 'a\"b\\c' ''");
    }

    #[test]
    fn the_folder_is_the_only_one_that_is_written() {
        let service = scheduled(&["r"], Duration::from_secs(300)).service();
        assert!(service.contains("\nReadWritePaths=\"/var/100%% \\\"mine\\\"\"\n"), "{service}");
    }

    #[test]
    fn a_line_cannot_be_ended_from_within() {
        let error = scheduled(&["r", "x\nExecStart=y"], Duration::from_secs(300)).check();
        assert!(error.expect_err("refused").to_string().contains("control character"));
    }

    #[test]
    fn cron_runs_at_what_divides_an_hour_or_a_day() {
        for (minutes, times) in [
            (1, Some("* * * * *")),
            (15, Some("*/15 * * * *")),
            (60, Some("0 * * * *")),
            (360, Some("0 */6 * * *")),
            (1440, Some("0 0 * * *")),
            (7, None),
            (90, None),
            (300, None),
            (2880, None),
        ] {
            assert_eq!(cron_times(minutes * 60).ok().as_deref(), times, "{minutes} minutes");
        }
        assert!(cron_times(90).is_err(), "a minute and a half");
    }
}
