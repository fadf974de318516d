//! Words of one language that are dates: days and times of day without a number, months by
//! themselves, and the words before a clock time that is written as a number.

/// A language's own words; each list is the inside of a pattern.
pub struct Calendar {
    pub language: &'static str,
    /// In any case.
    pub words: &'static str,
    /// As they are written: each may be another word, unless `before` stands before it.
    pub doubtful: &'static str,
    pub before: &'static str,
    /// Before `10.30`.
    pub clock: &'static str,
}

pub static CALENDARS: [Calendar; 10] = [
    Calendar {
        language: "en",
        words: "noon|midnight|dawn|dusk|(?:last|next|this) (?:night|week|weekend|month|year)",
        doubtful: "May|March|Mar",
        before: "in by since until till last next of early late mid during from this",
        clock: "",
    },
    Calendar {
        language: "de",
        words: "mitternacht|gestern|heute|(?:letzte|vergangene|nächste|kommende|diese)[nrs]? \
            (?:woche|monats?|jahr(?:es)?|wochenende)",
        doubtful: "Mai|Mittag|Mittags|Abend|Vormittag|Nachmittag|Nacht|Morgen|morgen",
        before: "im seit bis ab anfang ende mitte",
        clock: "",
    },
    Calendar {
        language: "fr",
        words: "midi|minuit|hier|aujourd['’]hui|demain|(?:semaine|mois|année|an) \
            (?:dernière|dernier|prochaine|prochain|passée?)",
        doubtful: "mars",
        before: "en de début fin mi depuis",
        clock: "",
    },
    Calendar {
        language: "es",
        words: "mediodía|medianoche|ayer|hoy|marzo|(?:semana|mes|año) (?:pasad[ao]|próxim[ao])",
        doubtful: "mañana",
        before: "",
        clock: "",
    },
    Calendar {
        language: "pt",
        words: "meio-dia|meia-noite|ontem|hoje|amanhã|março|maio|(?:semana|mês|ano) \
            (?:passad[ao]|que vem)",
        doubtful: "segunda|terça|quarta|quinta|sexta",
        before: "",
        clock: "",
    },
    Calendar {
        language: "it",
        words: "mezzogiorno|mezzanotte|ieri|oggi|domani|marzo|(?:settimana|mese|anno) \
            (?:scors[ao]|prossim[ao])",
        doubtful: "",
        before: "",
        clock: "alle|ore",
    },
    Calendar {
        language: "nl",
        words: "middernacht|gisteren|vandaag|(?:vorige?|volgende?|afgelopen|komende?|deze|dit) \
            (?:week|weekend|maand|jaar)",
        doubtful: "morgen|middag|mei|maart",
        before: "in sinds tot begin eind",
        clock: "om",
    },
    Calendar {
        language: "tr",
        words: "gece yarısı|dün|bugün|yarın|pazartesi|salı|çarşamba|perşembe|cumartesi|\
            (?:geçen|gelecek|önümüzdeki|bu) (?:hafta|ay|yıl)",
        doubtful: "pazar|cuma|Ocak|Şubat|Mart|Nisan|Mayıs|Haziran|Temmuz|Ağustos|Eylül|Ekim|Kasım|Aralık",
        before: "",
        clock: "saat",
    },
    Calendar {
        language: "ru",
        words: "полдень|полночь|вчера|сегодня|завтра|марте|март|мае|май|\
            (?:прошл|следующ|эт)(?:ой|ей|ом|ем) (?:неделе|месяце|году)",
        doubtful: "",
        before: "",
        clock: "",
    },
    Calendar {
        language: "ar",
        words: "أمس|غدا|منتصف الليل|(?:الأسبوع|الشهر|العام) (?:الماضي|المقبل|القادم)",
        doubtful: "اليوم",
        before: "",
        clock: "",
    },
];
