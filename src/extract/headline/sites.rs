//! The names of sites and sections that stand in page titles, behind or before a bar or dash.

use crate::extract::document::letters;

const BARS: [&str; 9] = [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » ", " ｜ "];

/// A page title without the name of the site, and of its section, behind or before a bar or dash.
pub fn without_site(title: &str, site: Option<&str>) -> String {
    let named = without_named_site(title, site);
    if named.len() < title.len() {
        return without_likely_site(&named).to_string();
    }
    let cut = without_likely_site(title);
    if cut.len() < title.len() { without_likely_site(cut).to_string() } else { named }
}

/// A title without the name that the site gives itself.
pub fn without_named_site(title: &str, site: Option<&str>) -> String {
    let site = site.map(letters).unwrap_or_default();
    let Some((front, back)) = at_last_bar(title).filter(|_| !site.is_empty()) else {
        return title.to_string();
    };
    let behind = letters(back);
    let is_site = !behind.is_empty() && (site.contains(&behind) || behind.contains(&site));
    match () {
        () if letters(front) == site => back.to_string(),
        () if is_site => front.to_string(),
        () => title.to_string(),
    }
}

/// A title without a few words behind the last bar.
fn without_likely_site(title: &str) -> &str {
    let words = |text: &str| text.split_whitespace().count();
    let parts = at_last_bar(title).filter(|(front, back)| words(back) <= 4 && words(front) >= 4);
    parts.map_or(title, |(front, _)| front)
}

fn at_last_bar(title: &str) -> Option<(&str, &str)> {
    let bars = BARS.iter().filter_map(|bar| title.rfind(bar).map(|at| (at, bar.len())));
    let (at, bytes) = bars.max()?;
    Some((title[..at].trim(), title[at + bytes..].trim()))
}
