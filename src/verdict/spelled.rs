//! Numbers in words, in ten languages.

use std::sync::OnceLock;

use regex::Regex;

use crate::verdict::facts::{Amount, Fact, Unit};

/// How a language spells its numbers.
struct Numerals {
    language: &'static str,
    /// From zero on, without a gap; forms of one number are parted by `|`.
    ones: &'static str,
    /// From twenty on, in tens.
    tens: &'static str,
    scales: &'static [(&'static str, f64)],
    /// What may stand between two words of one number.
    joint: &'static str,
    /// Words that are an article where they stand by themselves.
    articles: &'static str,
}

static NUMERALS: [Numerals; 10] = [
    Numerals {
        language: "en",
        ones: "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
            fifteen sixteen seventeen eighteen nineteen",
        tens: "twenty thirty forty fifty sixty seventy eighty ninety",
        scales: &[
            ("hundred", 1e2),
            ("dozen", 12.0),
            ("thousand", 1e3),
            ("million", 1e6),
            ("billion", 1e9),
            ("trillion", 1e12),
        ],
        joint: r"[\s-](?:and\s)?",
        articles: "",
    },
    Numerals {
        language: "de",
        ones: "null ein|eins|eine zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn
            vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
        tens: "zwanzig dreißig|dreissig vierzig fünfzig sechzig siebzig achtzig neunzig",
        scales: &[
            ("hundert", 1e2),
            ("dutzend", 12.0),
            ("tausend", 1e3),
            ("million|millionen", 1e6),
            ("milliarde|milliarden", 1e9),
            ("billion|billionen", 1e12),
        ],
        joint: r"(?:\s|und)?",
        articles: "ein eine",
    },
    Numerals {
        language: "fr",
        ones: "zéro un|une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze
            quinze seize dix-sept dix-huit dix-neuf",
        tens: "vingt trente quarante cinquante soixante septante quatre-vingt|quatre-vingts nonante",
        scales: &[
            ("cent|cents", 1e2),
            ("douzaine", 12.0),
            ("mille", 1e3),
            ("million|millions", 1e6),
            ("milliard|milliards", 1e9),
        ],
        joint: r"[\s-](?:et[\s-])?",
        articles: "un une",
    },
    Numerals {
        language: "es",
        ones: "cero uno|un|una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce
            quince dieciséis diecisiete dieciocho diecinueve veinte veintiuno|veintiún|veintiuna
            veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete veintiocho veintinueve",
        tens: "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        scales: &[
            ("cien|ciento|cientos", 1e2),
            ("docena", 12.0),
            ("mil|miles", 1e3),
            ("millón|millones", 1e6),
        ],
        joint: r"\s(?:y\s)?",
        articles: "un una uno",
    },
    Numerals {
        language: "pt",
        ones: "zero um|uma dois|duas três quatro cinco seis sete oito nove dez onze doze treze
            catorze|quatorze quinze dezesseis|dezasseis dezessete|dezassete dezoito dezenove|dezanove",
        tens: "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        scales: &[
            ("cem|cento", 1e2),
            ("dúzia", 12.0),
            ("mil", 1e3),
            ("milhão|milhões", 1e6),
            ("bilhão|bilhões", 1e9),
        ],
        joint: r"\s(?:e\s)?",
        articles: "um uma",
    },
    Numerals {
        language: "it",
        ones: "zero uno|un|una due tre|tré quattro cinque sei sette otto nove dieci undici dodici tredici
            quattordici quindici sedici diciassette diciotto diciannove",
        tens: "venti|vent trenta|trent quaranta|quarant cinquanta|cinquant sessanta|sessant
            settanta|settant ottanta|ottant novanta|novant",
        scales: &[
            ("cento", 1e2),
            ("dozzina", 12.0),
            ("mille|mila", 1e3),
            ("milione|milioni", 1e6),
            ("miliardo|miliardi", 1e9),
        ],
        joint: r"\s?",
        articles: "un uno una",
    },
    Numerals {
        language: "nl",
        ones: "nul een|één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien
            vijftien zestien zeventien achttien negentien",
        tens: "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        scales: &[
            ("honderd", 1e2),
            ("dozijn", 12.0),
            ("duizend", 1e3),
            ("miljoen", 1e6),
            ("miljard", 1e9),
        ],
        joint: r"(?:\s|en|ën)?",
        articles: "een",
    },
    Numerals {
        language: "tr",
        ones: "sıfır bir iki üç dört beş altı yedi sekiz dokuz on",
        tens: "yirmi otuz kırk elli altmış yetmiş seksen doksan",
        scales: &[
            ("yüz", 1e2),
            ("düzine", 12.0),
            ("bin", 1e3),
            ("milyon", 1e6),
            ("milyar", 1e9),
            ("trilyon", 1e12),
        ],
        joint: r"\s",
        articles: "bir",
    },
    Numerals {
        language: "ru",
        ones: "ноль один|одна|одного два|две|двух три|трёх|трех четыре|четырёх|четырех пять|пяти
            шесть|шести семь|семи восемь|восьми девять|девяти десять|десяти одиннадцать двенадцать
            тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать",
        tens: "двадцать|двадцати тридцать|тридцати сорок|сорока пятьдесят шестьдесят семьдесят
            восемьдесят девяносто",
        scales: &[
            ("сто|ста", 1e2),
            ("тысяча|тысячи|тысяч", 1e3),
            ("миллион|миллиона|миллионов", 1e6),
            ("миллиард|миллиарда|миллиардов", 1e9),
        ],
        joint: r"\s",
        articles: "",
    },
    Numerals {
        language: "ar",
        ones: "صفر واحد|واحدة اثنان|اثنين|اثنتان|اثنتين ثلاثة|ثلاث أربعة|أربع خمسة|خمس ستة|ست سبعة|سبع
            ثمانية|ثماني|ثمان تسعة|تسع عشرة|عشر",
        tens: "عشرون|عشرين ثلاثون|ثلاثين أربعون|أربعين خمسون|خمسين ستون|ستين سبعون|سبعين ثمانون|ثمانين
            تسعون|تسعين",
        scales: &[
            ("مئة|مائة", 1e2),
            ("ألف|آلاف|ألفا", 1e3),
            ("مليون|ملايين", 1e6),
            ("مليار|مليارات", 1e9),
        ],
        joint: r"\sو?",
        articles: "",
    },
];

/// A language's words with their values, and what finds them.
struct Spelling {
    numerals: &'static Numerals,
    values: Vec<(&'static str, f64)>,
    number: Regex,
    word: Regex,
}

static SPELLINGS: [OnceLock<Spelling>; 10] = [const { OnceLock::new() }; 10];

impl Spelling {
    fn of(numerals: &'static Numerals) -> Spelling {
        let mut values = numerals.values();
        // The longest first, so that `dix-sept` is no `dix`.
        values.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let words: Vec<&str> = values.iter().map(|&(word, _)| word).collect();
        let (words, joint) = (words.join("|"), numerals.joint);
        let compiled = |pattern: String| {
            Regex::new(&pattern).expect("the pattern is of our own words, and tested")
        };
        let number = compiled(format!(r"(?i)\b(?:{words})(?:{joint}(?:{words}))*\b"));
        Spelling { numerals, values, number, word: compiled(format!("(?i)(?:{words})")) }
    }

    fn value(&self, number: &str) -> f64 {
        let (mut total, mut part) = (0.0, 0.0);
        for word in self.word.find_iter(number) {
            let word = word.as_str().to_lowercase();
            let value = self.values.iter().find(|(name, _)| *name == word).map_or(0.0, |it| it.1);
            match self.numerals.is_scale(&word) {
                true if value >= 1e3 => {
                    total += f64::max(part, 1.0) * value;
                    part = 0.0;
                }
                true => part = f64::max(part, 1.0) * value,
                false => part += value,
            }
        }
        total + part
    }
}

impl Numerals {
    fn values(&self) -> Vec<(&'static str, f64)> {
        let listed = |list: &'static str, of: fn(usize) -> f64| {
            let forms = move |(at, forms): (usize, &'static str)| {
                forms.split('|').map(move |form| (form, of(at)))
            };
            list.split_whitespace().enumerate().flat_map(forms)
        };
        let scales = self.scales.iter();
        let scales = scales.flat_map(|&(forms, value)| forms.split('|').map(move |it| (it, value)));
        let ones = listed(self.ones, |at| at as f64);
        ones.chain(listed(self.tens, |at| (at as f64 + 2.0) * 10.0)).chain(scales).collect()
    }

    fn is_scale(&self, word: &str) -> bool {
        self.scales.iter().any(|(forms, _)| forms.split('|').any(|form| form == word))
    }
}

/// The numbers that a text spells out in its language, in order; in an unknown one, as English.
pub fn spelled(text: &str, language: &str) -> Vec<Fact> {
    let known = NUMERALS.iter().position(|numerals| numerals.language == language);
    let at = known.unwrap_or(0);
    let spelling = SPELLINGS[at].get_or_init(|| Spelling::of(&NUMERALS[at]));
    let is_number = |found: &regex::Match| {
        let word = found.as_str().to_lowercase();
        !spelling.numerals.articles.split_whitespace().any(|article| article == word)
    };
    let fact = |found: regex::Match| {
        let amount = Amount { value: spelling.value(found.as_str()), unit: Unit::Plain };
        Fact { span: found.range(), key: amount.value.to_string(), amount: Some(amount) }
    };
    spelling.number.find_iter(text).filter(is_number).map(fact).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &str, text: &str, expected: &[(&str, f64)]) {
        let found = spelled(text, language);
        let found: Vec<_> = found
            .iter()
            .filter_map(|fact| Some((&text[fact.span.clone()], fact.amount?.value)))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn words_are_numbers_in_ten_languages() {
        check(
            "en",
            "Twenty-one of two hundred and five",
            &[("Twenty-one", 21.0), ("two hundred and five", 205.0)],
        );
        check("de", "einunddreißig Tage, ein Tag", &[("einunddreißig", 31.0)]);
        check("fr", "quatre-vingt-dix morts", &[("quatre-vingt-dix", 90.0)]);
        check("es", "treinta y dos", &[("treinta y dos", 32.0)]);
        check("pt", "vinte e três", &[("vinte e três", 23.0)]);
        check("it", "trentatré anni", &[("trentatré", 33.0)]);
        check("nl", "tweeëndertig", &[("tweeëndertig", 32.0)]);
        check("tr", "yirmi iki bin", &[("yirmi iki bin", 22_000.0)]);
        check("ru", "двадцать пять тысяч", &[("двадцать пять тысяч", 25_000.0)]);
        check("ar", "خمسة وعشرون", &[("خمسة وعشرون", 25.0)]);
    }

    #[test]
    fn words_that_hold_a_number_are_none() {
        check("en", "someone oneself weighty", &[]);
        check("de", "Achtung, der Einwohner", &[]);
    }
}
