//! Runs of versions whose bytes stand one upon the other.

use crate::store::pack;
use crate::store::sqlite::verify::Report;

/// Packed bytes of one version.
pub struct Delta {
    pub packed: Vec<u8>,
    pub depth: u32,
}

/// The newest version's bytes in a run of versions that stand one upon the other.
#[derive(Default)]
pub struct Stack {
    version: u32,
    depth: u32,
    bytes: Vec<u8>,
    /// The place in the report of the damage that it stands on.
    damage: Option<usize>,
}

impl Stack {
    /// Unpacks and checks the next version's bytes; none where they are damaged, which is noted.
    pub fn put(
        &mut self,
        version: u32,
        column: &str,
        delta: &Delta,
        report: &mut Report,
        objection: impl FnOnce(&[u8]) -> Option<String>,
    ) -> Option<&[u8]> {
        let follows = self.version + 1 == version && self.depth + 1 == delta.depth;
        self.version = version;
        self.depth = delta.depth;
        if delta.depth == 0 {
            self.bytes.clear();
            self.damage = None;
        } else if let Some(place) = self.damage {
            report.damaged[place].dependents.push(version);
            return None;
        }
        let unpacked = match pack::unpack(&delta.packed, &self.bytes) {
            _ if delta.depth > 0 && !follows => Err("what it stands on is gone".to_string()),
            Ok(bytes) => objection(&bytes).map_or(Ok(bytes), Err),
            Err(error) => Err(error.to_string()),
        };
        match unpacked {
            Ok(bytes) => {
                self.bytes = bytes;
                Some(&self.bytes)
            }
            Err(why) => {
                self.damage = Some(report.add(Some(version), Some(column), why));
                None
            }
        }
    }
}
