//! What a number counts: percent, currencies and measures, as they stand beside it.

use crate::verdict::facts::Unit;

/// The words for percent; those of several words first.
const PERCENTS: &[&str] = &[
    "per cent",
    "pour cent",
    "por ciento",
    "por cento",
    "per cento",
    "في المئة",
    "في المائة",
    "percent",
    "pct",
    "prozent",
    "procent",
    "процент",
    "процента",
    "процентов",
    "بالمئة",
    "بالمائة",
    "%",
    "％",
    "٪",
];

/// Words for percent that stand before the number.
const PERCENTS_BEFORE: &[&str] = &["%", "yüzde"];

/// Currencies in letters, before a sign or alone; the longest first.
const CURRENCIES: &[&str] = &[
    "AU$", "CA$", "HK$", "MX$", "NT$", "NZ$", "US$", "A$", "C$", "R$", "S$", "AUD", "BRL", "CAD",
    "CHF", "CNY", "EUR", "GBP", "INR", "JPY", "RMB", "RUB", "TRY", "USD", "Rs.", "Rs", "RM",
];

/// Measures and currencies as words behind a number, each with its forms in ten languages. One
/// word in two languages must mean the same.
const MEASURES: &[(&str, &str)] = &[
    (
        "m",
        "m metre metres meter meters mètre mètres metro metros metri метр метра метров متر أمتار",
    ),
    (
        "km",
        "km kilometre kilometres kilometer kilometers kilomètre kilomètres kilómetro kilómetros
        quilômetro quilômetros quilómetros chilometro chilometri kilometre км километр километра
        километров كيلومتر كيلومترا 公里",
    ),
    ("cm", "cm centimetre centimetres centimeter centimeters centimètres centímetros centimetri"),
    ("mm", "mm millimetre millimetres millimeter millimeters millimètres milímetros millimetri"),
    ("mi", "mile miles meile meilen milla millas milha milhas miglio miglia mijl mil"),
    ("ft", "ft foot feet fuß pied pieds pie pies pés piedi voet ayak"),
    ("in", "inch inches zoll pouce pouces pulgada pulgadas"),
    ("yd", "yard yards"),
    ("kg", "kg kilo kilos kilogram kilograms kilogramm kilogrammes кг килограмм килограммов"),
    ("g", "gram grams gramm grammes gramos gramas grammi"),
    ("lb", "lb lbs"),
    ("t", "tonne tonnes ton tons tonnen toneladas tonnellate тонн тонны"),
    ("l", "litre litres liter liters litros litri литров"),
    ("ha", "ha hectare hectares hektar hectáreas hectares ettari"),
    ("ac", "acre acres"),
    (
        "$",
        "dollar dollars dólar dólares dollaro dollari dolar доллар доллара долларов دولار دولارا
        دولارات",
    ),
    ("€", "euro euros يورو евро"),
    ("pound", "pound pounds pfund livres libras sterline pond sterlin"),
    (
        "₽",
        "rouble roubles ruble rubles rubel roubles rublos rubli roebel ruble рубль рубля рублей руб",
    ),
    ("₺", "lira liras"),
    ("¥", "yen yens"),
    ("元", "yuan yuans"),
];

/// Letters that are a unit right behind the digits, and only there.
const ATTACHED: &[&str] = &[
    "°C", "°F", "g", "h", "s", "l", "ml", "cl", "mg", "kW", "MW", "GW", "kWh", "MWh", "GWh", "MB",
    "GB", "TB", "Hz", "kHz", "MHz", "GHz", "hp", "mph", "kmh", "km/h", "kph", "pm", "bps", "bp",
];

/// Endings of an ordinal, right behind the digits.
const ORDINALS: &[&str] =
    &["st", "nd", "rd", "th", "er", "re", "e", "de", "ème", "ième", "nde", "º", "ª"];

/// The unit that stands before a place, and where it begins.
pub fn before(text: &str, place: usize) -> Option<(usize, Unit)> {
    let head = &text[..place];
    let near = head.strip_suffix([' ', '\u{a0}', '\u{202f}']).unwrap_or(head);
    let word = |list: &'static [&'static str]| {
        list.iter()
            .copied()
            .find(|word| ends_with_word(near, word))
            .map(|word| near.len() - word.len())
    };
    if let Some(start) = word(PERCENTS_BEFORE) {
        return Some((start, Unit::Percent));
    }
    if let Some(name) = CURRENCIES.iter().find(|name| ends_with_word(near, name)) {
        return Some((near.len() - name.len(), Unit::Of(name)));
    }
    let sign = near.chars().next_back().filter(|&c| is_currency(c))?;
    Some((near.len() - sign.len_utf8(), Unit::Currency(sign)))
}

/// Whether a text ends with a word, in whatever case where it is a long one.
fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(head) = text.len().checked_sub(word.len()).and_then(|at| text.get(..at)) else {
        return false;
    };
    let is_alone = !head.ends_with(char::is_alphanumeric) || !word.starts_with(char::is_alphabetic);
    let tail = &text[head.len()..];
    is_alone && (tail == word || (word.len() > 3 && tail.to_lowercase() == word))
}

/// The unit that stands behind a place, and where it ends.
pub fn behind(text: &str, place: usize) -> Option<(usize, Unit)> {
    let tail = &text[place..];
    if let Some(word) = ATTACHED.iter().find(|word| is_word_at(tail, word)) {
        return Some((place + word.len(), Unit::Of(word)));
    }
    let near = tail.strip_prefix([' ', '\u{a0}', '\u{202f}', '-']).unwrap_or(tail);
    let start = place + tail.len() - near.len();
    let lower_matches =
        |word: &str| near.get(..word.len()).is_some_and(|it| it.to_lowercase() == word);
    if let Some(word) = PERCENTS.iter().find(|word| lower_matches(word) && is_end(near, word.len()))
    {
        return Some((start + word.len(), Unit::Percent));
    }
    if let Some(name) = CURRENCIES.iter().find(|name| is_word_at(near, name)) {
        return Some((start + name.len(), Unit::Of(name)));
    }
    if let Some(sign) = near.chars().next().filter(|&c| is_currency(c)) {
        return Some((start + sign.len_utf8(), Unit::Currency(sign)));
    }
    let word: String = near.chars().take_while(|c| c.is_alphabetic()).collect();
    let unit = measure(&word.to_lowercase())?;
    Some((start + word.len(), unit))
}

fn measure(word: &str) -> Option<Unit> {
    let is_form = |forms: &str| forms.split_whitespace().any(|form| form == word);
    let (name, _) = MEASURES.iter().find(|(_, forms)| is_form(forms))?;
    let mut sign = name.chars();
    match (sign.next(), sign.next()) {
        (Some(sign), None) if is_currency(sign) => Some(Unit::Currency(sign)),
        _ => Some(Unit::Of(name)),
    }
}

/// The length of the ending of an ordinal at the head of a text.
pub fn ordinal_ending(tail: &str) -> usize {
    let ending = ORDINALS.iter().find(|ending| is_word_at(tail, ending));
    ending.map_or(0, |ending| ending.len())
}

fn is_word_at(text: &str, word: &str) -> bool {
    text.starts_with(word) && is_end(text, word.len())
}

/// Whether a word ends at a place.
fn is_end(text: &str, place: usize) -> bool {
    let mark = text[..place].ends_with(|c: char| !c.is_alphanumeric());
    mark || !text[place..].starts_with(char::is_alphanumeric)
}

pub fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢'..='¥' | '֏' | '؋' | '৳' | '฿' | '\u{20a0}'..='\u{20c0}' | '﷼' | '＄' | '￠' | '￡' | '￥')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, number: &str, expected: Option<Unit>) {
        let start = text.find(number).expect("the number stands in the text");
        let unit = before(text, start).or(behind(text, start + number.len()));
        assert_eq!(unit.map(|(_, unit)| unit), expected, "{text}");
    }

    #[test]
    fn units_stand_on_either_side() {
        check("US$20", "20", Some(Unit::Of("US$")));
        check("R$ 20", "20", Some(Unit::Of("R$")));
        check("MR$20", "20", Some(Unit::Currency('$')));
        check("20 pounds", "20", Some(Unit::Of("pound")));
        check("20 dollars", "20", Some(Unit::Currency('$')));
        check("30m high", "30", Some(Unit::Of("m")));
        check("30 men", "30", None);
        check("Yüzde 6", "6", Some(Unit::Percent));
        check("7 per cent", "7", Some(Unit::Percent));
        check("15°C", "15", Some(Unit::Of("°C")));
        check("15C", "15", None);
    }
}
