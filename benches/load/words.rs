//! Words for stories that never happened, in three languages, so that letters beyond ASCII are
//! among them.

use crate::chance::Chance;

/// What sentences of a language are made of; `{n}` stands for a number, `{name}` for a person.
pub struct Language {
    pub tag: &'static str,
    pub names: &'static [&'static str],
    pub subjects: &'static [&'static str],
    pub deeds: &'static [&'static str],
    pub tails: &'static [&'static str],
    pub topics: &'static [&'static str],
    pub sayings: &'static [&'static str],
    pub correction: &'static str,
    pub updated: &'static str,
}

pub static LANGUAGES: [Language; 3] = [ENGLISH, GERMAN, TURKISH];

const ENGLISH: Language = Language {
    tag: "en",
    names: &[
        "Anne Hollis",
        "Peter Marsh",
        "Joan Keller",
        "Samuel Osei",
        "Lucy Brandt",
        "Tom Acheson",
        "Ruth Ferrar",
        "Omar Said",
        "Helen Quist",
        "Zoë Martel",
        "David Ng",
        "Clara Beaumont",
    ],
    subjects: &[
        "The council",
        "The mayor",
        "A spokeswoman for the harbour",
        "The regional court",
        "The ministry of transport",
        "Neighbours of the site",
        "The union",
        "The operator",
        "{name}, who chairs the board,",
        "Police in the district",
        "The company’s auditors",
        "{name}, a teacher at the school,",
        "The opposition",
        "Two former managers",
        "A panel of engineers",
        "The fire service",
        "The national library",
        "Fishermen of the bay",
    ],
    deeds: &[
        "agreed to spend {n} million crowns on the bridge",
        "said that {n} people had been taken to hospital",
        "asked for {n} more days to study the report",
        "refused to publish the list of {n} addresses",
        "counted {n} empty houses along the river",
        "will close the road for {n} weeks from Monday",
        "told reporters that the first tests had failed",
        "had warned of cracks in the northern wall since spring",
        "found no trace of the missing documents",
        "signed a contract for {n} electric buses",
        "rejected the appeal by a margin of {n} votes",
        "denied that the money had ever been promised",
        "moved the hearing to the {n}th of the month",
        "praised the volunteers who had searched all night",
        "expects the repairs to cost about {n} thousand crowns",
        "has been without a director for {n} months",
        "promised to pay back {n} per cent of the fees",
        "described the plan as a mistake that would be hard to undo",
    ],
    tails: &[
        "after a meeting that lasted until midnight",
        "despite the protests of local shops",
        "as heavy rain fell on the valley",
        "in a letter seen by this newspaper",
        "because the old timetable could not be kept",
        "at the request of the families",
        "before the vote on Thursday",
        "without giving further reasons",
        "while an inquiry goes on",
        "for the first time in a decade",
        "although the budget had been frozen",
        "in front of a crowded hall",
    ],
    topics: &[
        "Bridge repairs",
        "Harbour tunnel",
        "School budget",
        "River flood",
        "Night trains",
        "Museum theft",
        "Water prices",
        "Hospital wing",
        "Airport noise",
        "Forest fire",
        "Ferry accident",
        "Housing plan",
        "Tram line",
        "Port strike",
        "Dam inspection",
    ],
    sayings: &[
        "We will not wait another {n} years",
        "Nobody told us that the wall was not safe",
        "It was the only choice that we had left",
        "The figures speak for themselves",
        "I have never seen the water rise so fast",
        "This is a good day for the town",
    ],
    correction: "Correction: An earlier version of this article gave a wrong figure for {topic}; \
        it was {n}.",
    updated: "Updated",
};

const GERMAN: Language = Language {
    tag: "de",
    names: &[
        "Jürgen Köhler",
        "Anja Weiß",
        "Bärbel Grün",
        "Jörg Müller",
        "Käthe Schröder",
        "Günther Löwe",
        "Sören Jäger",
        "Heike Fröhlich",
    ],
    subjects: &[
        "Der Gemeinderat",
        "Die Bürgermeisterin",
        "Eine Sprecherin des Hafens",
        "Das Landgericht",
        "Das Ministerium für Verkehr",
        "{name} vom Vorstand",
        "Die Gewerkschaft",
        "Der Betreiber",
        "Die Polizei im Bezirk",
        "Die Opposition",
        "Eine Gruppe von Ingenieuren",
        "Die Feuerwehr",
        "Der Verein der Anwohner",
    ],
    deeds: &[
        "hat {n} Millionen Kronen für die Brücke beschlossen",
        "sprach von {n} Verletzten in den Krankenhäusern",
        "verlangte {n} weitere Tage für das Gutachten",
        "zählte {n} leere Häuser entlang des Flusses",
        "sperrt die Straße ab Montag für {n} Wochen",
        "hatte seit dem Frühjahr vor Rissen in der Mauer gewarnt",
        "fand keine Spur der verschwundenen Unterlagen",
        "lehnte den Einspruch mit {n} Stimmen Mehrheit ab",
        "rechnet mit Kosten von rund {n} Tausend Kronen",
        "nannte den Plan einen Fehler, der schwer rückgängig zu machen sei",
    ],
    tails: &[
        "nach einer Sitzung bis tief in die Nacht",
        "trotz der Proteste vieler Händler",
        "während starker Regen über dem Tal fiel",
        "auf Wunsch der Angehörigen",
        "vor der Abstimmung am Donnerstag",
        "ohne weitere Gründe zu nennen",
        "obwohl der Haushalt gesperrt ist",
        "zum ersten Mal seit zehn Jahren",
    ],
    topics: &[
        "Brücke",
        "Hafentunnel",
        "Schulhaushalt",
        "Hochwasser am Fluss",
        "Nachtzüge",
        "Diebstahl im Museum",
        "Wasserpreise",
        "Fluglärm",
        "Straßenbahn",
        "Streik im Hafen",
    ],
    sayings: &[
        "Wir warten nicht noch einmal {n} Jahre",
        "Niemand hat uns gewarnt",
        "Die Zahlen sprechen für sich",
        "Das ist ein guter Tag für die Stadt",
    ],
    correction: "Korrektur: In einer früheren Fassung dieses Artikels stand zu {topic} eine \
        falsche Zahl; richtig ist {n}.",
    updated: "Aktualisiert",
};

const TURKISH: Language = Language {
    tag: "tr",
    names: &[
        "Gülşen Yılmaz",
        "Çağrı Öztürk",
        "İpek Şahin",
        "Uğur Doğan",
        "Ayşe Güneş",
        "Işıl Kılıç",
        "Ömer Çelik",
        "Şule Aydın",
    ],
    subjects: &[
        "Belediye meclisi",
        "Belediye başkanı",
        "Liman sözcüsü",
        "Bölge mahkemesi",
        "Ulaştırma bakanlığı",
        "Yönetim kurulu üyesi {name}",
        "Sendika",
        "İşletmeci şirket",
        "İlçe emniyeti",
        "Muhalefet",
        "Mühendislerden oluşan bir kurul",
        "İtfaiye",
        "Mahalle sakinleri derneği",
    ],
    deeds: &[
        "köprü için {n} milyon kron ayrılmasına karar verdi",
        "hastanelere {n} yaralı kaldırıldığını söyledi",
        "raporu incelemek için {n} gün daha istedi",
        "nehir boyunca {n} boş ev saydı",
        "yolu pazartesiden itibaren {n} hafta kapatacak",
        "ilkbahardan beri duvardaki çatlaklar için uyarıyordu",
        "kaybolan belgelerden hiçbir iz bulamadı",
        "itirazı {n} oy farkla reddetti",
        "onarımın yaklaşık {n} bin krona mal olacağını düşünüyor",
        "planı geri alınması güç bir hata olarak nitelendirdi",
    ],
    tails: &[
        "gece yarısına kadar süren toplantının ardından",
        "esnafın tepkisine rağmen",
        "vadiye şiddetli yağmur yağarken",
        "ailelerin isteği üzerine",
        "perşembe günkü oylamadan önce",
        "başka bir gerekçe göstermeden",
        "bütçe dondurulmuş olsa da",
        "on yıl içinde ilk kez",
    ],
    topics: &[
        "Köprü onarımı",
        "Liman tüneli",
        "Okul bütçesi",
        "Nehir taşkını",
        "Gece trenleri",
        "Müze soygunu",
        "Su fiyatları",
        "Uçak gürültüsü",
        "Tramvay hattı",
        "Liman grevi",
    ],
    sayings: &[
        "Bir {n} yıl daha beklemeyeceğiz",
        "Kimse bizi uyarmadı",
        "Rakamlar ortada",
        "Bugün kent için güzel bir gün",
    ],
    correction: "Düzeltme: Bu haberin önceki hâlinde {topic} için yanlış bir sayı verilmişti; \
        doğrusu {n}.",
    updated: "Güncelleme",
};

impl Language {
    /// Three hosts of five have English stories.
    pub fn of_host(host: usize) -> &'static Language {
        &LANGUAGES[[0, 0, 0, 1, 2][host % 5]]
    }

    pub fn sentence(&self, chance: &mut Chance) -> String {
        let (subject, deed) = (pick(chance, self.subjects), pick(chance, self.deeds));
        let said = match chance.below(6) {
            0 => format!("“{},” – {}.", pick(chance, self.sayings), pick(chance, self.names)),
            1 | 2 => format!("{subject} {deed}."),
            _ => format!("{subject} {deed} {}.", pick(chance, self.tails)),
        };
        self.filled(chance, &said)
    }

    pub fn paragraph(&self, chance: &mut Chance) -> String {
        let sentences = 1 + chance.below(4);
        (0..=sentences).map(|_| self.sentence(chance)).collect::<Vec<_>>().join(" ")
    }

    pub fn headline(&self, chance: &mut Chance) -> String {
        let (topic, deed) = (pick(chance, self.topics), pick(chance, self.deeds));
        let subject = pick(chance, self.subjects).trim_end_matches(',');
        self.filled(chance, &format!("{topic}: {subject} {deed}"))
    }

    pub fn name(&self, chance: &mut Chance) -> &'static str {
        pick(chance, self.names)
    }

    pub fn correction(&self, chance: &mut Chance) -> String {
        let topic = pick(chance, self.topics);
        self.filled(chance, &self.correction.replace("{topic}", topic))
    }

    fn filled(&self, chance: &mut Chance, text: &str) -> String {
        let text = text.replace("{name}", self.name(chance));
        text.replace("{n}", &(2 + chance.below(97)).to_string())
    }
}

/// One of a list that is not empty.
pub fn pick<T: Copy>(chance: &mut Chance, all: &[T]) -> T {
    all[chance.below(all.len())]
}
