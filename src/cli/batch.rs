//! Batches: JSON by the line in, JSON by the line out, in order, in constant memory.

use std::io::{BufRead, Read};
use std::process::ExitCode;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::cli::console::Console;
use crate::error::{Error, Result};
use crate::render::data;

/// Bytes of one line at most; a longer one is refused and skipped.
const LINE_BYTES_MAX: u64 = 64 << 20;

/// Answers each line of the input, flushed by line; blank lines are passed over.
pub fn answer_lines(
    input: &mut dyn BufRead,
    console: &mut Console,
    answer: impl Fn(&[u8]) -> String,
) -> Result<ExitCode> {
    let mut line = Vec::new();
    while !console.is_closed() && read_line(input, &mut line)? {
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        let too_long = line.len() as u64 > LINE_BYTES_MAX;
        let answered = match too_long {
            true => refusal(b"", &format!("the line is longer than {LINE_BYTES_MAX} bytes")),
            false => answer(&line),
        };
        console.write_line(&answered)?;
        console.flush()?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The answer to a line that cannot be used: its id, where it has one, and why.
pub fn refusal(line: &[u8], why: &str) -> String {
    #[derive(Deserialize)]
    struct WithId<'a> {
        #[serde(borrow)]
        id: &'a RawValue,
    }
    #[derive(Serialize)]
    struct Refusal<'a> {
        id: Option<&'a RawValue>,
        error: &'a str,
    }
    let id = serde_json::from_slice::<WithId>(line).ok().map(|line| line.id);
    data::line(&Refusal { id, error: why })
}

/// Reads the next line, cut just past the limit; false at the end of the input.
fn read_line(input: &mut dyn BufRead, line: &mut Vec<u8>) -> Result<bool> {
    let cannot = |error| {
        let next = "give it lines of JSON, as in `< lines.jsonl`";
        Error::invalid(format!("cannot read standard input; {next}")).caused_by(error)
    };
    line.clear();
    let read = input.take(LINE_BYTES_MAX + 1).read_until(b'\n', line).map_err(cannot)?;
    if line.len() as u64 > LINE_BYTES_MAX && line.last() != Some(&b'\n') {
        skip_line(input).map_err(cannot)?;
    }
    Ok(read > 0)
}

fn skip_line(input: &mut dyn BufRead) -> std::io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        if let Some(end) = buffer.iter().position(|&byte| byte == b'\n') {
            input.consume(end + 1);
            return Ok(());
        }
        let length = buffer.len();
        input.consume(length);
    }
}
