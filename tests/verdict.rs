//! The verdict on labelled edits, and on paragraphs in which one fact was changed.

mod verdict {
    pub mod labelled;
    pub mod mutations;
    pub mod precision;
}
