//! What speaks against a page being an article: error pages, walls, challenges, empty shells.

use crate::article::{Article, Signal, SignalKind};

use super::document::{Document, collapse, plain, text};
use super::json_ld::JsonLd;

/// A page with more body than this is an article whatever else it says.
const ARTICLE_CHARACTERS: usize = 700;

/// And with more than this it is no beginning of one before a wall.
const STORY_CHARACTERS: usize = 2 * ARTICLE_CHARACTERS;

/// Words that show a kind of page; matched in its title and headline, and in a short page's text.
const TITLES: [(SignalKind, &[&str]); 4] = [
    (
        SignalKind::Challenge,
        &[
            "just a moment",
            "attention required",
            "are you a robot",
            "access denied",
            "verify you are human",
            "checking your browser",
            "security check",
            "pardon our interruption",
            "ddos-guard",
            "captcha",
        ],
    ),
    (
        SignalKind::ErrorPage,
        &[
            "404",
            "page not found",
            "not found",
            "page unavailable",
            "500 internal",
            "502 bad gateway",
            "503 service",
            "service unavailable",
            "gateway timeout",
            "internal server error",
            "forbidden",
            "sayfa bulunamadı",
            "seite nicht gefunden",
            "page introuvable",
            "página no encontrada",
            "página não encontrada",
            "pagina non trovata",
            "pagina niet gevonden",
            "страница не найдена",
            "сторінку не знайдено",
            "nie znaleziono",
            "stránka nenalezena",
            "sidan hittades inte",
            "something went wrong",
            "we can't find",
            "page doesn't exist",
            "no longer available",
            "ページが見つかりません",
            "页面不存在",
            "页面未找到",
        ],
    ),
    (
        SignalKind::Consent,
        &[
            "before you continue",
            "we value your privacy",
            "cookie consent",
            "privacy gate",
            "accept all cookies",
            "we use cookies",
            "einwilligung",
            "zustimmung",
            "your privacy choices",
            "consent",
        ],
    ),
    (
        SignalKind::Login,
        &[
            "log in",
            "login",
            "sign in",
            "anmelden",
            "se connecter",
            "iniciar sesión",
            "giriş yap",
            "create an account",
            "register to continue",
        ],
    ),
];

const PAYWALL: [&str; 16] = [
    "subscribe to continue",
    "to continue reading",
    "subscribe to read",
    "this article is for subscribers",
    "already a subscriber",
    "subscribers only",
    "for subscribers only",
    "abonnez-vous pour lire",
    "réservé aux abonnés",
    "jetzt weiterlesen",
    "nur für abonnenten",
    "weiterlesen mit",
    "contenido exclusivo para suscriptores",
    "exclusivo para assinantes",
    "abone olun",
    "читать полностью по подписке",
];

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
    let told =
        page.select("noscript").into_iter().map(|it| collapse(&it.text().collect::<String>()));
    let needs_script = told
        .map(|told| plain(&told))
        .find(|told| told.to_lowercase().contains("javascript") && told.len() < 500);
    let roots = "#root:empty, #app:empty, #__next:empty, #__nuxt:empty, app-root:empty";
    Shell {
        title: page.select("title").first().map(|it| text(*it)).unwrap_or_default(),
        shown: text(page.root()),
        needs_script,
        has_empty_root: !page.select(roots).is_empty(),
    }
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
    let mut signals = Vec::new();
    if body_characters < ARTICLE_CHARACTERS {
        let headline = article.headline.as_deref().unwrap_or("");
        signals.extend(by_words(&[&shell.title, headline], &shell.shown));
    }
    signals.extend(paid(json_ld).or_else(|| paywall(&shell.shown)));
    if signals.is_empty() && body_characters == 0 {
        signals.push(nothing_shown(&shell));
    }
    signals
}

fn by_words(titles: &[&str], shown: &str) -> Option<Signal> {
    let shown_characters = shown.chars().count();
    TITLES.iter().find_map(|(kind, words)| {
        let of = |text: &str, word: &&str| holds(&text.to_lowercase(), word);
        let in_title = words
            .iter()
            .find(|word| titles.iter().any(|title| title.chars().count() < 90 && of(title, word)));
        // In the text alone, a phrase of several words must stand on a page that says little else.
        let in_text = || {
            words
                .iter()
                .find(|word| word.contains(' ') && shown_characters < 1500 && of(shown, word))
        };
        let word = in_title.filter(|_| shown_characters < 6000).or_else(in_text)?;
        Some(Signal { kind: *kind, evidence: (*word).to_string() })
    })
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

fn nothing_shown(shell: &Shell) -> Signal {
    let is_shell = shell.has_empty_root || shell.needs_script.is_some();
    if is_shell && shell.shown.chars().count() < 400 {
        let told = shell.needs_script.as_deref().unwrap_or("an empty application root");
        return Signal { kind: SignalKind::ScriptOnly, evidence: told.to_string() };
    }
    let evidence = if shell.shown.is_empty() { "no text" } else { "no story in the text" };
    Signal { kind: SignalKind::Empty, evidence: evidence.to_string() }
}
