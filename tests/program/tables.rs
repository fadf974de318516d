//! `list` and `log` as they stand on terminals of three widths, held against files.

use std::fs;

use regex::Regex;

use crate::desk::{Desk, ROAD, Site, page};

/// A desk with a story that changed, one in Japanese, one that fails and one that is paused.
fn desk() -> (Desk, Site) {
    let (desk, site) = (Desk::new(), Site::new());
    let bridge = "Council votes for a new road through the northern part of the town, and a bridge";
    site.publish("/road", &page(bridge, "30.11.2025", &ROAD, 1));
    site.publish("/yol", &page("新しい道路と橋の建設を議会が決議、住民は報告を待つ", "", &ROAD, 1));
    site.publish("/pier", &page("مجلس المدينة يصوت على طريق جديد", "", &ROAD, 1));
    let lines = ["/road the road, followed daily #town #roads", "/yol", "/nowhere", "/pier"];
    desk.write("list.txt", lines.map(|line| site.url(line)).join("\n"));
    desk.fetch(&["track", "list.txt"]).ok();
    let road = ROAD.map(|text| text.replace("11 million", "12 million"));
    let road = road.each_ref().map(String::as_str);
    site.publish("/road", &page(bridge, "30.11.2025 - Update : 01.12.2025", &road, 2));
    desk.fetch(&["poll", "--all"]).ok();
    desk.run(&["pause", "4"]).ok();
    (desk, site)
}

/// Checks a command's table at three widths: against its file, where one time and one port stand for all.
fn check(desk: &Desk, name: &str, args: &[&str]) {
    let varied = [
        (r"\d{5}/nowhere", "40000/nowhere"),
        (r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+05:45", "2026-05-01 18:45:30 +05:45"),
        (r"\d{4}-\d\d-\d\d \d\d:\d\d \+05:45", "2026-05-01 18:45 +05:45"),
        (r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\b", "2026-05-01 18:45:30"),
        (r"\d{4}-\d\d-\d\d \d\d:\d\d\b([^:])", "2026-05-01 18:45$1"),
        // Where a cell is broken, the day and the time of day stand on lines of their own.
        (r"\d{4}-\d\d-\d\d", "2026-05-01"),
        (r"( )\d\d:\d\d \+05:45", "${1}18:45 +05:45"),
        (r"\dm \(\dm\)", "5m (5m)"),
    ];
    for columns in ["60", "100", "200"] {
        let mut command = desk.command(args);
        let run = command.env("COLUMNS", columns).env("TZ", "Asia/Kathmandu").output();
        let shown = String::from_utf8(run.expect("the binary runs").stdout).expect("text");
        let told = varied.iter().fold(shown, |text, (pattern, same)| {
            Regex::new(pattern).expect("a pattern").replace_all(&text, *same).into_owned()
        });
        let file = format!("fixtures/terminal/{name}_{columns}.txt");
        let kept = fs::read_to_string(&file).unwrap_or_default();
        assert_eq!(told, kept, "{file}\n{told}");
    }
}

#[test]
fn a_list_stands_on_terminals_of_three_widths() {
    let (desk, _site) = desk();
    check(&desk, "list", &["list"]);
}

#[test]
fn a_log_stands_on_terminals_of_three_widths() {
    let (desk, _site) = desk();
    check(&desk, "log", &["log", "1"]);
}
