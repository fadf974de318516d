//! Values as columns: times, digests, names of enums, JSON.

use rusqlite::types::Type;
use rusqlite::{Row, RowIndex};
use serde::Serialize;
use serde::de::value::{Error, StrDeserializer};
use serde::de::{DeserializeOwned, IntoDeserializer};

use crate::digest::Digest;
use crate::store::sqlite::fault::Fault;
use crate::time::Time;

pub fn time(row: &Row, column: impl RowIndex) -> rusqlite::Result<Time> {
    row.get(column).map(Time::from_millis)
}

pub fn time_or_none(row: &Row, column: impl RowIndex) -> rusqlite::Result<Option<Time>> {
    Ok(row.get::<_, Option<i64>>(column)?.map(Time::from_millis))
}

pub fn digest(row: &Row, column: impl RowIndex) -> rusqlite::Result<Digest> {
    row.get(column).map(Digest)
}

pub fn digest_or_none(row: &Row, column: impl RowIndex) -> rusqlite::Result<Option<Digest>> {
    Ok(row.get::<_, Option<[u8; 32]>>(column)?.map(Digest))
}

/// The JSON of a value, for a column.
pub fn to_json<T: Serialize + ?Sized>(value: &T) -> Result<String, Fault> {
    serde_json::to_string(value).map_err(|error| Fault::Damaged(format!("no JSON: {error}")))
}

pub fn from_json<T: DeserializeOwned>(row: &Row, column: impl RowIndex) -> rusqlite::Result<T> {
    serde_json::from_str(row.get_ref(column)?.as_str()?).map_err(|error| unreadable(error.into()))
}

pub fn from_json_or_none<T: DeserializeOwned>(
    row: &Row,
    column: impl RowIndex,
) -> rusqlite::Result<Option<T>> {
    match row.get_ref(column)?.as_str_or_null()? {
        Some(json) => serde_json::from_str(json).map_err(|error| unreadable(error.into())),
        None => Ok(None),
    }
}

/// The name that a variant without fields has in JSON.
pub fn name<T: Serialize>(variant: T) -> String {
    match serde_json::to_value(variant) {
        Ok(serde_json::Value::String(name)) => name,
        // A variant that is no name is refused by the column's CHECK.
        _ => String::new(),
    }
}

/// The variant of that name.
pub fn variant<T: DeserializeOwned>(row: &Row, column: impl RowIndex) -> rusqlite::Result<T> {
    variant_of(row.get_ref(column)?.as_str()?)
}

pub fn variant_or_none<T: DeserializeOwned>(
    row: &Row,
    column: impl RowIndex,
) -> rusqlite::Result<Option<T>> {
    row.get_ref(column)?.as_str_or_null()?.map(variant_of).transpose()
}

fn variant_of<T: DeserializeOwned>(name: &str) -> rusqlite::Result<T> {
    let name: StrDeserializer<Error> = name.into_deserializer();
    T::deserialize(name).map_err(|error| unreadable(error.into()))
}

fn unreadable(error: Box<dyn std::error::Error + Send + Sync>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, error)
}
