//! Where the URLs of stories come from.

pub mod address;
pub mod url_list;
