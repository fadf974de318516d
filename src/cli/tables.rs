//! Lists printed as a table for people, or as JSON, JSONL or CSV for programs.

use clap::ValueEnum;
use comfy_table::{ContentArrangement, presets};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::cli::console::Console;
use crate::error::{Error, Result};
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

/// How rows look to people: the heads of the columns, and a row's cells.
pub struct Table<T> {
    pub heads: &'static [&'static str],
    pub cells: fn(&T) -> Vec<String>,
}

/// Prints rows in the format asked for; a long table goes through the pager.
pub fn print<T: Serialize>(
    rows: &[T],
    format: ListFormat,
    table: &Table<T>,
    console: &mut Console,
) -> Result<()> {
    match format {
        ListFormat::Table if rows.is_empty() => Ok(()),
        ListFormat::Table => {
            console.page();
            let text = columns(rows, table, console.width_columns());
            console.write_line(&text)
        }
        ListFormat::Json => console.write_line(&json(&rows)),
        ListFormat::Jsonl => rows.iter().try_for_each(|row| console.write_line(&json(row))),
        ListFormat::Csv => console.write(&csv(rows)?),
    }
}

fn json(row: &impl Serialize) -> String {
    serde_json::to_string(row).expect("rows are plain data")
}

fn columns<T>(rows: &[T], table: &Table<T>, width_columns: usize) -> String {
    let mut drawn = comfy_table::Table::new();
    drawn
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(width_columns).unwrap_or(u16::MAX))
        .set_header(table.heads);
    for row in rows {
        let cells = (table.cells)(row).into_iter();
        drawn.add_row(cells.map(|cell| visible(&cell).replace('\n', " ")));
    }
    let lines: Vec<String> = drawn.lines().map(|line| line.trim_end().to_owned()).collect();
    lines.join("\n")
}

fn csv<T: Serialize>(rows: &[T]) -> Result<String> {
    let cannot = |error: csv::Error| Error::internal("cannot write CSV").caused_by(error);
    let mut writer = csv::Writer::from_writer(Vec::new());
    let rows: Vec<Map<String, Value>> = rows.iter().filter_map(fields).collect();
    // Rows of several types have several fields: a column for each that any of them has.
    let mut heads = Vec::<&String>::new();
    for name in rows.iter().flat_map(Map::keys) {
        if !heads.contains(&name) {
            heads.push(name);
        }
    }
    if !heads.is_empty() {
        writer.write_record(&heads).map_err(cannot)?;
    }
    for row in &rows {
        let cells = heads.iter().map(|name| cell(row.get(*name).unwrap_or(&Value::Null)));
        writer.write_record(cells).map_err(cannot)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| Error::internal("cannot write CSV").caused_by(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn fields(row: &impl Serialize) -> Option<Map<String, Value>> {
    match serde_json::to_value(row) {
        Ok(Value::Object(fields)) => Some(fields),
        _ => None,
    }
}

/// A value as a cell. Text that a spreadsheet would run as a formula is led by an apostrophe.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            format!("'{text}")
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_formula_becomes_text_in_csv() {
        let rows = [
            json!({"id": 1, "headline": "=cmd|' /C calc'!A0"}),
            json!({"id": 2, "headline": "a,\"b\""}),
        ];
        let text = csv(&rows).unwrap_or_default();
        assert_eq!(text, "id,headline\n1,'=cmd|' /C calc'!A0\n2,\"a,\"\"b\"\"\"\n");
    }

    #[test]
    fn rows_of_several_types_share_a_head_line() {
        let rows = [json!({"type": "a", "x": 1}), json!({"type": "b", "y": null, "z": "2"})];
        assert_eq!(csv(&rows).unwrap_or_default(), "type,x,y,z\na,1,,\nb,,,2\n");
    }

    #[test]
    fn a_table_shows_no_control_characters() {
        let table = Table::<&str> { heads: &["text"], cells: |row| vec![row.to_string()] };
        let text = columns(&["a\u{1b}[31mb"], &table, 80);
        assert!(!text.contains('\u{1b}'), "{text:?}");
    }
}
