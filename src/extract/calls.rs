//! Lines that call readers to an app, a channel or a newsletter ("Follow us on …"), or ask for
//! their consent.

use std::sync::LazyLock;

use crate::text::pattern::Pattern;

/// A longer line says something beside.
const CHARACTERS_MAX: usize = 220;

/// What a call begins with, in some twenty languages. English, whose imperatives begin other
/// sentences too, must also say whose channel it is.
const OPENINGS: &str = r"(?:
    please\s|for\ (?:more|free|all|real[\ -]time)\s|
    (?:download|get|install|join|follow|like|subscribe|sign\ up|register|stay|never\ miss|don.t\ miss|catch|keep\ up|receive)\b.*\b(?:our|us|your|my|here|now|free|today)\b|
    (?:laden?|hol\w*|folgen?|abonnier\w*|melden?|jetzt|immer\ informiert|nichts\ verpassen|téléchargez|suivez|rejoignez|abonnez|recevez|inscrivez|retrouvez|
    descarg\w*|sigue\w*|síguenos|sígan\w*|únete|suscr\w*|recibe|baixe|siga\w*|participe|assine|inscreva|receba|clique|scarica|segui\w*|seguici|iscriviti|unisciti|abbonati|
    indir\w*|takip|abone|son\ dakika|volg|meld|ontvang|pobierz|śledź|dołącz|zapisz|obserwuj|скача\w*|подпи\w*|следите|присоединяйтесь|завантаж\w*|підпи\w*|стежте|
    stáhněte|sledujte|odebírejte|κατεβάστε|ακολουθήστε|εγγραφείτε|διαβάστε|iratkozz\w*|kövess\w*|ladda\ ner|följ|last\ ned|følg|seuraa|lataa|
    ikuti|unduh|dapatkan|simak|theo\ dõi|tải|تابع\w*|لمتابعة|حمل\w*|اشترك\w*|انضم\w*|הורידו|הצטרפו|עקבו|להורדת)\b
)";

/// Where it calls to.
const CHANNELS: &str = r"(?:
    \bapps?\b|\baplicaci[oó]n|\baplicativo|\bapplicazione|\bapplication\ mobile|\buygulama|\baplikac|\bприложени|\bзастосун|\bεφαρμογή|تطبيق|אפליקצי|
    whatsapp|telegram|телеграм|viber|google\ (?:news|haberler|actualités|noticias|новост)|facebook|instagram|twitter|tiktok|youtube|linkedin|bluesky|
    واتساب|تلغرام|تليغرام|تويتر|فيسبوك|newsletter|e-?bülten|рассылк|розсилк|social\ media|soziale\w*\ (?:netz|medien)|réseaux\ sociaux|redes\ socia|
    \bканал|\bkanal|\bchannel|\bpodcast|\binbox\b|\bpush|notification|breaking\ news\ (?:alerts?|emails?)
)";

/// What a site says of cookies and consent, in its own name.
const CONSENT: &str = r"(?:
    \b(?:we|our|us|this\ (?:web)?site)\b.*\b(?:cookies?|(?:\d+\ )?partners\ (?:store|process|use)|personal\ data\ such\ as)\b|
    \bcookies?\b.*\b(?:our|we|this\ (?:web)?site|you\ agree)\b|
    \b(?:wir|unsere|diese\ (?:web)?seite)\b.*\bcookies?\b|\b(?:nous|notre|ce\ site)\b.*\bcookies?\b|
    \b(?:utilizamos|usamos|utilizza|utilizziamo|este\ sitio|questo\ sito|este\ site)\b.*\bcookies?\b|
    \b(?:wij|we|onze)\b.*\bcookies?\b|\bçerez\w*\b.*\bkullan|\b(?:мы|наш\w*)\b.*\bcookie|\b(?:używamy|nasza)\b.*\bcookies?\b
)";

/// What all those say.
const CONSENT_TO: &str = r"(?ix) cookie | partners\ | personal\ data | çerez";

/// Whether a line is such a call, or asks for consent, and no more.
pub fn is_call(line: &str) -> bool {
    static CALL: LazyLock<Pattern> =
        LazyLock::new(|| Pattern::new(&format!(r"(?ixs)^[^\p{{L}}]{{0,6}}{OPENINGS}.*{CHANNELS}")));
    static ASKS: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(&format!("(?ix){CONSENT}")));
    static TO: LazyLock<Pattern> = LazyLock::new(|| Pattern::new(CONSENT_TO));
    let quotes = |c: char| matches!(c, '"' | '“' | '”' | '«' | '»' | '„');
    line.len() <= CHARACTERS_MAX * 4
        && line.chars().count() <= CHARACTERS_MAX
        && (CALL.is_match(line) || TO.is_match(line) && ASKS.is_match(line))
        && !line.contains(quotes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, wanted: bool) {
        assert_eq!(is_call(line), wanted, "{line}");
    }

    #[test]
    fn a_line_that_calls_to_a_channel_is_a_call() {
        check("Follow us on Telegram and never miss a story", true);
        check("Get the best of the paper in your inbox every morning.", true);
        check("Folgen Sie uns bei WhatsApp!", true);
        check("Подпишитесь на наш канал", true);
        check("We and our 36 partners store and read information on your device.", true);
        check("Wir verwenden Cookies, um Ihnen die Seite zu zeigen.", true);
        check("Son dakika haberleri için Telegram kanalına katılın", true);
    }

    #[test]
    fn a_sentence_of_the_story_is_none() {
        check("Follow the river upstream and the app stops working.", false);
        check("The law on cookies takes effect in May.", false);
        check("The minister follows nobody on Telegram.", false);
        check("“Download our app,” the mayor said.", false);
        check("Get rid of Facebook, the report says.", false);
    }
}
