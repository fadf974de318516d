//! The times a page claims for its story: declared for machines, or shown to readers.

pub mod calendar;
pub mod labels;
pub mod machine;
pub mod months;
pub mod page;
pub mod scan;
pub mod visible;
pub mod zones;
