//! The words by which pages that are no articles give themselves away, in the languages of the
//! sites that are followed.

use crate::article::SignalKind;

/// The phrases of each kind of page, in lower case; those of one word count in titles alone.
pub const PHRASES: [(SignalKind, &[&str]); 4] = [
    (SignalKind::Challenge, CHALLENGE),
    (SignalKind::ErrorPage, ERROR),
    (SignalKind::Consent, CONSENT),
    (SignalKind::Login, LOGIN),
];

#[rustfmt::skip]
const CHALLENGE: &[&str] = &[
    "just a moment", "attention required", "are you a robot", "access denied",
    "verify you are human", "verifying you are human", "checking your browser", "security check",
    "pardon our interruption", "unusual traffic", "ddos-guard", "captcha",
    "un instant", "vérification de sécurité", "vérifiez que vous êtes humain", "accès refusé",
    "einen moment", "sicherheitsüberprüfung", "sind sie ein roboter", "zugriff verweigert",
    "dass sie kein roboter sind", "dass sie ein mensch sind",
    "un momento por favor", "comprobando su navegador", "verifica que eres humano",
    "acceso denegado", "verificação de segurança", "acesso negado", "verifica di sicurezza",
    "accesso negato", "toegang geweigerd", "een ogenblik geduld", "odmowa dostępu",
    "sprawdzanie przeglądarki", "lütfen bekleyin", "robot değilim", "erişim engellendi",
    "robot olmadığınızı", "insan olduğunuzu doğrulayın", "güvenlik kontrolü", "bir dakika lütfen",
    "проверка браузера", "подтвердите, что вы не робот", "доступ запрещен", "доступ заборонено",
    "アクセスが拒否されました", "ロボットではないことを確認", "访问被拒绝", "人机验证", "安全验证",
    "접근이 거부되었습니다", "تم رفض الوصول", "تحقق من أنك إنسان",
];

#[rustfmt::skip]
const ERROR: &[&str] = &[
    "404", "page not found", "not found", "page unavailable", "500 internal", "502 bad gateway",
    "503 service", "service unavailable", "gateway timeout", "internal server error", "forbidden",
    "something went wrong", "we can't find", "page doesn't exist", "no longer available", "an error occurred",
    "unexpected error", "be back shortly", "try again later",
    "temporarily unavailable", "down for maintenance", "scheduled maintenance",
    // German
    "seite nicht gefunden", "seite existiert nicht", "nicht verfügbar", "wartungsarbeiten",
    "interner serverfehler", "dienst nicht verfügbar", "ein fehler aufgetreten",
    "etwas ist schiefgelaufen",
    // French
    "page introuvable", "page non trouvée", "n'existe pas ou plus", "service indisponible",
    "erreur interne", "en maintenance",
    // Spanish
    "página no encontrada", "no se encuentra la página", "servicio no disponible",
    "error interno del servidor", "en mantenimiento",
    // Portuguese
    "página não encontrada", "serviço indisponível", "erro interno", "em manutenção",
    // Italian
    "pagina non trovata", "servizio non disponibile", "errore interno", "in manutenzione",
    // Dutch
    "pagina niet gevonden", "dienst niet beschikbaar", "wegens onderhoud",
    // Swedish, Norwegian, Danish, Finnish
    "sidan hittades inte", "sidan kunde inte hittas", "tjänsten är inte tillgänglig",
    "siden ble ikke funnet", "fant ikke siden", "siden findes ikke", "siden blev ikke fundet",
    "sivua ei löytynyt",
    // Polish, Czech, Slovak, Hungarian, Romanian, Greek
    "nie znaleziono", "strona nie istnieje", "usługa niedostępna", "przerwa techniczna",
    "stránka nenalezena", "stránka nebyla nalezena", "stránka sa nenašla",
    "az oldal nem található", "pagina nu a fost găsită", "pagina nu există",
    "η σελίδα δεν βρέθηκε",
    // Turkish
    "sayfa bulunamadı", "aradığınız sayfa", "hizmet kullanılamıyor", "bakım çalışması",
    "bir hata oluştu", "bir şeyler ters gitti", "daha sonra tekrar deneyin", "sunucu hatası",
    "sayfa mevcut değil",
    // Russian, Ukrainian
    "страница не найдена", "сервис недоступен", "сервис временно недоступен",
    "технические работы", "внутренняя ошибка сервера", "сторінку не знайдено",
    "сервіс недоступний",
    // Arabic, Persian, Hebrew
    "الصفحة غير موجودة", "الخدمة غير متاحة", "صفحه مورد نظر یافت نشد", "הדף לא נמצא",
    "העמוד לא נמצא",
    // Hindi, Indonesian, Vietnamese, Thai
    "पृष्ठ नहीं मिला", "पेज नहीं मिला", "halaman tidak ditemukan", "không tìm thấy trang", "ไม่พบหน้า",
    // Chinese, Japanese, Korean
    "页面不存在", "页面未找到", "找不到页面", "服务不可用", "系统维护", "找不到頁面", "頁面不存在",
    "ページが見つかりません", "メンテナンス中", "サービスを利用できません", "페이지를 찾을 수 없습니다",
    "서비스 점검",
];

#[rustfmt::skip]
const CONSENT: &[&str] = &[
    "before you continue", "we value your privacy", "cookie consent", "privacy gate",
    "accept all cookies", "we use cookies", "your privacy choices", "consent",
    "einwilligung", "zustimmung", "mit werbung weiterlesen", "wir benötigen ihre zustimmung",
    "ihre privatsphäre", "alle cookies akzeptieren",
    "nous respectons votre vie privée", "votre vie privée", "accepter et continuer",
    "continuer sans accepter", "valoramos su privacidad", "su privacidad es importante",
    "aceptar y continuar", "valorizamos a sua privacidade", "aceitar todos os cookies",
    "la tua privacy", "accetta e continua", "wij waarderen uw privacy", "alle cookies accepteren",
    "szanujemy twoją prywatność", "twoja prywatność", "vážíme si vašeho soukromí",
    "din integritet är viktig", "vi bryr oss om personvernet", "vi værner om dit privatliv",
    "gizliliğinize önem veriyoruz", "gizliliğinize değer veriyoruz", "çerezleri kabul et",
    "tüm çerezleri kabul et", "çerez tercihleri", "мы используем файлы cookie",
    "ми використовуємо файли cookie", "نحن نهتم بخصوصيتك", "プライバシーを尊重", "我们重视您的隐私",
    "쿠키 사용에 동의",
];

#[rustfmt::skip]
const LOGIN: &[&str] = &[
    "log in", "login", "sign in", "create an account", "register to continue",
    "anmelden", "bitte melden sie sich an", "se connecter", "connectez-vous",
    "iniciar sesión", "inicia sesión", "fazer login", "iniciar sessão", "faça seu login",
    "accedi al tuo account", "effettua il login", "inloggen", "log in om verder te lezen",
    "logga in", "logg inn", "log ind", "kirjaudu sisään", "zaloguj się", "přihlásit se",
    "prihlásiť sa", "bejelentkezés", "autentificare", "σύνδεση", "giriş yap", "üye girişi",
    "войти", "вход на сайт", "увійти", "تسجيل الدخول", "ورود به سایت", "התחברות", "लॉग इन",
    "masuk ke akun", "đăng nhập", "เข้าสู่ระบบ", "ログイン", "会員登録", "登录", "登入", "로그인",
];

/// What a page says that shows the beginning of a text and sells the rest.
#[rustfmt::skip]
pub const PAYWALL: &[&str] = &[
    "subscribe to continue", "to continue reading", "subscribe to read",
    "this article is for subscribers", "already a subscriber", "subscribers only",
    "for subscribers only", "this content is for members only",
    "jetzt weiterlesen", "nur für abonnenten", "weiterlesen mit", "bereits abonnent",
    "um weiterzulesen", "abonnez-vous pour lire", "réservé aux abonnés", "réservée aux abonnés",
    "article réservé à nos abonnés", "de cet article à lire", "déjà abonné",
    "contenido exclusivo para suscriptores", "solo para suscriptores", "suscríbete para seguir leyendo",
    "suscríbete para leer", "ya soy suscriptor", "exclusivo para assinantes", "já é assinante",
    "conteúdo exclusivo", "riservato agli abbonati", "abbonati per continuare", "sei già abbonato",
    "alleen voor abonnees", "al abonnee", "endast för prenumeranter", "redan prenumerant",
    "kun for abonnenter", "allerede abonnent", "vain tilaajille", "tylko dla subskrybentów",
    "masz już subskrypcję", "pouze pro předplatitele", "len pre predplatiteľov", "előfizetőinknek",
    "doar pentru abonați", "μόνο για συνδρομητές", "abone olun", "abonelere özel",
    "читать полностью по подписке", "доступно только подписчикам", "только для подписчиков",
    "лише для передплатників", "للمشتركين فقط", "למנויים בלבד", "この記事は会員限定",
    "この記事は有料", "订阅后继续阅读", "付费阅读", "訂閱後繼續閱讀", "구독자 전용", "유료 회원",
];
