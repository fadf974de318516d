//! Templates of furniture: markup with classes in brackets and text in braces.
//!
//! `<div[promo box]>` has the class `promo box`, or one that says nothing; `{a|b}` is one of its
//! texts, slots among them; `{title}` is drawn from a list of such; `<each>…</each>` stands some times over.

use crate::chance::Chance;
use crate::words;

/// What the class names of furniture say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Names {
    /// What it is: `related-links`.
    Telling,
    /// Nothing: `css-1x8k2f`, or there are none; and no element but `div` says what it is.
    Obfuscated,
}

/// Writes out a template; with the same chance, the same text. Class names come from the page's
/// own build, so that they stay while the text changes.
pub fn fill(template: &str, names: Names, build: &mut Chance, chance: &mut Chance) -> String {
    classes(&slots(&repeated(template, chance), chance), names, build)
}

fn repeated(template: &str, chance: &mut Chance) -> String {
    let Some((before, rest)) = template.split_once("<each>") else { return template.to_string() };
    let Some((each, after)) = rest.split_once("</each>") else { return template.to_string() };
    let times = 3 + chance.below(3);
    format!("{before}{}{}", each.repeat(times), repeated(after, chance))
}

/// Fills the slots, those inside others first.
fn slots(template: &str, chance: &mut Chance) -> String {
    let mut text = template.to_string();
    while let Some(end) = text.find('}') {
        let Some(start) = text[..end].rfind('{') else { break };
        let slot = filled(&text[start + 1..end], chance);
        text.replace_range(start..=end, &slot);
    }
    text
}

fn filled(slot: &str, chance: &mut Chance) -> String {
    let one = |all: &[&str], chance: &mut Chance| chance.pick(all).unwrap_or(&"").to_string();
    match slot {
        "title" => one(&words::TITLES, chance),
        "teaser" => one(&words::TEASERS, chance),
        "comment" => one(&words::COMMENTS, chance),
        "name" => one(&words::NAMES, chance),
        "town" => one(&words::TOWNS, chance),
        "token" => chance.token(24),
        "slug" => chance.token(8),
        "n" => (2 + chance.below(58)).to_string(),
        "views" => format!("{},{:03}", 1 + chance.below(90), chance.below(1000)),
        "clock" => format!("{:02}:{:02}", chance.below(24), chance.below(60)),
        "rate" => format!("{}.{:02}", 1 + chance.below(90), chance.below(100)),
        texts => one(&texts.split('|').collect::<Vec<_>>(), chance),
    }
}

const TELLING_TAGS: [&str; 5] = ["aside", "section", "nav", "footer", "figure"];

fn classes(template: &str, names: Names, build: &mut Chance) -> String {
    let mut parts = template.split('[');
    let mut text = parts.next().unwrap_or("").to_string();
    for part in parts {
        let (class, after) = part.split_once(']').unwrap_or((part, ""));
        match (names, build.below(3)) {
            (Names::Telling, _) => text.push_str(&format!(" class=\"{class}\"")),
            (Names::Obfuscated, 0) => {}
            (Names::Obfuscated, _) => {
                text.push_str(&format!(" class=\"css-{}\"", build.token(6)));
            }
        }
        text.push_str(after);
    }
    if names == Names::Obfuscated {
        for tag in TELLING_TAGS {
            text = text.replace(&format!("<{tag}"), "<div").replace(&format!("</{tag}>"), "</div>");
        }
    }
    text
}
