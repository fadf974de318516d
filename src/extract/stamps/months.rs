//! Month names in some forty languages.

use std::collections::HashMap;
use std::sync::LazyLock;

use foldhash::fast::RandomState;

/// Each month's names, lower case; one that ends in `*` stands for every word it begins.
const MONTHS: [&str; 12] = [
    "jan|january|janua*|janvier|janv|jän|jänner|ene|enero|jane*|gen|genn*|gener|ian|ianuar*|\
     ocak|oca|янв|янва*|січ|січ*|студз*|sty|stycz*|led|leden|ledna|ledn*|január*|tammi*|ιαν|ιανου*|\
     ינואר|ינו*|يناير|كانون الثاني|ژانویه|जनवरी|জানুয়ারি|ஜனவரி|มกราคม|ม.ค|jaan*|saus*|\
     janvār*|siječ*|јан|јануар*|януа*|janar|jenna*",
    "feb|febr|febru*|févr|fév|févri*|fevr*|fev|febb*|şub|şubat|фев|февр*|лют|лют*|люта*|luty|lut|\
     lutego|únor*|úno|února|helmi*|φεβ|φεβρ*|פברואר|פבר*|فبراير|شباط|فوریه|फरवरी|फ़रवरी|\
     ফেব্রুয়ারি|กุมภาพันธ์|ก.พ|veebr*|vasar*|veljač*|феб|фебру*|shkurt|fevereiro",
    "mar|march|märz|maer*|mär|mrz|mars|marz*|març*|mart|martie|maart|maar|mrt|мар|март*|берез*|бер|\
     сакав*|marca|marzec|marz|březn*|březen|bře|márc*|marec|maalis*|μαρ|μαρτ*|מרץ|מרס|مارس|آذار|\
     मार्च|মার্চ|มีนาคม|มี.ค|märts*|kovo|marts*|ožuj*|мрт|mac",
    "apr|april*|avr|avri*|abr|abril|apri*|avril|nisan|nis|апр|апрел*|квіт*|кві|красав*|kwie*|kwi|\
     dub|dubna|duben|ápr*|huhti*|απρ|απριλ*|אפריל|אפר*|أبريل|ابريل|نيسان|آوریل|अप्रैल|এপ্রিল|เมษายน|\
     เม.ย|aprill*|baland*|aprīl*|travnja|travanj|април*|prill",
    "may|mai|maj|maja|mayo|maio|magg*|mag|maig|mei|mayıs|may.|мая|май|трав*|тра|maju|mája|máj*|máj|\
     květ*|kvě|květen|touko*|μαΐ*|μαι*|μάι*|מאי|مايو|أيار|ایار|مه|मई|মে|พฤษภาคม|พ.ค|mai|geguž*|\
     maij*|svib*|мај|маја|máju|toukokuuta|mei",
    "jun|june|juni|juin|junio|junho|giugn*|giu|juny|iun|iunie|haz|hazir*|июн|июн*|черв|червн*|чер|\
     чэрв*|czerw*|cze|červn*|června|červen|jún*|kesä*|ιουν|ιουνί*|ιουνι*|יוני|يونيو|يونيه|حزيران|\
     ژوئن|जून|জুন|มิถุนายน|มิ.ย|juuni*|birž*|jūn*|lipnja|lipanj|јун|јуна|юни|qershor",
    "jul|july|juli|juil|juill*|julio|julho|lugl*|lug|juliol|iul|iulie|tem|temmuz|июл|июл*|лип|липн*|\
     ліпен*|lip|lipca|lipiec|července|červenec|čvc|júl*|heinä*|ιουλ|ιουλί*|ιουλι*|יולי|يوليو|يوليه|\
     تموز|ژوئیه|जुलाई|জুলাই|กรกฎาคม|ก.ค|juuli*|liep*|jūl*|srpnja|srpanj|јул|јула|юли|korrik|julai",
    "aug|august*|août|aout|ago|agosto|agost|ağu|ağus*|авг|август*|серп*|сер|жнів*|sierp*|sie|srpna|\
     srpen|srp|augusz*|elo*|αυγ|αυγο*|אוגוסט|אוג*|أغسطس|اغسطس|آب|اوت|अगस्त|আগস্ট|สิงหาคม|ส.ค|\
     augustus|rugpj*|august|kolovoz*|gusht|ogos|agustus|avgust*|август",
    "sep|sept|septem*|september|setiem*|septiem*|set|setembro|sett*|setem*|eyl|eylül|сен|сент*|\
     верес*|вер|верасн*|wrz|wrześ*|září|zář|szept*|syys*|σεπ|σεπτ*|ספטמבר|ספט*|سبتمبر|أيلول|سپتامبر|\
     सितंबर|सितम्बर|সেপ্টেম্বর|กันยายน|ก.ย|rugsė*|rujna|rujan|септ*|сеп|shtator",
    "oct|oktob*|october|octob*|okt|octu*|out|outubro|ott|ottob*|eki|ekim|окт|октя*|окто*|жовт*|жов|\
     кастр*|paź|październik*|paźdz*|říjn*|říjen|říj|októ*|loka*|οκτ|οκτω*|אוקטובר|אוק*|أكتوبر|اكتوبر|\
     تشرين الأول|اکتبر|अक्टूबर|অক্টোবর|ตุลาคม|ต.ค|oktoob*|spal*|octom*|tetor",
    "nov|novem*|november|noviem*|noiem*|kas|kasım|ноя|нояб*|лист|листоп*|лістап*|lis|listop*|lst|\
     marras*|νοε|νοεμ*|נובמבר|נוב*|نوفمبر|تشرين الثاني|نوامبر|नवंबर|नवम्बर|নভেম্বর|พฤศจิกายน|พ.ย|\
     lapkr*|studen*|нов|новем*|ноем*|nëntor",
    "dec|decem*|december|déc|décem*|dez|dezem*|dic|diciem*|dicem*|desem*|des|ara|aralık|дек|декаб*|\
     груд*|гру|снеж*|снежн*|gru|grud*|prosin*|pro|joulu*|δεκ|δεκεμ*|דצמבר|דצמ*|ديسمبر|كانون الأول|\
     دسامبر|दिसंबर|दिसम्बर|ডিসেম্বর|ธันวาคม|ธ.ค|detse*|gruod*|decemb*|prosinca|дец|децем*|деке*|\
     dhjetor|disember|desember",
];

/// The twelve months of further languages, January first, one language a line.
const FURTHER_MONTHS: [&str; 21] = [
    "urtarrilaren otsailaren martxoaren apirilaren maiatzaren ekainaren uztailaren abuztuaren irailaren urriaren azaroaren abenduaren",
    "janvārī februārī martā aprīlī maijā jūnijā jūlijā augustā septembrī oktobrī novembrī decembrī",
    "januari februari maret april mei juni juli agustus september oktober november desember",
    "eanáir feabhra márta aibreán bealtaine meitheamh iúil lúnasa meán_fómhair deireadh samhain nollaig",
    "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr",
    "januari februari machi aprili mei juni julai agosti septemba oktoba novemba desemba",
    "jannaayo febraayo maarso abriil maajo juun luulyo agoosto sebteembar oktoobar nofeembar diseembar",
    "januarie februarie maart april mei junie julie augustus september oktober november desember",
    "enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre",
    "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "იანვარი თებერვალი მარტი აპრილი მაისი ივნისი ივლისი აგვისტო სექტემბერი ოქტომბერი ნოემბერი დეკემბერი",
    "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի հոկտեմբերի նոյեմբերի դեկտեմբերի",
    "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
    "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
    "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "ஜனவரி பிப்ரவரி மார்ச் ஏப்ரல் மே ஜூன் ஜூலை ஆகஸ்ட் செப்டம்பர் அக்டோபர் நவம்பர் டிசம்பர்",
    "జనవరి ఫిబ్రవరి మార్చి ఏప్రిల్ మే జూన్ జూలై ఆగస్టు సెప్టెంబర్ అక్టోబర్ నవంబర్ డిసెంబర్",
    "જાન્યુઆરી ફેબ્રુઆરી માર્ચ એપ્રિલ મે જૂન જુલાઈ ઓગસ્ટ સપ્ટેમ્બર ઓક્ટોબર નવેમ્બર ડિસેમ્બર",
    "जानेवारी फेब्रुवारी मार्च एप्रिल मे जून जुलै ऑगस्ट सप्टेंबर ऑक्टोबर नोव्हेंबर डिसेंबर",
    "ဇန်နဝါရီ ဖေဖော်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဇူလိုင် ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ",
    "មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ",
];

/// The months of the Solar Hijri calendar, which Persian pages use.
const JALALI_MONTHS: [&str; 12] = [
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
];

/// The month (1 to 12) that a folded word names.
pub fn month(word: &str, language: &str) -> Option<u32> {
    // The same words name neighbouring months in Croatian and in Czech and Polish.
    if matches!(language.get(..2), Some("hr")) && word.starts_with("listopad") {
        return Some(10);
    }
    if matches!(language.get(..2), Some("hr" | "sl")) && word.starts_with("srp") {
        return Some(7);
    }
    static NAMES: LazyLock<Names> = LazyLock::new(Names::new);
    let first = word.chars().next()?;
    let stems = NAMES.stems.get(&first).map_or(&[][..], Vec::as_slice);
    let begun = || stems.iter().find(|(stem, _)| word.starts_with(stem)).map(|it| it.1);
    let exact = NAMES.exact.get(word).copied();
    exact.or_else(begun).or_else(|| NAMES.further.get(word).copied())
}

/// The names of the tables above, to be looked up.
#[derive(Default)]
struct Names {
    exact: HashMap<&'static str, u32, RandomState>,
    /// By their first letter, in the order of the table.
    stems: HashMap<char, Vec<(&'static str, u32)>, RandomState>,
    further: HashMap<&'static str, u32, RandomState>,
}

impl Names {
    fn new() -> Names {
        let mut names = Names::default();
        for (number, month) in (1..).zip(MONTHS) {
            for name in month.split('|') {
                match (name.strip_suffix('*'), name.chars().next()) {
                    (Some(stem), Some(first)) => {
                        names.stems.entry(first).or_default().push((stem, number));
                    }
                    _ => drop(names.exact.entry(name).or_insert(number)),
                }
            }
        }
        for language in FURTHER_MONTHS {
            for (number, name) in (1..).zip(language.split(' ')) {
                names.further.entry(name).or_insert(number);
            }
        }
        names
    }
}

/// The month of the Solar Hijri calendar that a folded word names.
pub fn jalali_month(word: &str) -> Option<u32> {
    JALALI_MONTHS.iter().position(|name| *name == word).map(|index| index as u32 + 1)
}
