//! The number words of ten languages.

use crate::verdict::numerals::{Numerals, Order};

pub static NUMERALS: [Numerals; 10] = [
    Numerals {
        language: "en",
        ones: "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
            fifteen sixteen seventeen eighteen nineteen",
        tens: "twenty thirty forty fifty sixty seventy eighty ninety",
        scales: &[
            ("hundred", 1e2),
            ("dozen", 12.0),
            ("thousand", 1e3),
            ("million|millions", 1e6),
            ("billion|billions", 1e9),
            ("trillion|trillions", 1e12),
        ],
        joint: r"[\s-](?:and\s)?",
        articles: "",
        doubtful: "",
        counts: "dozens hundreds thousands millions billions",
        ranks: "first second third fourth fifth sixth seventh eighth ninth tenth half quarter|quarters thirds
            doubled|doubling tripled|trebled|tripling quadrupled halved twice thrice",
        order: Order::TensFirst,
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
        doubtful: "acht",
        counts: "dutzende|dutzenden hunderte|hunderten tausende|tausenden millionen milliarden",
        ranks: "erste|ersten|erster|erstes zweite|zweiten|zweiter|zweites dritte|dritten|dritter|drittes
            vierte|vierten|vierter fünfte|fünften|fünfter drittel viertel hälfte
            verdoppelt|verdoppelte verdreifacht|verdreifachte halbiert|halbierte",
        order: Order::OnesFirst,
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
            ("billion|billions", 1e12),
        ],
        joint: r"[\s-](?:et[\s-])?",
        articles: "un une",
        doubtful: "neuf",
        counts: "dizaines dizaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine
            centaine centaines millier milliers millions milliards",
        ranks: "premier|première deuxième|second|seconde troisième quatrième cinquième tiers quart moitié
            doublé|doublée triplé|triplée",
        order: Order::TensFirst,
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
            ("billón|billones", 1e12),
        ],
        joint: r"\s(?:y\s)?",
        articles: "un una uno",
        doubtful: "once",
        counts: "decena decenas docenas centenar centenares cientos miles millones",
        ranks: "primer|primero|primera segundo|segunda tercer|tercero|tercera cuarto|cuarta quinto|quinta
            mitad tercio duplicó|duplicaron triplicó|triplicaron",
        order: Order::TensFirst,
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
            ("trilhão|trilhões", 1e12),
        ],
        joint: r"\s(?:e\s)?",
        articles: "um uma",
        doubtful: "",
        counts: "dezena dezenas dúzias centenas milhares milhões bilhões",
        ranks: "primeiro|primeira segundo|segunda terceiro|terceira quarto|quarta quinto|quinta metade terço
            dobrou|dobraram triplicou|triplicaram",
        order: Order::TensFirst,
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
            ("bilione|bilioni", 1e12),
        ],
        joint: r"\s?",
        articles: "un uno una",
        doubtful: "sei",
        counts: "decina decine dozzine centinaio centinaia migliaio migliaia milioni miliardi",
        ranks: "primo|prima secondo|seconda terzo|terza quarto|quarta quinto|quinta metà
            raddoppiato|raddoppiati triplicato|triplicati",
        order: Order::TensFirst,
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
            ("miljoen|miljoenen", 1e6),
            ("miljard|miljarden", 1e9),
            ("biljoen|biljoenen", 1e12),
        ],
        joint: r"(?:\s|en|ën)?",
        articles: "een",
        doubtful: "acht",
        counts: "tientallen honderden duizenden miljoenen miljarden",
        ranks: "eerste tweede derde vierde vijfde helft kwart verdubbeld|verdubbelde verdrievoudigd",
        order: Order::OnesFirst,
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
        doubtful: "altı yedi on kırk yüz bin",
        counts: "onlarca yüzlerce binlerce milyonlarca",
        ranks: "birinci ikinci üçüncü dördüncü beşinci yarısı çeyreği",
        order: Order::TensFirst,
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
            ("триллион|триллиона|триллионов", 1e12),
        ],
        joint: r"\s",
        articles: "",
        doubtful: "",
        counts: "десятки|десятков сотни|сотен тысячи|тысяч миллионы|миллионов",
        ranks: "первый|первая|первое|первого|первой|первом второй|вторая|второе|второго|втором
            третий|третья|третье|третьего|третьей|третьем половина|половину треть четверть
            удвоился|удвоилась|удвоились утроился|утроилась|утроились",
        order: Order::TensFirst,
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
            ("تريليون|تريليونات", 1e12),
        ],
        joint: r"\sو?",
        articles: "",
        doubtful: "",
        counts: "عشرات مئات آلاف ملايين مليارات",
        ranks: "الأول|الأولى الثاني|الثانية الثالث|الثالثة الرابع|الرابعة نصف ثلث ربع",
        order: Order::OnesFirst,
    },
];
