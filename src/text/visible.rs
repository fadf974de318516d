//! stand-in
pub fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    text.into()
}
