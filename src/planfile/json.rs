//! JSON as a tree: the body of a plan file before it becomes a plan, and values that go to and come from JavaScript.
//!
//! One tree type replaces a struct for each sheet with derived readers and writers, which were 80 KB of code in the
//! widget.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A JSON value. Numbers are whole and not negative, as every number of a plan is; any other is [`Json::Other`].
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A whole number.
    Number(u32),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Json>),
    /// An object; keys in the order in which they are written.
    Object(Vec<(String, Json)>),
    /// A value that no plan holds: a fraction, a negative number.
    Other,
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Json::Null | Json::Other => serializer.serialize_unit(),
            Json::Bool(value) => serializer.serialize_bool(*value),
            Json::Number(value) => serializer.serialize_u32(*value),
            Json::Text(text) => serializer.serialize_str(text),
            Json::List(list) => list.serialize(serializer),
            Json::Object(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, value) in entries {
                    map.serialize_entry(key, value)?;
                }
                map.end()
            }
        }
    }
}

#[cfg(feature = "package")]
impl From<serde_json::Value> for Json {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Json::Null,
            serde_json::Value::Bool(value) => Json::Bool(value),
            serde_json::Value::Number(number) => {
                number.as_u64().and_then(|number| number.try_into().ok()).map_or(Json::Other, Json::Number)
            }
            serde_json::Value::String(text) => Json::Text(text),
            serde_json::Value::Array(list) => Json::List(list.into_iter().map(Json::from).collect()),
            serde_json::Value::Object(map) => {
                Json::Object(map.into_iter().map(|(key, value)| (key, value.into())).collect())
            }
        }
    }
}
