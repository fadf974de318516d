//! What a server makes anew each time it sends a page: tokens, addresses, class names, white space.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::chance::Chance;

/// A page as it would be delivered another time.
pub struct Delivery {
    pub name: &'static str,
    pub make: fn(&str, &mut Chance) -> String,
}

pub const DELIVERIES: [Delivery; 5] = [
    Delivery { name: "tokens and nonces", make: tokens },
    Delivery { name: "cache-busting addresses", make: addresses },
    Delivery { name: "hashed class names", make: class_names },
    Delivery { name: "numbered elements", make: numbers },
    Delivery { name: "white space of the markup", make: spaces },
];

static FORM: LazyLock<Regex> = LazyLock::new(|| regex(r"(?i)<form\b[^>]*>"));
static FILE: LazyLock<Regex> =
    LazyLock::new(|| regex(r#"(?i)(\.(?:js|css|png|jpe?g|webp|svg|gif))(["'])"#));
static CLASS: LazyLock<Regex> = LazyLock::new(|| regex(r#"(\sclass=")([^"<>]+)""#));
static BLOCK: LazyLock<Regex> = LazyLock::new(|| regex(r"<(p|div|li|span|section)([\s>])"));
static BETWEEN: LazyLock<Regex> =
    LazyLock::new(|| regex(r">\s+<(/?(?:div|p|section|ul|li|main|article))\b"));

fn regex(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the bench runs over every pattern")
}

fn tokens(html: &str, chance: &mut Chance) -> String {
    let hidden = |form: &Captures| {
        let token = chance.token(32);
        format!("{}<input type=\"hidden\" name=\"csrf_token\" value=\"{token}\">", &form[0])
    };
    let html = FORM.replace_all(html, hidden);
    let nonce = chance.token(16);
    let head = format!(
        "<meta name=\"csrf-token\" content=\"{}\"><script nonce=\"{nonce}\">window.__session=\"{}\"</script></head>",
        chance.token(40),
        chance.token(20)
    );
    let foot = format!("<!-- web{} {}ms {nonce} --></body>", chance.below(40), chance.below(900));
    html.replacen("</head>", &head, 1).replacen("</body>", &foot, 1)
}

fn addresses(html: &str, chance: &mut Chance) -> String {
    let version = chance.token(8);
    FILE.replace_all(html, |file: &Captures| format!("{}?v={version}{}", &file[1], &file[2])).into()
}

fn class_names(html: &str, chance: &mut Chance) -> String {
    let build = chance.token(5);
    let renamed = |class: &Captures| {
        let names = class[2].split_whitespace().map(|name| format!("{name}__{build}"));
        format!("{}{}\"", &class[1], names.collect::<Vec<_>>().join(" "))
    };
    CLASS.replace_all(html, renamed).into()
}

fn numbers(html: &str, chance: &mut Chance) -> String {
    let numbered = |tag: &Captures| {
        format!(
            "<{} data-key=\"{}\" id=\"n{}\"{}",
            &tag[1],
            chance.token(6),
            chance.token(6),
            &tag[2]
        )
    };
    BLOCK.replace_all(html, numbered).into()
}

fn spaces(html: &str, chance: &mut Chance) -> String {
    let indent = " ".repeat(1 + chance.below(12));
    BETWEEN.replace_all(html, |tag: &Captures| format!(">\n{indent}<{}", &tag[1])).into()
}
