//! The names in an author field of any shape: strings, objects, lists, references by `@id`.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::extract::document;

/// References to references are not followed further, and fields not nested deeper.
const DEPTH_MAX: usize = 6;

/// More named things on one page are no longer remembered.
const THINGS_MAX: usize = 5_000;

/// The objects of a page that other objects may refer to by their `@id`.
#[derive(Default)]
pub struct Things<'a>(HashMap<&'a str, &'a Map<String, Value>>);

impl<'a> Things<'a> {
    /// Takes in every object inside a value that has an `@id` and says more than that.
    pub fn gather(&mut self, value: &'a Value, depth: usize) {
        match value {
            Value::Array(items) if depth > 0 => {
                items.iter().for_each(|it| self.gather(it, depth - 1))
            }
            Value::Object(object) => {
                if let Some(id) = object.get("@id").and_then(Value::as_str)
                    && object.len() > 1
                    && self.0.len() < THINGS_MAX
                {
                    self.0.entry(id).or_insert(object);
                }
                if depth > 0 {
                    object.values().for_each(|it| self.gather(it, depth - 1));
                }
            }
            Value::Array(_)
            | Value::Null
            | Value::Bool(_)
            | Value::Number(_)
            | Value::String(_) => {}
        }
    }

    /// The names of people and agencies in a field.
    pub fn names(&self, field: &Value) -> Vec<String> {
        self.names_within(field, DEPTH_MAX)
    }

    fn names_within(&self, field: &Value, depth: usize) -> Vec<String> {
        let Some(depth) = depth.checked_sub(1) else { return Vec::new() };
        match field {
            Value::Array(items) => {
                items.iter().flat_map(|item| self.names_within(item, depth)).collect()
            }
            Value::Object(object) => self.of_object(object, depth),
            Value::String(name) => vec![document::plain(name)],
            Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
        }
    }

    fn of_object(&self, object: &Map<String, Value>, depth: usize) -> Vec<String> {
        if let Some(inner) = object.get("@list").or(object.get("name")) {
            return self.names_within(inner, depth);
        }
        let part = |key: &str| object.get(key).and_then(Value::as_str);
        let parts: Vec<&str> = ["givenName", "familyName"].into_iter().filter_map(part).collect();
        if !parts.is_empty() {
            return vec![document::plain(&parts.join(" "))];
        }
        let referred = part("@id").and_then(|id| self.0.get(id));
        let referred =
            referred.filter(|it| it.contains_key("name") || it.contains_key("givenName"));
        referred.map(|it| self.of_object(it, depth)).unwrap_or_default()
    }
}
