//! The runs of a diff as JSON: `[{"op","text"[,"id"][,"class"]}]`, their text byte for byte.

use crate::diff::Run;
use crate::render::data;

/// The runs as a JSON array in one line.
pub fn json(runs: &[Run]) -> String {
    data::line(&runs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Cosmetic, Op};

    #[test]
    fn runs_are_written_as_the_contract_has_them() {
        let runs = [
            Run { op: Op::Equal, text: "a\u{1b}", move_id: None, class: None },
            Run { op: Op::Insert, text: "“", move_id: None, class: Some(Cosmetic::Quotes) },
            Run { op: Op::MoveFrom, text: "b", move_id: Some(1), class: None },
        ];
        let expected = [
            r#"[{"op":"equal","text":"a\u001b"},"#,
            r#"{"op":"insert","text":"“","class":"quotes"},"#,
            r#"{"op":"move_from","text":"b","id":"1"}]"#,
        ];
        assert_eq!(json(&runs), expected.concat());
    }
}
