//! A stamp as JSON: `{"kind","at","precision","source","text","relative"}`.

use serde::Serialize;

use crate::article::{Precision, Stamp, StampKind, StampSource};

/// A stamp in the shape that programs read.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Record<'a> {
    kind: StampKind,
    at: String,
    precision: Precision,
    source: StampSource,
    text: &'a str,
    relative: bool,
}

pub fn record(stamp: &Stamp) -> Record<'_> {
    Record {
        kind: stamp.kind,
        at: stamp.at.to_string(),
        precision: stamp.at.precision,
        source: stamp.source,
        text: &stamp.text,
        relative: stamp.relative,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::ClaimedTime;

    #[test]
    fn a_stamp_is_written_as_the_contract_has_it() {
        let stamp = Stamp {
            kind: StampKind::Updated,
            at: ClaimedTime::parse("2025-12-01").expect("a day"),
            source: StampSource::Visible,
            text: "Update : 01.12.2025".into(),
            relative: false,
        };
        let expected = [
            r#"{"kind":"updated","at":"2025-12-01","precision":"day","#,
            r#""source":"visible","text":"Update : 01.12.2025","relative":false}"#,
        ];
        assert_eq!(serde_json::to_string(&record(&stamp)).expect("strings"), expected.concat());
    }
}
