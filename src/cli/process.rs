//! Which process this is, and whether another one is dead: the claims of a poller that was killed
//! need not outlast it.

use std::fs;

/// What tells a process from any other, now and later: the boot of its machine, the namespace of
/// its number, its number, and when it started.
struct Identity {
    boot: String,
    namespace: String,
    pid: u32,
    started: String,
}

/// Names this process for claims. Where the system does not tell, the name says so, and nobody
/// will take the process for dead.
pub fn own_name() -> String {
    match Identity::of(std::process::id()) {
        Some(Identity { boot, namespace, pid, started }) => {
            format!("{boot} {namespace} {pid} {started}")
        }
        None => format!("process {}", std::process::id()),
    }
}

/// Whether the process of that name is certainly dead: it ran here, where we would see it.
pub fn is_dead(name: &str) -> bool {
    let fields: Vec<&str> = name.split(' ').collect();
    let [boot, namespace, pid, started] = fields[..] else { return false };
    let Ok(pid) = pid.parse::<u32>() else { return false };
    let is_here = Identity::of(std::process::id())
        .is_some_and(|own| own.boot == boot && own.namespace == namespace);
    is_here && Identity::of(pid).is_none_or(|found| found.started != started)
}

impl Identity {
    /// The identity of a living process of this machine and namespace (Linux, proc(5)).
    fn of(pid: u32) -> Option<Identity> {
        let boot = fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
        let namespace = fs::read_link("/proc/self/ns/pid").ok()?;
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The second field is the program's name in brackets, which may hold anything.
        let (_, fields) = stat.rsplit_once(')')?;
        let mut fields = fields.split_whitespace();
        let is_alive = !matches!(fields.next()?, "Z" | "X");
        let started = fields.nth(18)?.to_owned();
        let (boot, namespace) = (boot.trim().to_owned(), namespace.display().to_string());
        is_alive.then_some(Identity { boot, namespace, pid, started })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_living_process_is_not_dead_and_an_ended_one_is() {
        let own = own_name();
        assert!(!is_dead(&own));
        let mut child = std::process::Command::new("true").spawn().expect("a program that ends");
        let name = Identity::of(child.id()).map(|Identity { boot, namespace, pid, started }| {
            format!("{boot} {namespace} {pid} {started}")
        });
        child.wait().expect("it ends");
        assert!(name.is_none_or(|name| is_dead(&name)));
        let fields: Vec<&str> = own.split(' ').collect();
        if let [boot, namespace, pid, _] = fields[..] {
            assert!(is_dead(&format!("{boot} {namespace} {pid} 1")), "another had that number");
        }
    }

    #[test]
    fn what_cannot_be_seen_from_here_is_not_dead() {
        for name in ["", "process 12", "another-boot pid:[1] 999999 1", "a b c d e"] {
            assert!(!is_dead(name), "{name}");
        }
    }
}
