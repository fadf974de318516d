//! Pages in the manner of several publishers' systems: a story in its furniture.

use crate::chance::Chance;
use crate::furniture::Furniture;
use crate::plan::Weight;
use crate::story::{Story, Text};
use crate::words::Language;

/// How many systems there are.
pub const LAYOUTS: usize = 5;

/// What a host's pages have in common.
pub struct Design {
    pub title: String,
    pub layout: usize,
    /// Styles, scripts and drawings, the same on each page.
    ballast: String,
    menu: String,
    /// Names of classes that say nothing.
    classes: Vec<String>,
}

impl Design {
    pub fn new(seed: u64, host: usize, language: &Language, weight: Weight) -> Design {
        let mut chance = Chance::of(seed, &["design", &host.to_string()]);
        let bytes = match weight {
            Weight::Real => 50_000 + chance.below(100_000),
            Weight::Light => 2_000,
        };
        let menu = (0..40)
            .map(|at| {
                format!(
                    "<li><a href=\"/s/{at}\">{}</a></li>",
                    language.topics[at % language.topics.len()]
                )
            })
            .collect();
        Design {
            title: format!("The {} Courier", language.names[host % language.names.len()]),
            layout: host % LAYOUTS,
            ballast: ballast(&mut chance, bytes),
            menu,
            classes: (0..12).map(|_| format!("c{}", chance.token(6))).collect(),
        }
    }

    fn class(&self, at: usize) -> &str {
        &self.classes[at % self.classes.len()]
    }
}

/// Half of it in the head, as styles and state for scripts, half as drawings and more scripts.
fn ballast(chance: &mut Chance, bytes: usize) -> String {
    let mut out = String::with_capacity(bytes + 300);
    while out.len() < bytes / 3 {
        let (name, side) = (chance.token(7), chance.below(90));
        out.push_str(&format!(
            ".{name}{{margin:{side}px;color:#{};display:flex}}",
            chance.token(6)
        ));
    }
    let styles = format!("<style>{out}</style>");
    let mut state = String::from("<script>window.__STATE__={");
    while state.len() < bytes / 2 {
        let (name, value) = (chance.token(9), chance.token(30));
        state.push_str(&format!("\"{name}\":{{\"id\":\"{value}\",\"n\":{}}},", chance.below(9999)));
    }
    state.push_str("\"end\":0}</script>");
    let mut drawings = String::from("<svg style=\"display:none\">");
    while styles.len() + state.len() + drawings.len() < bytes {
        let (id, x, y) = (chance.token(6), chance.below(999), chance.below(999));
        drawings.push_str(&format!("<symbol id=\"{id}\"><path d=\"M{x} {y}l{y} {x}z\"/></symbol>"));
    }
    format!("{styles}{state}{drawings}</svg>")
}

/// One answer: which text, when it claims to be from, and the seed of what stands around it.
pub struct Answer<'a> {
    pub design: &'a Design,
    pub story: &'a Story,
    pub text: &'a Text,
    /// Markup right after the story.
    pub after: &'a str,
    pub url: &'a str,
    /// RFC 3339.
    pub published: &'a str,
    pub updated: Option<&'a str>,
    pub furniture: Furniture<'a>,
}

/// The whole page of a story.
pub fn page(mut answer: Answer) -> String {
    let article = article(&mut answer) + answer.after;
    let head = story_head(&mut answer);
    framed(answer.design, &head, &article, &mut answer.furniture)
}

/// A page of that host with something else in the story's place.
pub fn framed(design: &Design, head: &str, main: &str, furniture: &mut Furniture) -> String {
    let Design { ballast, menu, title, .. } = design;
    let (token, ticker, advert) = (furniture.token(), furniture.ticker(), furniture.advert());
    let (rail, read, foot) = (furniture.teasers(8), furniture.teasers(5), furniture.newsletter());
    let language = furniture.language.tag;
    format!(
        "<!DOCTYPE html>\n<html lang=\"{language}\"><head><meta charset=\"utf-8\">\
         <meta name=\"csrf-token\" content=\"{token}\">{head}{ballast}</head>\n<body>\n\
         <header><a class=\"logo\" href=\"/\">{title}</a>{ticker}<nav><ul>{menu}</ul></nav></header>\n\
         {advert}\n{main}\n\
         <div class=\"{side}\"><h3>Latest</h3><ul>{rail}</ul></div>\n\
         <section class=\"most-read\"><h2>Most read</h2><ol>{read}</ol></section>{foot}\n\
         <footer><ul>{menu}</ul><p>© {title}. All rights reserved.</p></footer>\n\
         <script>var t=\"{token}\";</script></body></html>\n",
        side = if design.layout == 1 { design.class(9) } else { "right-rail" },
    )
}

fn story_head(answer: &mut Answer) -> String {
    let Answer { design, story, text, url, published, updated, .. } = answer;
    let Text { headline, dek, .. } = text;
    let modified = updated.unwrap_or(published);
    let data = format!(
        "<script type=\"application/ld+json\">{{\"@context\":\"https://schema.org\",\"@type\":\
         \"NewsArticle\",\"headline\":\"{headline}\",\"datePublished\":\"{published}\",\
         \"dateModified\":\"{modified}\",\"author\":[{{\"@type\":\"Person\",\"name\":\"{}\"}}]}}\
         </script>",
        story.byline
    );
    let metas = format!(
        "<title>{headline} | {}</title><link rel=\"canonical\" href=\"{url}\">\
         <meta property=\"og:title\" content=\"{headline}\"><meta property=\"og:type\" \
         content=\"article\"><meta name=\"description\" content=\"{dek}\">\
         <meta property=\"article:published_time\" content=\"{published}\">",
        design.title
    );
    match design.layout {
        1 | 3 => metas,
        _ => format!("{metas}{data}"),
    }
}

fn article(answer: &mut Answer) -> String {
    match answer.design.layout {
        0 => semantic(answer),
        1 => nameless(answer),
        2 => sectioned(answer),
        3 => with_line_breaks(answer),
        _ => interrupted(answer),
    }
}

fn note(text: &Text, class: &str) -> String {
    let note = text.note.as_ref();
    note.map_or_else(String::new, |note| format!("<p class=\"{class}\"><em>{note}</em></p>\n"))
}

fn stamp(answer: &Answer) -> String {
    let day = |time: &str| time.replace('T', " ").trim_end_matches(":00Z").to_owned();
    let published = day(answer.published);
    match answer.updated {
        Some(updated) => {
            format!("{published} - {} {}", answer.story.language.updated, day(updated))
        }
        None => published,
    }
}

fn semantic(answer: &mut Answer) -> String {
    let (text, stamp) = (answer.text, stamp(answer));
    let body: String = text.paragraphs.iter().map(|it| format!("<p>{it}</p>\n")).collect();
    let (share, advert) = (answer.furniture.share_bar(), answer.furniture.advert());
    let (promotion, comments) = (answer.furniture.promotion(), answer.furniture.comments());
    format!(
        "<main><article><header><h1>{}</h1><p class=\"dek\">{}</p><p class=\"byline\">By {}</p>\
         <time datetime=\"{}\">{stamp}</time></header>{share}\n<div class=\"article-body\">{body}\
         {note}{advert}</div>{promotion}</article>{comments}</main>",
        text.headline,
        text.dek,
        answer.story.byline,
        answer.published,
        note = note(text, "correction"),
    )
}

fn nameless(answer: &mut Answer) -> String {
    let (text, stamp) = (answer.text, stamp(answer));
    let class = |at| answer.design.class(at).to_owned();
    let body: String =
        text.paragraphs.iter().map(|it| format!("<p class=\"{}\">{it}</p>\n", class(3))).collect();
    let share = answer.furniture.share_bar();
    let related = answer.furniture.teasers(3);
    format!(
        "<div class=\"{}\"><div class=\"{}\"><h1 class=\"{}\">{}</h1><h2 class=\"{}\">{}</h2>\
         <div class=\"{}\"><span>{}</span><span>{stamp}</span></div>{share}<div class=\"{}\">{body}\
         {note}</div></div><div class=\"{}\"><h3>More</h3><ul>{related}</ul></div></div>",
        class(0),
        class(1),
        class(2),
        text.headline,
        class(4),
        text.dek,
        class(5),
        answer.story.byline,
        class(6),
        class(7),
        note = note(text, &class(8)),
    )
}

fn sectioned(answer: &mut Answer) -> String {
    let (text, stamp) = (answer.text, stamp(answer));
    let half = text.paragraphs.len() / 2;
    let part = |texts: &[String]| -> String {
        texts.iter().map(|it| format!("<p class=\"paragraph\">{it}</p>\n")).collect()
    };
    let (first, second) = (part(&text.paragraphs[..half]), part(&text.paragraphs[half..]));
    let (advert, promotion) = (answer.furniture.advert(), answer.furniture.promotion());
    let comments = answer.furniture.comments();
    format!(
        "<main id=\"main\"><div class=\"story\" itemscope \
         itemtype=\"https://schema.org/NewsArticle\"><h1 itemprop=\"headline\">{}</h1>\
         <div class=\"standfirst\">{}</div><div class=\"meta\"><span itemprop=\"author\">{}</span> \
         <span class=\"date\">{stamp}</span></div><figure><img src=\"/i/1.jpg\" alt=\"\">\
         <figcaption>File photo</figcaption></figure><section class=\"story-text\" \
         itemprop=\"articleBody\">{first}</section>{advert}{promotion}<section \
         class=\"story-text\">{second}{note}</section></div>{comments}</main>",
        text.headline,
        text.dek,
        answer.story.byline,
        note = note(text, "editors-note"),
    )
}

/// Paragraphs without elements of their own.
fn with_line_breaks(answer: &mut Answer) -> String {
    let (text, stamp) = (answer.text, stamp(answer));
    let mut body = text.paragraphs.join("<br><br>\n");
    if let Some(note) = &text.note {
        body.push_str(&format!("<br><br>\n<i>{note}</i>"));
    }
    let (share, related) = (answer.furniture.share_bar(), answer.furniture.teasers(4));
    let advert = answer.furniture.advert();
    format!(
        "<div id=\"content\"><div id=\"news\"><h1>{}</h1><div class=\"spot\">{}</div>\
         <div class=\"info\">{} | {stamp}</div>{share}<div id=\"news-text\">{body}</div>{advert}\
         </div><div id=\"others\"><ul>{related}</ul></div></div>",
        text.headline, text.dek, answer.story.byline
    )
}

/// A story with an advertisement, an offer and a promotion among its paragraphs.
fn interrupted(answer: &mut Answer) -> String {
    let (text, stamp) = (answer.text, stamp(answer));
    let mut body = String::new();
    for (at, paragraph) in text.paragraphs.iter().enumerate() {
        body.push_str(&format!("<p>{paragraph}</p>\n"));
        match at {
            1 => body.push_str(&answer.furniture.promotion()),
            2 => body.push_str(&answer.furniture.advert()),
            4 => body.push_str(&answer.furniture.newsletter()),
            _ => {}
        }
    }
    let (share, comments) = (answer.furniture.share_bar(), answer.furniture.comments());
    format!(
        "<div class=\"wrap\"><article class=\"post\"><h1 class=\"entry-title\">{}</h1>\
         <div class=\"entry-summary\"><p>{}</p></div><div class=\"entry-meta\">By <a \
         href=\"/author\">{}</a> <time class=\"published\" datetime=\"{}\">{stamp}</time></div>\
         {share}<div class=\"entry-content\">{body}{note}</div></article>{comments}</div>",
        text.headline,
        text.dek,
        answer.story.byline,
        answer.published,
        note = note(text, "correction-note"),
    )
}
