//! Where the URLs of stories come from: files of URLs, and sources, which list stories: feeds,
//! sitemaps, and lists of these.
//!
//! What a document is, its content tells ([`document`]); what of its stories is followed, the
//! limits of the source say ([`limits`]).

pub mod address;
pub mod url_list;
pub mod listing;
pub mod dates;
pub mod encoding;
pub mod unpack;
pub mod xml;
pub mod feed;
pub mod sitemap;
pub mod opml;
pub mod json_feed;
pub mod document;
pub mod limits;
pub mod site;
pub mod source;
pub mod due;
