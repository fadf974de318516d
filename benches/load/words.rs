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
    /// Enough of them that two stories hardly have three words in a row in common.
    pub things: &'static str,
    pub qualities: &'static str,
    pub verbs: &'static str,
    /// What a sentence of these looks like: `{t}`, `{q}`, `{v}`, and `{p}` for a place.
    pub patterns: &'static [&'static str],
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
    things: "harbour bridge council museum hospital railway market tunnel school station factory \
        library theatre airport river forest valley stadium prison castle chapel garden kitchen \
        archive budget contract report inquiry verdict appeal strike protest flood storm fire \
        accident rescue search patient teacher engineer driver pilot farmer fisherman lawyer judge \
        minister deputy neighbour visitor witness volunteer shopkeeper tenant owner insurer ferry \
        tram bus lorry crane reservoir turbine pipeline cable antenna warehouse quarry orchard",
    qualities: "old new northern southern disputed empty crowded damaged private public costly \
        narrow former local foreign temporary secret famous forgotten broken hidden young angry \
        silent wooden municipal abandoned promised late early rival joint second third final \
        annual coastal rural urban historic experimental unfinished flooded closed rented",
    verbs: "inspected bought sold closed reopened criticised defended repaired flooded photographed \
        measured insured searched guarded painted replaced demolished visited rejected welcomed \
        delayed financed doubled halved moved renamed rented surveyed sued praised blocked lit \
        emptied enlarged examined ignored inherited mapped",
    patterns: &[
        "The {q} {t} of {p} {v} the {q} {t} near {p}",
        "In {p}, a {q} {t} {v} {n} {q} {t}s within a day",
        "{name} {v} a {q} {t} that the {t} in {p} had {v}",
        "Since the {t} {v} the {q} {t}, {p} has had {n} {q} {t}s",
        "A {q} {t} from {p} {v} what the {q} {t} had {v} in {p}",
        "Neither the {t} nor the {q} {t} {v} the {t} at {p}",
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
    things: "Hafen Brücke Rathaus Museum Krankenhaus Bahnhof Markt Tunnel Schule Fabrik Bücherei \
        Theater Flughafen Fluss Wald Tal Stadion Gefängnis Schloss Kapelle Garten Küche Archiv \
        Haushalt Vertrag Bericht Urteil Streik Sturm Feuer Unfall Rettung Suche Lehrer Fahrer \
        Bauer Fischer Anwalt Richter Minister Nachbar Zeuge Händler Mieter Besitzer Fähre Kran \
        Speicher Leitung Kabel Steinbruch",
    qualities: "alte neue nördliche südliche umstrittene leere beschädigte private öffentliche teure \
        enge frühere örtliche fremde geheime berühmte vergessene kaputte junge wütende stille \
        hölzerne städtische verlassene späte frühe letzte jährliche ländliche unfertige überflutete",
    verbs: "prüfte kaufte verkaufte schloss öffnete kritisierte verteidigte reparierte vermaß \
        durchsuchte bewachte ersetzte besuchte begrüßte verzögerte bezahlte verdoppelte verlegte \
        mietete verklagte lobte sperrte erweiterte vergaß",
    patterns: &[
        "Der {q} {t} von {p} {v} das {q} {t} bei {p}",
        "In {p} {v} ein {t} binnen eines Tages {n} {q} {t}",
        "{name} {v} den {t}, den {p} und der {q} {t} kannten",
        "Seit der {t} die {q} {t} {v}, hat {p} {n} {q} {t}",
        "Weder der {t} noch die {q} {t} {v} das {t} in {p}",
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
    things: "limanı köprüyü meclisi müzeyi hastaneyi garı pazarı tüneli okulu fabrikayı \
        kütüphaneyi tiyatroyu havaalanını nehri ormanı vadiyi stadı cezaevini kaleyi bahçeyi \
        arşivi bütçeyi sözleşmeyi raporu kararı grevi fırtınayı yangını kazayı öğretmeni sürücüyü \
        çiftçiyi balıkçıyı avukatı hâkimi bakanı komşuyu tanığı esnafı kiracıyı feribotu vinci",
    qualities: "eski yeni kuzeydeki güneydeki tartışmalı boş hasarlı özel pahalı dar yerel yabancı \
        gizli ünlü unutulmuş kırık genç öfkeli sessiz ahşap terk edilmiş geç son yıllık kırsal \
        yarım kalmış kapalı kiralık",
    verbs: "inceledi satın aldı sattı kapattı açtı eleştirdi savundu onardı ölçtü aradı korudu \
        değiştirdi ziyaret etti karşıladı erteledi ödedi taşıdı kiraladı övdü engelledi büyüttü \
        unuttu",
    patterns: &[
        "{p} kentindeki kurul {q} {t} ve {p} yakınındaki {q} {t} {v}",
        "{name} {p} kentinde {n} günde {q} {t} {v}",
        "Ekipler {q} {t} {v}, {p} ise {q} {t} bekliyor",
        "{p} halkı {q} {t} değil {q} {t} {v}",
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
        let said = match chance.below(12) {
            0 => format!("“{},” – {}.", pick(chance, self.sayings), self.person(chance)),
            1 => format!("{} {}.", pick(chance, self.subjects), pick(chance, self.deeds)),
            2 => {
                let (subject, deed) = (pick(chance, self.subjects), pick(chance, self.deeds));
                format!("{subject} {deed} {}.", pick(chance, self.tails))
            }
            _ => format!("{}.", pick(chance, self.patterns)),
        };
        self.filled(chance, &said)
    }

    pub fn paragraph(&self, chance: &mut Chance) -> String {
        let sentences = 1 + chance.below(4);
        (0..=sentences).map(|_| self.sentence(chance)).collect::<Vec<_>>().join(" ")
    }

    pub fn headline(&self, chance: &mut Chance) -> String {
        let (topic, pattern) = (pick(chance, self.topics), pick(chance, self.patterns));
        match chance.below(4) {
            0 => self.filled(chance, &format!("{topic}: {pattern}")),
            _ => self.filled(chance, pattern),
        }
    }

    /// A name that hardly any two stories share.
    fn person(&self, chance: &mut Chance) -> String {
        let given = self.name(chance).split(' ').next().unwrap_or_default();
        format!("{given} {}", place(chance))
    }

    pub fn name(&self, chance: &mut Chance) -> &'static str {
        pick(chance, self.names)
    }

    pub fn correction(&self, chance: &mut Chance) -> String {
        let topic = pick(chance, self.topics);
        self.filled(chance, &self.correction.replace("{topic}", topic))
    }

    /// A text with its slots filled, each with a word of its own.
    fn filled(&self, chance: &mut Chance, text: &str) -> String {
        let mut parts = text.split('{');
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (slot, rest) = part.split_once('}').unwrap_or((part, ""));
            let word = match slot {
                "name" => self.person(chance),
                "n" => (2 + chance.below(997)).to_string(),
                "t" => word(chance, self.things),
                "q" => word(chance, self.qualities),
                "v" => word(chance, self.verbs),
                _ => place(chance),
            };
            out.push_str(&word);
            out.push_str(rest);
        }
        out
    }
}

fn word(chance: &mut Chance, words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    pick(chance, &words).to_owned()
}

/// A place that is on no map.
fn place(chance: &mut Chance) -> String {
    let starts =
        ["Vel", "Tar", "Os", "Brin", "Kal", "Mor", "Hess", "Lind", "Qua", "Rov", "Sel", "Ulm"];
    let middles = ["a", "e", "i", "o", "u", "an", "er", "il", "or", "um"];
    let ends =
        ["ford", "sen", "mar", "dale", "wick", "stad", "by", "ton", "heim", "vik", "pol", "ra"];
    format!("{}{}{}", pick(chance, &starts), pick(chance, &middles), pick(chance, &ends))
}

/// One of a list that is not empty.
pub fn pick<T: Copy>(chance: &mut Chance, all: &[T]) -> T {
    all[chance.below(all.len())]
}
