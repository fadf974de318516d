//! What stands around a story and is another thing at every answer: advertisements, counters,
//! tokens, teasers, relative times.

use crate::chance::Chance;
use crate::words::{Language, pick};

/// The changing parts of one answer.
pub struct Furniture<'a> {
    pub language: &'a Language,
    pub chance: Chance,
}

impl Furniture<'_> {
    pub fn token(&mut self) -> String {
        self.chance.token(24)
    }

    /// A place for an advertisement, filled or not.
    pub fn advert(&mut self) -> String {
        let (id, slot) = (self.chance.token(8), self.chance.below(9));
        let frame = match self.chance.below(3) {
            0 => String::new(),
            1 => format!("<iframe src=\"//ads.example/{id}\" title=\"ad\"></iframe>"),
            _ => format!(
                "<a rel=\"sponsored\" href=\"//ads.example/c/{id}\"><img src=\"/i/{id}.png\" \
                 alt=\"\"></a><small>Sponsored</small>"
            ),
        };
        format!("<div class=\"ad-slot ad-{slot}\" id=\"ad-{id}\" data-ad>{frame}</div>")
    }

    /// A link to another story in the middle of this one, where there is one this time.
    pub fn promotion(&mut self) -> String {
        match self.chance.below(2) {
            0 => String::new(),
            _ => format!(
                "<aside class=\"read-more\"><span>Read more</span> {}</aside>",
                self.teaser()
            ),
        }
    }

    pub fn teaser(&mut self) -> String {
        let headline = self.language.headline(&mut self.chance);
        format!("<a href=\"/other/{}\">{headline}</a>", self.chance.token(8))
    }

    pub fn teasers(&mut self, count: usize) -> String {
        (0..count)
            .map(|_| {
                let (minutes, teaser) = (2 + self.chance.below(57), self.teaser());
                format!("<li>{teaser} <span class=\"ago\">{minutes} minutes ago</span></li>\n")
            })
            .collect()
    }

    pub fn share_bar(&mut self) -> String {
        let (shares, comments) = (self.chance.below(9000), self.chance.below(400));
        format!(
            "<div class=\"share-bar\"><a href=\"#share\">Share</a> <span>{shares}</span> \
             <a href=\"#comments\">{comments} comments</a></div>"
        )
    }

    pub fn newsletter(&mut self) -> String {
        let offers = [
            "Get the morning briefing in your inbox.",
            "Never miss a story: subscribe to our newsletter.",
            "Support independent journalism from 2 crowns a week.",
        ];
        let offer = pick(&mut self.chance, &offers);
        format!(
            "<div class=\"newsletter\"><h4>{offer}</h4><form action=\"/subscribe\"><input \
             name=\"email\"><input type=\"hidden\" name=\"csrf\" value=\"{}\"><button>Sign \
             up</button></form></div>",
            self.token()
        )
    }

    /// What readers said, a few of them.
    pub fn comments(&mut self) -> String {
        let count = self.chance.below(4);
        let said: String = (0..count)
            .map(|_| {
                let name = self.language.name(&mut self.chance);
                let words = self.language.sentence(&mut self.chance);
                format!("<div class=\"comment\"><b>{name}</b><p>{words}</p></div>")
            })
            .collect();
        format!("<section id=\"comments\"><h3>Comments</h3>{said}</section>")
    }

    pub fn ticker(&mut self) -> String {
        let (degrees, index) = (self.chance.below(30), 8000 + self.chance.below(900));
        format!("<div class=\"ticker\">{degrees} °C · Index {index} · {} online</div>", index * 3)
    }
}
