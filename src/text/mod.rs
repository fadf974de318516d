//! Text: its normal form, its tokens and sentences, and how its marks fold.

pub mod normal;
pub mod fold;
pub mod visible;
pub mod clusters;
pub mod width;
pub mod tokens;
pub mod sentences;
pub mod paragraphs;
pub mod pattern;
pub mod notice;
