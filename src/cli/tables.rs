//! Lists printed as a table for people, or as JSON, JSONL or CSV for programs.

use std::collections::HashMap;

use clap::ValueEnum;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::cli::columns::{self, Cell};
use crate::cli::console::Console;
use crate::error::{Error, Result};
use crate::render::data;
use crate::text::visible::visible;

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// Columns, for reading
    Table,
    /// One JSON array
    Json,
    /// A JSON object a line
    Jsonl,
    /// Comma-separated values with a head line (RFC 4180)
    Csv,
}

/// A row of a list, which as JSON is an object.
pub trait Row: Serialize {
    /// The heads of the columns that people see; a column without a cell is left out.
    const HEADS: &'static [&'static str];
    /// The columns of CSV: the names of all fields that a row can have, spaces between.
    const FIELDS: &'static str;

    /// The row as people see it, a cell for each head.
    fn cells(&self) -> Vec<Cell>;
}

/// A row made ready for a format, so that what it was made of can go.
pub enum Line {
    Json(String),
    Cells(Vec<Cell>),
}

impl Line {
    pub fn of(row: &impl Row, format: ListFormat) -> Line {
        match format {
            ListFormat::Table => Line::Cells(row.cells()),
            ListFormat::Json | ListFormat::Jsonl => Line::Json(json(row)),
            ListFormat::Csv => Line::Cells(fields(row)),
        }
    }
}

/// Prints rows in the format that they were made ready for; a long table goes through the pager.
pub fn print<T: Row>(
    lines: impl Iterator<Item = Line>,
    format: ListFormat,
    console: &mut Console,
) -> Result<()> {
    let (mut texts, mut rows) = (Vec::new(), Vec::new());
    for line in lines {
        match line {
            Line::Json(text) => texts.push(text),
            Line::Cells(cells) => rows.push(cells),
        }
    }
    match format {
        ListFormat::Table if rows.is_empty() => Ok(()),
        ListFormat::Table => {
            console.page();
            console.write(&columns::lay_out(T::HEADS, rows, console.width_columns()))
        }
        ListFormat::Json => console.write_line(&format!("[{}]", texts.join(","))),
        ListFormat::Jsonl => texts.iter().try_for_each(|text| console.write_line(text)),
        ListFormat::Csv => console.write(&csv(T::FIELDS, &rows)?),
    }
}

fn json(row: &impl Row) -> String {
    let mut json = data::line(row);
    // Thousands are kept: half of a string that grew may be empty.
    json.shrink_to_fit();
    json
}

/// The cells of a row in CSV.
fn fields<T: Row>(row: &T) -> Vec<Cell> {
    let json = json(row);
    let values: HashMap<&str, &RawValue> =
        serde_json::from_str(&json).expect("a row is an object, its keys plain words");
    let names = T::FIELDS.split_whitespace();
    names.map(|name| values.get(name).map_or("".into(), |value| cell(value).into())).collect()
}

fn csv(fields: &str, rows: &[Vec<Cell>]) -> Result<String> {
    let cannot = |error: csv::Error| Error::internal("cannot write CSV").caused_by(error);
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(fields.split_whitespace()).map_err(cannot)?;
    for row in rows {
        writer.write_record(row.iter().map(|cell| cell.as_bytes())).map_err(cannot)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Error::internal("cannot write CSV").caused_by(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What makes a spreadsheet run a cell as a formula, in Japanese ones too.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A value as a cell, what would steer a terminal made visible. Text that a spreadsheet would run
/// as a formula is led by an apostrophe.
fn cell(value: &RawValue) -> String {
    match serde_json::from_str::<String>(value.get()) {
        Ok(text) if text.starts_with(FORMULA) => format!("'{}", visible(&text)),
        Ok(text) => visible(&text).into_owned(),
        Err(_) if value.get() == "null" => String::new(),
        Err(_) => value.get().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Serialize)]
    #[serde(tag = "type", rename_all = "snake_case")]
    enum Sample {
        Text { id: i64, headline: &'static str },
        Tags { tags: Vec<&'static str>, verdict: Option<u32> },
    }

    impl Row for Sample {
        const HEADS: &'static [&'static str] = &["id"];
        const FIELDS: &'static str = "type id headline tags verdict";

        fn cells(&self) -> Vec<Cell> {
            vec![json(self).into()]
        }
    }

    fn check(rows: &[Sample], expected: &str) {
        let rows: Vec<Vec<Cell>> = rows.iter().map(fields).collect();
        assert_eq!(csv("type id headline tags verdict", &rows).unwrap_or_default(), expected);
    }

    #[test]
    fn a_formula_becomes_text_in_csv() {
        check(
            &[
                Sample::Text { id: 1, headline: "=cmd|' /C calc'!A0" },
                Sample::Text { id: -2, headline: "a,\"b\"" },
            ],
            "type,id,headline,tags,verdict\ntext,1,'=cmd|' /C calc'!A0,,\n\
             text,-2,\"a,\"\"b\"\"\",,\n",
        );
    }

    #[test]
    fn nothing_hostile_stands_in_csv() {
        let sample = |headline| Sample::Text { id: 1, headline };
        check(
            &[sample("\r=1\u{1b}"), sample("＝1\u{9b}"), sample("\u{feff}=1\u{202e}")],
            "type,id,headline,tags,verdict\ntext,1,'␍=1␛,,\ntext,1,'＝1\\u{9b},,\n\
             text,1,\\u{feff}=1\\u{202e},,\n",
        );
    }

    #[test]
    fn rows_of_several_types_share_a_head_line() {
        check(
            &[
                Sample::Text { id: 1, headline: "x" },
                Sample::Tags { tags: vec!["a"], verdict: None },
            ],
            "type,id,headline,tags,verdict\ntext,1,x,,\ntags,,,\"[\"\"a\"\"]\",\n",
        );
    }

    #[test]
    fn a_csv_without_rows_has_its_head_line() {
        check(&[], "type,id,headline,tags,verdict\n");
    }
}
