//! Which process this is, and whether another one is dead: the claims of a poller that was killed
//! need not outlast it.

use std::path::Path;
use std::{fs, io};

/// What tells a process from any other, now and later: the boot of its machine, the namespace of
/// its number, its number, and when it started.
struct Identity {
    boot: String,
    namespace: String,
    pid: u32,
    started: String,
}

/// Where Linux shows its processes (proc(5)).
const PROC: &str = "/proc";

/// Names this process for claims. Where the system does not tell, the name says so, and nobody
/// will take the process for dead.
pub fn own_name() -> String {
    let pid = std::process::id();
    Identity::of(pid, Path::new(PROC))
        .map_or_else(|_| format!("process {pid}"), |identity| identity.name())
}

/// Whether the process of that name is certainly dead: it ran here, where we would see it.
pub fn is_dead(name: &str) -> bool {
    Identity::parse(name).is_some_and(|identity| identity.is_dead(Path::new(PROC)))
}

impl Identity {
    /// The identity that a process of that number has now.
    fn of(pid: u32, proc: &Path) -> io::Result<Identity> {
        let boot = fs::read_to_string(proc.join("sys/kernel/random/boot_id"))?.trim().to_owned();
        let namespace = fs::read_link(proc.join("self/ns/pid"))?.display().to_string();
        let Stat { started, .. } = Stat::of(&pid.to_string(), proc)?;
        Ok(Identity { boot, namespace, pid, started })
    }

    fn name(&self) -> String {
        let Identity { boot, namespace, pid, started } = self;
        format!("{boot} {namespace} {pid} {started}")
    }

    fn parse(name: &str) -> Option<Identity> {
        let fields: Vec<&str> = name.split(' ').collect();
        let [boot, namespace, pid, started] = fields[..] else { return None };
        let (boot, namespace) = (boot.to_owned(), namespace.to_owned());
        Some(Identity { boot, namespace, pid: pid.parse().ok()?, started: started.to_owned() })
    }

    fn is_dead(&self, proc: &Path) -> bool {
        let is_here = Identity::of(std::process::id(), proc)
            .is_ok_and(|own| own.boot == self.boot && own.namespace == self.namespace);
        is_here
            && match Stat::of(&self.pid.to_string(), proc) {
                Ok(stat) => !stat.is_alive || stat.started != self.started,
                // A /proc that hides the processes of others (hidepid) hides the first one too.
                Err(error) => {
                    error.kind() == io::ErrorKind::NotFound && Stat::of("1", proc).is_ok()
                }
            }
    }
}

/// What a process's `stat` says of its life.
struct Stat {
    is_alive: bool,
    started: String,
}

impl Stat {
    fn of(process: &str, proc: &Path) -> io::Result<Stat> {
        let stat = fs::read_to_string(proc.join(process).join("stat"))?;
        Stat::parse(&stat).ok_or_else(|| io::ErrorKind::InvalidData.into())
    }

    fn parse(stat: &str) -> Option<Stat> {
        // The second field is the program's name in brackets, which may hold anything.
        let (_, fields) = stat.rsplit_once(')')?;
        let mut fields = fields.split_whitespace();
        let is_alive = !matches!(fields.next()?, "Z" | "X");
        Some(Stat { is_alive, started: fields.nth(18)?.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_living_process_is_not_dead_and_an_ended_one_is() {
        let own = own_name();
        assert!(!is_dead(&own));
        if let Some(own) = Identity::parse(&own) {
            let other = Identity { started: "1".to_owned(), ..own };
            assert!(is_dead(&other.name()), "another had that number");
        }
        let mut child = std::process::Command::new("true").spawn().expect("a program that ends");
        let identity = Identity::of(child.id(), Path::new(PROC));
        child.wait().expect("it ends");
        let shows_all = Stat::of("1", Path::new(PROC)).is_ok();
        assert_eq!(identity.is_ok_and(|ended| is_dead(&ended.name())), shows_all);
    }

    #[test]
    fn what_cannot_be_seen_from_here_is_not_dead() {
        for name in ["", "process 12", "another-boot pid:[1] 999999 1", "a b c d e"] {
            assert!(!is_dead(name), "{name}");
        }
    }

    /// A system whose processes have these numbers, states and starts; ours is one of them.
    fn system(processes: &[(u32, &str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("the temporary folder can be written");
        let proc = folder.path();
        let own = [(std::process::id(), "R", "7")];
        for (pid, state, started) in processes.iter().chain(&own) {
            let stat = format!("{pid} (revdiff) {state} {}{started} 0\n", "0 ".repeat(18));
            fs::create_dir_all(proc.join(pid.to_string())).expect("writable");
            fs::write(proc.join(pid.to_string()).join("stat"), stat).expect("writable");
        }
        for name in ["sys/kernel/random", "self/ns"] {
            fs::create_dir_all(proc.join(name)).expect("writable");
        }
        fs::write(proc.join("sys/kernel/random/boot_id"), "boot\n").expect("writable");
        std::os::unix::fs::symlink("pid:[1]", proc.join("self/ns/pid")).expect("writable");
        folder
    }

    /// The process looked for, whose number no system gives.
    const LOST: u32 = 99_999_999;

    fn check(system: &tempfile::TempDir, is_dead: bool) {
        let name = format!("boot pid:[1] {LOST} 42");
        let identity = Identity::parse(&name).expect("a name of ours");
        assert_eq!(identity.is_dead(system.path()), is_dead);
    }

    #[test]
    fn only_what_is_certainly_gone_is_dead() {
        check(&system(&[(1, "S", "0")]), true);
        check(&system(&[(1, "S", "0"), (LOST, "S", "42")]), false);
        check(&system(&[(1, "S", "0"), (LOST, "Z", "42")]), true);
        check(&system(&[(1, "S", "0"), (LOST, "S", "43")]), true);
    }

    #[test]
    fn what_a_system_hides_is_not_dead() {
        check(&system(&[]), false);
        let unreadable = system(&[(1, "S", "0")]);
        let stat = unreadable.path().join(LOST.to_string()).join("stat");
        fs::create_dir_all(stat).expect("writable");
        check(&unreadable, false);
        let strange = system(&[(1, "S", "0"), (LOST, "S", "42")]);
        fs::write(strange.path().join(LOST.to_string()).join("stat"), "?").expect("writable");
        check(&strange, false);
    }
}
