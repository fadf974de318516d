//! Pages that stand in a story's place and are none, in the host's own frame.

use crate::furniture::Furniture;
use crate::host::Host;
use crate::template::framed;
use crate::trouble::Trouble;

/// The heading and the words of such a page, in the languages of `words`.
fn words(trouble: Trouble, language: &str) -> Option<(&'static str, &'static str)> {
    let all: [(&str, &str); 3] = match trouble {
        Trouble::Consent => [
            (
                "We value your privacy",
                "We and our 842 partners store and access information on a \
              device, such as cookies. Accept all or manage your choices.",
            ),
            (
                "Ihre Privatsphäre ist uns wichtig",
                "Wir und unsere 842 Partner speichern Cookies \
              auf Ihrem Gerät. Alle akzeptieren oder Einstellungen ändern.",
            ),
            (
                "Gizliliğinize değer veriyoruz",
                "Biz ve 842 ortağımız cihazınızda çerez saklıyoruz. \
              Tümünü kabul edin ya da tercihlerinizi yönetin.",
            ),
        ],
        Trouble::Login => [
            (
                "Sign in",
                "Sign in to your account to continue. E-mail address. Password. Forgot \
              your password?",
            ),
            (
                "Anmelden",
                "Bitte melden Sie sich an, um fortzufahren. E-Mail-Adresse. Passwort. \
              Passwort vergessen?",
            ),
            ("Giriş yap", "Devam etmek için giriş yapın. E-posta adresi. Şifre. Şifremi unuttum."),
        ],
        Trouble::Captcha | Trouble::Challenge => [
            (
                "Just a moment...",
                "Checking your browser before you go on. Please verify that you \
              are human.",
            ),
            ("Einen Moment bitte", "Bitte bestätigen Sie, dass Sie kein Roboter sind."),
            ("Bir dakika", "Lütfen robot olmadığınızı doğrulayın."),
        ],
        Trouble::SoftNotFound => [
            (
                "Page not found",
                "Sorry, the page you are looking for does not exist or has been \
              moved.",
            ),
            ("Seite nicht gefunden", "Die angeforderte Seite existiert leider nicht mehr."),
            ("Sayfa bulunamadı", "Aradığınız sayfa bulunamadı ya da taşındı."),
        ],
        Trouble::ErrorPage | Trouble::Status500 => [
            ("Something went wrong", "An unexpected error occurred. Please try again later."),
            ("Es ist ein Fehler aufgetreten", "Bitte versuchen Sie es später noch einmal."),
            ("Bir hata oluştu", "Lütfen daha sonra tekrar deneyin."),
        ],
        Trouble::Maintenance => [
            ("Down for maintenance", "Our site is being updated. We will be back shortly."),
            ("Wartungsarbeiten", "Unsere Seite wird gerade gewartet. Wir sind bald zurück."),
            ("Bakım çalışması", "Sitemiz bakımdadır. Kısa süre sonra döneceğiz."),
        ],
        _ => return None,
    };
    let at = ["en", "de", "tr"].iter().position(|tag| *tag == language)?;
    Some(all[at])
}

/// Such a page in the frame of its host; some hosts send it bare.
pub fn page(trouble: Trouble, host: &Host, mut furniture: Furniture) -> String {
    let (heading, words) = words(trouble, furniture.language.tag).unwrap_or(("Oops", "Nothing."));
    let title = &host.design.title;
    if host.design.layout.is_multiple_of(2) {
        return format!(
            "<!doctype html><html><head><meta charset=\"utf-8\"><title>{heading}</title></head>\
             <body><h1>{heading}</h1><p>{words}</p></body></html>"
        );
    }
    let head = format!("<title>{heading} | {title}</title>");
    let main =
        format!("<main><div class=\"message\"><h1>{heading}</h1><p>{words}</p></div></main>");
    framed(&host.design, &head, &main, &mut furniture)
}

/// The page that a host shows at its root.
pub fn home(host: &Host, mut furniture: Furniture) -> String {
    let head = format!("<title>{}</title>", host.design.title);
    let main = format!("<main><h1>News</h1><ul>{}</ul></main>", furniture.teasers(30));
    framed(&host.design, &head, &main, &mut furniture)
}

/// What stands under the beginning of a story that has to be paid for.
pub fn wall(language: &str) -> &'static str {
    match language {
        "de" => {
            "<div class=\"paywall\"><h3>Weiterlesen mit Abo</h3><p>Jetzt abonnieren und den ganzen \
             Artikel lesen.</p></div>"
        }
        "tr" => {
            "<div class=\"paywall\"><h3>Devamını okumak için abone olun</h3><p>Zaten abone misiniz? \
             Giriş yapın.</p></div>"
        }
        _ => {
            "<div class=\"paywall\"><h3>Subscribe to continue reading</h3><p>This article is for \
             subscribers. Already a subscriber? Sign in.</p></div>"
        }
    }
}
