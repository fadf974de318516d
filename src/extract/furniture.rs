//! Lines that are no part of any story: counters, relative times, buttons, labels, calls.

use std::sync::LazyLock;

use regex::Regex;

use super::calls::is_call;

/// Whether a line is no part of any story wherever it stands: a counter, a relative time, a button.
pub fn is_furniture_line(line: &str) -> bool {
    static COUNTER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?ix)^(?:
              \d[\d.,]*\s*[km]?\s*(?:comments?|shares?|views?|likes?|reads?|reactions?|votes?|replies|followers|people\ (?:have\ )?(?:read|shared|like).*|kommentare?|commentaires?|comentarios?|yorum|paylaşım|görüntülenme|просмотр\p{L}*|комментари\p{L}*)
            | (?:comments?|shares?|views?|most\ read|share|tweet|print|email|copy\ link|save|listen|follow\ us|teilen|drucken|partager|compartir|compartilhar|paylaş|поделиться)\s*[:(]?\s*[\d.,]*\)?
            | (?:updated|posted|published)?\s*\d+\s*(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?)\s+ago
            | (?:\p{Lu}[\p{L}.’'-]*\s+){1,3}\d+\s*(?:seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?)\s+ago
            | (?:vor|il\ y\ a|hace|há)\s+\d+\s+\p{L}+
            | \d+\s*(?:min(?:ute)?s?|dk|минут\p{L}*)\.?\s*(?:read|lesezeit|de\ lecture|de\ lectura|de\ leitura|di\ lettura|okuma|чтения|leestijd|lästid)
            | (?:reply|like|report|recommend|antworten|répondre|responder|rispondi|yanıtla|ответить)(?:\s+[\d.,]+\s*\p{L}*)?
            | [\p{L}&./\ -]{2,24}\s[\d.,]+\s[+−–-][\d.,]+\s*%
            | advertisement(?:\s[-–—]\s.*)?|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|reklam|advertentie|реклама|sponsored|story\ continues\ below.*|article\ continues\ (?:after|below).*
            | (?:read\ more|also\ read|read\ also|related|see\ also|recommended|more\ on\ this|lire\ aussi|leer\ más|lea\ también|leia\ (?:também|mais)|mehr\ zum\ thema|lesen\ sie\ auch|leggi\ anche|lees\ ook|les\ også|läs\ (?:också|mer)|czytaj\ (?:też|także)|čtěte\ také|baca\ juga|читайте\ также|читайте\ також|ayrıca\ oku\p{L}*|یہ\ بھی\ پڑھیں|اقرأ\ أيضا\p{L}*|קראו\ (?:גם|עוד)|xem\ thêm|đọc\ thêm|関連記事|相关(?:新闻|阅读)|관련\ ?기사|διαβάστε\ (?:επίσης|ακόμη)|olvasta\ már|cite[sș]te\ (?:[sșş]i|mai\ mult)|(?:prze)?czytaj\ więcej|zobacz\ (?:też|także)|přečtěte\ si\ (?:také|více)|lue\ myös|loe\ ka|прочетете\ още|pročitajte\ (?:i|još|više)|(?:à\ )?lire\ aussi|voir\ aussi|te\ puede\ interesar|veja\ também|(?:यह|ये)\ भी\ पढ़ें|আরও\ পড়ুন|மேலும்\ படிக்க|延伸阅读|延伸閱讀|بیشتر\ بخوانید)\s*(?::.*|$)
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
