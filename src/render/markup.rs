//! HTML by construction: elements and attributes are the program's own, all else is escaped text.

use crate::text::visible::visible;

/// HTML being written. Nothing but [`Html::text`] and attribute values takes foreign text, and both
/// escape it.
#[derive(Default)]
pub struct Html {
    out: String,
}

/// Names of attributes with their values; the values may be anybody's.
pub type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Html {
    /// A whole document.
    pub fn document(inside: impl FnOnce(&mut Html)) -> String {
        let mut html = Html { out: "<!doctype html>\n".to_string() };
        html.element("html", &[("lang", "en")], inside);
        html.out.push('\n');
        html.out
    }

    pub fn element(
        &mut self,
        name: &'static str,
        attributes: Attributes,
        inside: impl FnOnce(&mut Html),
    ) {
        self.void(name, attributes);
        inside(self);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// An element that holds text only.
    pub fn of_text(&mut self, name: &'static str, attributes: Attributes, text: &str) {
        self.element(name, attributes, |html| html.text(text));
    }

    /// An element without an end, such as `meta`.
    pub fn void(&mut self, name: &'static str, attributes: Attributes) {
        self.out.push('<');
        self.out.push_str(name);
        for (name, value) in attributes {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.text(value);
            self.out.push('"');
        }
        self.out.push('>');
    }

    /// Foreign text, with hostile characters made visible.
    pub fn text(&mut self, text: &str) {
        for c in visible(text).chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\'' => self.out.push_str("&#39;"),
                _ => self.out.push(c),
            }
        }
    }

    /// What was written apart.
    pub fn append(&mut self, other: Html) {
        self.out.push_str(&other.out);
    }

    /// The program's own style sheet.
    pub fn style(&mut self, css: &'static str) {
        self.out.push_str("<style>\n");
        self.out.push_str(css);
        self.out.push_str("</style>");
    }

    pub fn line_end(&mut self) {
        self.out.push('\n');
    }

    /// A URL as a link that tells the other side nothing; as text alone where it is no web address.
    pub fn link(&mut self, url: &str) {
        match is_web(url) {
            true => {
                let rel = ("rel", "noopener noreferrer nofollow");
                self.of_text("a", &[("href", url), rel], url);
            }
            false => self.text(url),
        }
    }
}

/// Whether a URL is one that a page may link to.
pub fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(write: impl FnOnce(&mut Html), expected: &str) {
        let mut html = Html::default();
        write(&mut html);
        assert_eq!(html.out, expected);
    }

    #[test]
    fn foreign_text_makes_no_markup() {
        check(
            |html| html.of_text("p", &[("title", "\" onclick=\"x")], "<b>&'\u{202e}</b>"),
            "<p title=\"&quot; onclick=&quot;x\">&lt;b&gt;&amp;&#39;\\u{202e}&lt;/b&gt;</p>",
        );
    }

    #[test]
    fn only_web_addresses_are_linked() {
        check(|html| html.link("javascript:alert(1)"), "javascript:alert(1)");
        check(
            |html| html.link("https://a.example/?a&b"),
            "<a href=\"https://a.example/?a&amp;b\" rel=\"noopener noreferrer nofollow\">\
             https://a.example/?a&amp;b</a>",
        );
    }
}
