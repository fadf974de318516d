//! The entities that nearly all are: those that writing HTML takes, and numbers.

use std::borrow::Cow;

/// A text with its entities read; none where one is not of those few, or does not end.
pub fn read(text: &str) -> Option<Cow<'_, str>> {
    let Some(first) = memchr::memchr(b'&', text.as_bytes()) else {
        return Some(Cow::Borrowed(text));
    };
    let (plain, mut rest) = (&text[..first], &text[first + 1..]);
    let mut read = String::with_capacity(text.len());
    read.push_str(plain);
    loop {
        let (name, behind) = rest.split_once(';')?;
        read.push(character(name)?);
        let Some((plain, next)) = behind.split_once('&') else {
            read.push_str(behind);
            return Some(Cow::Owned(read));
        };
        read.push_str(plain);
        rest = next;
    }
}

fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            // Others stand for characters of an old encoding.
            char::from_u32(code.ok()?).filter(|c| !c.is_control() && !number.contains('+'))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_few_are_read_and_others_are_left() {
        assert_eq!(read("a&amp;b&#39;c&#x2014;&nbsp;").as_deref(), Some("a&b'c—\u{a0}"));
        assert_eq!(read("a;b").as_deref(), Some("a;b"));
        for other in ["a & b", "&eacute;", "&amp", "&#150;", "&#+39;", "&#0;", "&amp;&", "&#;"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
