//! The clock of a publisher's country, by the end of its host name: what a time without a zone is in.

use url::Url;

use super::zones::Zone;

/// Countries of one zone, by the hours they are east of UTC in winter; those whose clocks follow the
/// European summer.
const EUROPEAN: [(f64, &str); 3] = [
    (0.0, "uk ie pt"),
    (1.0, "de at ch fr be nl lu it es pl cz sk hu si hr rs ba me mk al dk no se mt li"),
    (2.0, "fi ee lv lt ua ro bg gr cy md"),
];

/// The same of those that keep one time all year.
const FIXED: [(f64, &str); 19] = [
    (-5.0, "co pe ec pa"),
    (-4.0, "ve bo do"),
    (-3.0, "ar uy"),
    (0.0, "is gh sn ci"),
    (1.0, "ng dz tn cm"),
    (2.0, "za zw zm bw mz rw"),
    (3.0, "tr by sa qa kw iq jo sy ye ke et tz ug so bh"),
    (3.5, "ir"),
    (4.0, "ae om ge am az mu"),
    (4.5, "af"),
    (5.0, "pk uz"),
    (5.5, "in lk"),
    (5.75, "np"),
    (6.0, "bd bt kg"),
    (6.5, "mm"),
    (7.0, "th vn kh la"),
    (8.0, "sg my ph hk tw cn mo bn"),
    (9.0, "jp kr"),
    (12.0, "fj"),
];

/// The zone of the country that a publisher's address ends with, where it has one alone.
pub fn zone(url: &str) -> Option<Zone> {
    let url = Url::parse(url).ok()?;
    let country = url.host_str()?.rsplit('.').next()?.to_ascii_lowercase();
    let seconds = |table: &[(f64, &str)]| {
        let holds = |(_, countries): &&(f64, &str)| countries.split(' ').any(|it| it == country);
        table.iter().find(holds).map(|(hours, _)| (hours * 3600.0) as i32)
    };
    seconds(&EUROPEAN).map(Zone::European).or_else(|| seconds(&FIXED).map(Zone::Fixed))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::NaiveDate;

    fn check(url: &str, month: u32, hours: Option<f64>) {
        let day = NaiveDate::from_ymd_opt(2026, month, 15).expect("a day");
        let found = zone(url).map(|zone| f64::from(zone.offset_seconds(day)) / 3600.0);
        assert_eq!(found, hours, "{url} in month {month}");
    }

    #[test]
    fn a_country_of_one_zone_tells_the_clock() {
        check("https://www.haber.com.tr/a", 7, Some(3.0));
        check("https://nachrichten.de/a", 1, Some(1.0));
        check("https://nachrichten.de/a", 7, Some(2.0));
        check("https://news.co.uk/a", 7, Some(1.0));
        check("https://khabar.in/a", 7, Some(5.5));
    }

    #[test]
    fn an_address_of_no_country_or_of_many_zones_tells_none() {
        for url in ["https://news.com/a", "https://news.us/a", "https://news.ru/a", "no address"] {
            check(url, 1, None);
        }
        check("https://127.0.0.1/a", 1, None);
    }
}
