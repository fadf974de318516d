//! Text: its normal form, its tokens, and how hostile text is shown.

pub mod normal;
