//! Stamps from a line as a reader sees it, such as `30.11.2025 - Update : 01.12.2025`.

use super::dates::Order;
use super::folding::folded;
use super::moments;
use super::resolve;
use super::scan::{self, Piece};
use super::spans;
use crate::article::Stamp;
use crate::time::Time;

/// A line longer than this is prose.
const LINE_CHARACTERS_MAX: usize = 300;

/// Reads the stamps in one visible line; `language` decides whether 01/12 is a day or a month
/// first, `fetched_at` gives years that are missing and is what "2 hours ago" is reckoned from.
pub fn visible(text: &str, language: Option<&str>, fetched_at: Option<Time>) -> Vec<Stamp> {
    if text.chars().count() > LINE_CHARACTERS_MAX || !may_hold_time(text) {
        return Vec::new();
    }
    let language = language.unwrap_or("").to_lowercase();
    let pieces = scan::pieces(text, &language);
    if pieces.contains(&Piece::Trap) {
        return Vec::new();
    }
    let order = Order::of(&pieces, &language);
    let moments = moments::moments(&pieces, order);
    let now = fetched_at.map(|time| time.utc().naive_utc());
    resolve::stamps(&moments, order, now, text)
}

fn may_hold_time(text: &str) -> bool {
    text.chars().any(char::is_numeric)
        || text.chars().count() < 60 && spans::may_hold(&folded(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::StampKind;

    /// What publishers write, in some ninety languages and orders; see the file's own first lines.
    const LINES: &str = include_str!("../../../fixtures/stamps/lines.tsv");

    /// What a line says: published, updated; `-` for none, else what `Display` writes.
    fn read(language: &str, line: &str) -> [String; 2] {
        let fetched_at = Time::parse("2026-03-10T12:00:00Z");
        let stamps = visible(line, Some(language), fetched_at);
        assert!(stamps.iter().all(|stamp| stamp.text == line));
        [StampKind::Published, StampKind::Updated].map(|kind| {
            let found = stamps.iter().find(|stamp| stamp.kind == kind);
            found.map_or("-".to_string(), |stamp| stamp.at.to_string())
        })
    }

    fn check(language: &str, line: &str, published: &str, updated: &str) {
        assert_eq!(read(language, line), [published, updated], "{line}");
    }

    #[test]
    fn the_lines_of_the_fixture_say_what_stands_beside_them() {
        let rows = LINES.lines().filter(|row| !row.starts_with('#'));
        let wrong = rows.filter_map(|row| {
            let cells: Vec<&str> = row.split('\t').collect();
            let [language, published, updated, line] = cells[..] else {
                return Some(format!("four cells a row: {row}"));
            };
            let found = read(language, line);
            (found != [published, updated]).then(|| format!("{row} but read {found:?}"))
        });
        assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
    }

    #[test]
    fn a_bare_date_before_an_update_is_the_day_of_publication() {
        check("en", "30.11.2025 - Update : 01.12.2025", "2025-11-30", "2025-12-01");
        check("tr", "04.03.2026 - Güncelleme : 05.03.2026", "2026-03-04", "2026-03-05");
        check("en", "Ann Smith, Wire | 4 March 2026", "2026-03-04", "-");
        check("en", "by Ann Smith ● March 4, 2026 ● 6 min read", "2026-03-04", "-");
        check("de", "04.03.2026 - Redaktion: Ann Smith (Sprecherin der Brücke)", "2026-03-04", "-");
    }

    #[test]
    fn a_label_says_what_a_date_is_in_many_languages() {
        check("de", "Aktualisiert am 05.03.2026, 14:05 Uhr", "-", "2026-03-05T14:05:00");
        check("fr", "Mis à jour le 1er mars 2026 à 14h05", "-", "2026-03-01T14:05:00");
        check("es", "Publicado el 4 de marzo de 2026", "2026-03-04", "-");
        check(
            "it",
            "Pubblicato: 4 marzo 2026 Aggiornato: 5 marzo 2026",
            "2026-03-04",
            "2026-03-05",
        );
        check("tr", "Son güncelleme: 4 Mart 2026 10:15", "-", "2026-03-04T10:15:00");
        check("pl", "Opublikowano: 4 marca 2026 18:07", "2026-03-04T18:07:00", "-");
        check("cs", "Aktualizováno 4. března 2026 8:05", "-", "2026-03-04T08:05:00");
        check("ru", "Опубликовано 4 марта 2026, 18:07", "2026-03-04T18:07:00", "-");
        check("fi", "Julkaistu 4.3.2026 klo 18.07", "2026-03-04T18:07:00", "-");
        check("sv", "Publicerad 4 mars 2026 Uppdaterad 5 mars 2026", "2026-03-04", "2026-03-05");
        check("ja", "2026年3月4日 18時07分 更新", "-", "2026-03-04T18:07:00");
        check(
            "ko",
            "입력 2026.03.04 18:07 수정 2026.03.05 08:00",
            "2026-03-04T18:07:00",
            "2026-03-05T08:00:00",
        );
        check("zh", "发布于2026年3月4日 下午6:07", "2026-03-04T18:07:00", "-");
        check("th", "เผยแพร่ 4 มีนาคม 2569", "2026-03-04", "-");
    }

    #[test]
    fn digits_and_calendars_of_other_scripts_are_read() {
        check("ar", "آخر تحديث: ٠٤/٠٣/٢٠٢٦", "-", "2026-03-04");
        check("fa", "تاریخ انتشار: ۱۳ اسفند ۱۴۰۴", "2026-03-04", "-");
        check("hi", "प्रकाशित ४ मार्च २०२६", "2026-03-04", "-");
    }

    #[test]
    fn the_language_orders_day_and_month_unless_the_line_proves_otherwise() {
        check("en-US", "Published 03/04/2026", "2026-03-04", "-");
        check("en-GB", "Published 03/04/2025", "2025-04-03", "-");
        check("en-US", "Published 28/02/2026 Updated 01/03/2026", "2026-02-28", "2026-03-01");
    }

    #[test]
    fn clocks_and_zones_are_read_in_their_many_shapes() {
        check("en", "Posted March 4, 2026 4:05 p.m. ET", "2026-03-04T16:05:00-05:00", "-");
        check("en", "Posted July 4, 2025 4:05 p.m. ET", "2025-07-04T16:05:00-04:00", "-");
        check("en", "4 Mar 2026 12.30 GMT", "2026-03-04T12:30:00Z", "-");
        check("vi", "04/03/2026, 18:07 (GMT+7)", "2026-03-04T18:07:00+07:00", "-");
        check("en", "Updated 12:15 AM IST, March 4, 2026", "-", "2026-03-04T00:15:00+05:30");
    }

    #[test]
    fn what_a_time_does_not_say_its_neighbour_or_the_fetch_says() {
        check("en", "Posted: Dec 31, 2025 | Updated: January 1", "2025-12-31", "2026-01-01");
        check(
            "en",
            "Published 4 March 2026, 18:22 | Updated 19:40",
            "2026-03-04T18:22:00",
            "2026-03-04T19:40:00",
        );
        check("nl", "wo 4 maart, 18:07", "2026-03-04T18:07:00", "-");
        check("nl", "do 4 december, 18:07", "2025-12-04T18:07:00", "-");
        check("en", "Updated 2 hours ago", "-", "2026-03-10T10:00:00Z");
        check("de", "Zuletzt aktualisiert: vor 3 Stunden", "-", "2026-03-10T09:00:00Z");
        check("en", "Published yesterday", "2026-03-09", "-");
    }

    #[test]
    fn dates_of_other_things_are_no_stamps() {
        for line in [
            "Subscribe before 04/03/2026 and pay half",
            "Copyright 4 March 2026",
            "Terms updated 1 January 2020",
            "Concerts: 05.03.2026 Choir, 06.03.2026 Organ",
            "The bridge was opened by the mayor of the city on 4 March 2026",
            "Chapter 12.3 of 14",
            "New day of the fair: 22 March",
        ] {
            check("en", line, "-", "-");
        }
    }

    #[test]
    fn a_relative_time_says_so_and_needs_the_fetch() {
        let fetched_at = Time::parse("2026-03-10T12:00:00Z");
        let read = |at| visible("Updated 5 minutes ago", Some("en"), at);
        assert!(read(fetched_at).iter().all(|stamp| stamp.relative));
        assert_eq!((read(fetched_at).len(), read(None).len()), (1, 0));
    }
}
