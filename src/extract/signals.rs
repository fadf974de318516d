//! What speaks against a page being an article: error pages, walls, challenges, empty shells.

use crate::article::{Article, Signal, SignalKind};

use super::document::{Document, collapse, plain, text};
use super::dom::element::Element;
use super::json_ld::JsonLd;
use super::phrases::{PAYWALL, PHRASES};

/// A page with more body than this is an article whatever else it says.
const ARTICLE_CHARACTERS: usize = 700;

/// Without a headline, less than this is no story.
const WORDS_CHARACTERS: usize = 100;

/// With less than this it is hardly a story.
const BRIEF_CHARACTERS: usize = 250;

/// And with more than this it is no beginning of one before a wall.
const STORY_CHARACTERS: usize = 2 * ARTICLE_CHARACTERS;

/// A page that shows more than this is no wall, though its title may read like one's.
const PAGE_CHARACTERS: usize = 6_000;

/// A page that shows less than this says little beside what it has to say.
const TALK_CHARACTERS: usize = 1_500;

/// A longer title is that of a story.
const TITLE_CHARACTERS: usize = 90;

/// What stands between the parts of a title.
const BARS: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » "];

/// A phrase says what kind of page it is where it is this share of a title, or of a sentence.
const TITLE_SHARE: f64 = 0.35;
const SENTENCE_SHARE: f64 = 0.25;

/// What a page shows and is made of.
struct Shell {
    title: String,
    shown: String,
    /// What it tells readers without JavaScript.
    needs_script: Option<String>,
    has_empty_root: bool,
}

/// Looks a whole page over.
fn shell(page: &Document) -> Shell {
    let told = page.tagged("noscript").map(|it| collapse(&it.texts().collect::<String>()));
    let needs_script = told
        .map(|told| plain(&told))
        .find(|told| told.to_lowercase().contains("javascript") && told.len() < 500);
    Shell {
        title: page.title().unwrap_or_default(),
        shown: text(page.root()),
        needs_script,
        has_empty_root: page.root().elements().any(is_empty_root),
    }
}

/// Whether an element is one that scripts fill, and nothing is in it.
fn is_empty_root(element: Element<'_>) -> bool {
    let is_root = element.name() == "app-root"
        || matches!(element.attribute("id"), Some("root" | "app" | "__next" | "__nuxt"));
    is_root && element.children().next().is_none()
}

/// The signals of a page, from its shell and what was read of it.
pub fn signals(page: &Document, json_ld: &JsonLd, article: &Article) -> Vec<Signal> {
    let body = article.blocks.iter().filter(|block| block.kind.is_body());
    let body_characters: usize = body.map(|block| block.text.chars().count()).sum();
    if body_characters > STORY_CHARACTERS {
        // To look the whole page over takes long, and would say nothing more.
        return paid(json_ld).into_iter().collect();
    }
    let shell = shell(page);
    if is_noise(&shell.shown) {
        let evidence = "its bytes are no text".to_string();
        return vec![Signal { kind: SignalKind::Empty, evidence }];
    }
    let mut signals = Vec::new();
    if body_characters < ARTICLE_CHARACTERS {
        let headline = article.headline.as_deref().unwrap_or("");
        signals.extend(by_words(&[&shell.title, headline], &shell.shown, &article.body()));
    }
    // A wall has such words too.
    let is_wall = !signals.is_empty();
    let is_walled = || paywall(&shell.shown).filter(|_| !is_wall);
    signals.extend(paid(json_ld).or_else(is_walled));
    let is_nothing = body_characters < WORDS_CHARACTERS && article.headline.is_none();
    if signals.is_empty() && (body_characters == 0 || is_nothing) {
        signals.push(nothing_shown(&shell));
    }
    signals
}

fn by_words(titles: &[&str], shown: &str, body: &str) -> Option<Signal> {
    let shown_characters = shown.chars().count();
    // Beside a story, however short, such words are those of its furniture.
    let talk = if body.chars().count() < BRIEF_CHARACTERS { shown } else { body };
    let talk = if shown_characters < TALK_CHARACTERS { talk.to_lowercase() } else { String::new() };
    let titles = titles.iter().filter(|title| title.chars().count() < TITLE_CHARACTERS);
    let titles: Vec<String> = titles.map(|title| title.to_lowercase()).collect();
    let sentences = || talk.split(['.', '!', '?', '。', '।', '؟']);
    PHRASES.iter().find_map(|(kind, phrases)| {
        let about = |phrase: &str| titles.iter().filter(|it| is_about(it, phrase)).count();
        let in_title = phrases.iter().find(|phrase| about(phrase) > 0);
        // In the text alone, a phrase of several words must stand on a page that says little else.
        let says = |phrase: &&&str| {
            is_of_words(phrase) && sentences().any(|it| is_most(it, phrase, SENTENCE_SHARE))
        };
        let in_text = || phrases.iter().find(says);
        // Furniture makes an error page long, too; title and headline both say what it is.
        let is_said = |phrase: &&&str| {
            shown_characters < PAGE_CHARACTERS || is_of_words(phrase) && about(phrase) > 1
        };
        let phrase = in_title.filter(is_said).or_else(in_text)?;
        Some(Signal { kind: *kind, evidence: (*phrase).to_string() })
    })
}

/// Whether a lower-case title, or a part of it between bars, says little but a phrase.
fn is_about(title: &str, phrase: &str) -> bool {
    let parts = BARS.iter().fold(vec![title], |parts, bar| {
        parts.into_iter().flat_map(|part| part.split(bar)).collect()
    });
    parts.iter().any(|part| is_most(part, phrase, TITLE_SHARE))
}

/// Whether a lower-case text holds a phrase and is that share of it.
fn is_most(text: &str, phrase: &str, share: f64) -> bool {
    let characters = |text: &str| text.trim().chars().count() as f64;
    holds(text, phrase) && characters(phrase) >= share * characters(text)
}

/// Whether a phrase is of more than one word.
fn is_of_words(phrase: &str) -> bool {
    phrase.contains(' ') || phrase.chars().any(|c| c > '\u{2FFF}') && phrase.chars().count() > 5
}

/// Whether a lower-case text holds words, whole.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        !joins(before) && !joins(after) || words.chars().any(|c| c > '\u{2FFF}')
    })
}

/// What the page declares.
fn paid(json_ld: &JsonLd) -> Option<Signal> {
    json_ld.is_paid.then(|| of_paywall("isAccessibleForFree: false"))
}

/// What it says to readers.
fn paywall(shown: &str) -> Option<Signal> {
    let shown = shown.to_lowercase();
    PAYWALL.iter().find(|words| holds(&shown, words)).map(|words| of_paywall(words))
}

fn of_paywall(evidence: &str) -> Signal {
    Signal { kind: SignalKind::Paywall, evidence: evidence.to_string() }
}

/// Whether the bytes were no text: many characters that no text has, of many kinds, or such as are lost
/// in a wrong charset.
fn is_noise(text: &str) -> bool {
    const KINDS_MIN: usize = 8;
    let (mut all, mut lost, mut controls) = (0, 0, Vec::new());
    for c in text.chars() {
        all += 1;
        lost += usize::from(c == char::REPLACEMENT_CHARACTER);
        controls.extend(c.is_control().then_some(c));
    }
    let many = controls.len() * 50 > all;
    controls.sort_unstable();
    controls.dedup();
    many && controls.len() >= KINDS_MIN || lost * 5 > all
}

fn nothing_shown(shell: &Shell) -> Signal {
    let is_shell = shell.has_empty_root || shell.needs_script.is_some();
    if is_shell && shell.shown.chars().count() < 400 {
        let told = shell.needs_script.as_deref().unwrap_or("an empty application root");
        return Signal { kind: SignalKind::ScriptOnly, evidence: told.to_string() };
    }
    let evidence = if shell.shown.is_empty() { "no text" } else { "no story in the text" };
    Signal { kind: SignalKind::Empty, evidence: evidence.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Block, BlockKind};

    fn read(title: &str, body: &str, text: &str) -> Vec<Signal> {
        let page = Document::parse(&format!("<title>{title}</title><h1>{title}</h1><p>{text}"));
        let blocks = vec![Block::new(BlockKind::Paragraph, body)];
        let article = Article { headline: Some(title.to_owned()), blocks, ..Article::default() };
        signals(&page, &JsonLd::default(), &article)
    }

    fn check(title: &str, text: &str, wanted: Option<SignalKind>) {
        let found: Vec<SignalKind> = read(title, text, text).iter().map(|it| it.kind).collect();
        assert_eq!(found.first().copied(), wanted, "{title}: {text}");
    }

    #[test]
    fn walls_and_errors_are_known_in_many_languages() {
        use SignalKind::{Challenge, Consent, ErrorPage, Login, Paywall};
        check(
            "Error 503 - La Vega",
            "Servicio no disponible. Vuelva en unos minutos.",
            Some(ErrorPage),
        );
        check("Bakım çalışması | Haber", "Kısa süre sonra yeniden buradayız.", Some(ErrorPage));
        check("Bir hata oluştu", "Lütfen yeniden deneyin.", Some(ErrorPage));
        check("Es ist ein Fehler aufgetreten", "Bitte später.", Some(ErrorPage));
        check("Gizliliğinize değer veriyoruz", "842 ortağımız var.", Some(Consent));
        check("Bir dakika", "Robot olmadığınızı doğrulayın.", Some(Challenge));
        check("Moment", "Bestätigen Sie, dass Sie kein Roboter sind.", Some(Challenge));
        check("Сервис временно недоступен", "Попробуйте позже.", Some(ErrorPage));
        check("メンテナンス中", "しばらくお待ちください。", Some(ErrorPage));
        check("Wir benötigen Ihre Zustimmung", "Bitte entscheiden Sie sich.", Some(Consent));
        check("Szanujemy Twoją prywatność", "Kliknij, aby przejść dalej.", Some(Consent));
        check("Zaloguj się - Gazeta", "Adres i hasło.", Some(Login));
        check("登录", "请输入密码。", Some(Login));
        check("Vérification de sécurité", "Patientez.", Some(Challenge));
        check("Die Brücke", "Der Anfang. Nur für Abonnenten.", Some(Paywall));
        check("橋", "この記事は有料会員限定です。", Some(Paywall));
    }

    #[test]
    fn an_error_page_may_have_much_around_it() {
        let menu = "A link of the menu. ".repeat(500);
        let found = read("Something went wrong", "It did not work.", &menu);
        assert_eq!(found.first().map(|it| it.kind), Some(SignalKind::ErrorPage));
        assert_eq!(read("Forbidden", "A film.", &menu), [], "one word is no proof");
    }

    #[test]
    fn a_short_story_may_use_such_words() {
        check(
            "Parliament raises the age of consent to 16 after a long debate",
            "It was late.",
            None,
        );
        check(
            "Hospital login data stolen from a van at the border, police say",
            "On Monday.",
            None,
        );
        check(
            "Airbus A320 flight 404 lands safely in the fog of Milan on Friday",
            "All well.",
            None,
        );
        check("Minister: access denied to inspectors is a breach of the treaty", "He said.", None);
    }

    #[test]
    fn a_long_text_is_an_article_whatever_its_title() {
        let body = "A sentence of the story that goes on for a while. ".repeat(20);
        assert_eq!(read("Page not found", &body, &body), []);
    }
}
