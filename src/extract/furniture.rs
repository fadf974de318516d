//! What stands on a page beside the story: navigation, share bars, counters, newsletter boxes.

use std::sync::LazyLock;

use regex::Regex;
use scraper::ElementRef;

use super::calls::is_call;
use super::document::names;

/// Words in class, id or role that mark furniture.
const WORDS: &[&str] = &[
    "related",
    "relatedposts",
    "recirc",
    "recirculation",
    "recommended",
    "recommendation",
    "recommendations",
    "recommend",
    "share",
    "sharing",
    "sharebar",
    "social",
    "socials",
    "sharedaddy",
    "addthis",
    "addtoany",
    "newsletter",
    "newsletters",
    "subscribe",
    "subscription",
    "signup",
    "promo",
    "promotion",
    "advert",
    "advertisement",
    "advertising",
    "ad",
    "ads",
    "adsbygoogle",
    "adslot",
    "sponsored",
    "dfp",
    "cookie",
    "cookies",
    "consent",
    "gdpr",
    "onetrust",
    "comments",
    "comment",
    "disqus",
    "respond",
    "trending",
    "ticker",
    "popular",
    "mostread",
    "most-read",
    "mostpopular",
    "latest",
    "sidebar",
    "breadcrumb",
    "breadcrumbs",
    "tags",
    "taglist",
    "pagination",
    "pager",
    "outbrain",
    "taboola",
    "navigation",
    "nav",
    "navbar",
    "menu",
    "footer",
    "masthead",
    "complementary",
    "contentinfo",
    "banner",
    "toolbar",
    "livetime",
    "counter",
    "views",
    "print",
    "jp-relatedposts",
    "more-stories",
    "readmore",
    "read-more",
    "also-read",
    "modal",
    "popup",
];

/// Whether an element or one around it is furniture, by its tag and names alone.
pub fn is_within(element: ElementRef<'_>) -> bool {
    element.ancestors().filter_map(ElementRef::wrap).chain([element]).any(|it| {
        !matches!(it.value().name(), "html" | "body" | "main" | "article" | "header")
            && is_furniture(it)
    })
}

fn is_furniture(element: ElementRef<'_>) -> bool {
    match element.value().name() {
        "nav" | "footer" | "form" | "dialog" | "menu" => true,
        "html" | "body" | "main" | "article" | "p" | "h1" | "h2" | "h3" | "h4" | "time" | "a"
        | "em" | "strong" | "b" | "i" | "figure" | "figcaption" | "blockquote" => false,
        _ => has_word(&names(element)),
    }
}

fn has_word(names: &str) -> bool {
    names
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
        .filter(|token| !token.is_empty())
        .flat_map(|token| std::iter::once(token).chain(token.split('-')))
        .any(|token| WORDS.contains(&token))
}

/// Whether a line is no part of any story wherever it stands: a counter, a relative time, a button.
pub fn is_furniture_line(line: &str) -> bool {
    static COUNTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)^(?:
              \d[\d.,]*\s*[km]?\s*(?:comments?|shares?|views?|likes?|reads?|reactions?|votes?|replies|followers|people\ (?:have\ )?(?:read|shared|like).*|kommentare?|commentaires?|comentarios?|yorum|paylaşım|görüntülenme|просмотр\p{L}*|комментари\p{L}*)
            | (?:comments?|shares?|views?|most\ read|share|tweet|print|email|copy\ link|save|listen|follow\ us|teilen|drucken|partager|compartir|compartilhar|paylaş|поделиться)\s*[:(]?\s*[\d.,]*\)?
            | (?:updated|posted|published)?\s*\d+\s*(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?)\s+ago
            | (?:vor|il\ y\ a|hace|há)\s+\d+\s+\p{L}+
            | \d+\s*(?:min(?:ute)?s?|dk|минут\p{L}*)\.?\s*(?:read|lesezeit|de\ lecture|de\ lectura|de\ leitura|di\ lettura|okuma|чтения|leestijd|lästid)
            | (?:reply|like|report|recommend|antworten|répondre|responder|rispondi|yanıtla|ответить)(?:\s+[\d.,]+\s*\p{L}*)?
            | [\p{L}&./\ -]{2,24}\s[\d.,]+\s[+−–-][\d.,]+\s*%
            | advertisement|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|reklam|advertentie|реклама|sponsored|story\ continues\ below.*|article\ continues\ (?:after|below).*
            | (?:read\ more|also\ read|read\ also|related|see\ also|recommended|more\ on\ this|lire\ aussi|leer\ más|lea\ también|leia\ (?:também|mais)|mehr\ zum\ thema|lesen\ sie\ auch|leggi\ anche|lees\ ook|les\ også|läs\ (?:också|mer)|czytaj\ (?:też|także)|čtěte\ také|baca\ juga|читайте\ также|читайте\ також|ayrıca\ oku\p{L}*|یہ\ بھی\ پڑھیں|اقرأ\ أيضا\p{L}*|קראו\ (?:גם|עוד)|xem\ thêm|đọc\ thêm|関連記事|相关(?:新闻|阅读)|관련\ ?기사|διαβάστε\ (?:επίσης|ακόμη)|olvasta\ már)\s*(?::.*|$)
            | (?:sign\ up|subscribe|join)\s.{0,80}newsletter.*
            | follow\ .{1,40}\ on\ (?:twitter|facebook|x|instagram|telegram|whatsapp|google\ news).{0,60}
            | (?:if\ you\ (?:buy|book|click)|this\ (?:page|article|story|post)\ contains|we\ may).{0,120}(?:commission|affiliate).{0,80}
            | ©.*|\(c\)\s.*|copyright\s.*|all\ rights\ reserved.*
            )\s*$",
        )
        .expect("a literal pattern")
    });
    COUNTER.is_match(line) || is_call(line)
}
