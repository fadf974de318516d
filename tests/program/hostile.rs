//! A site that means harm: what it says steers no terminal, whatever command shows it, in whatever
//! format, on standard output and standard error.

use regex::Regex;

use crate::desk::{Desk, ROAD, Run, Site, page};
use crate::origin::answer;

/// Sets the clipboard, clears the screen, turns the reading order, ends the line, hides.
const EVIL: &str = "\u{1b}]52;c;eA==\u{7}\u{1b}[2J\u{9b}31m\u{85}\u{202e}gnirts\u{2066}\u{200f}\
                    \u{2028}\u{200b}\u{feff}\u{e0041}\u{e0042}\u{8}\u{7f}";

const FORMATS: [(&str, &[&str]); 9] = [
    ("list", &["table", "json", "jsonl", "csv"]),
    ("sources", &["table", "json", "jsonl", "csv"]),
    ("log 1", &["table", "json", "jsonl", "csv"]),
    ("blame 1", &["terminal", "plain", "html", "json"]),
    ("when 1 million", &["table", "json", "jsonl", "csv"]),
    ("verdict 1", &["table", "json", "jsonl", "csv"]),
    ("corrections", &["terminal", "json", "jsonl"]),
    ("show 1", &["terminal", "plain", "html", "markdown", "json", "ops"]),
    ("extract page.html", &["text", "json"]),
];

fn desk() -> (Desk, Site, Vec<Run>) {
    let (desk, site) = (Desk::new(), Site::new());
    let road = [ROAD[0], ROAD[1], &format!("{} {EVIL}", ROAD[2])];
    let notice = format!("Correction: it will not cost 11 million {EVIL} crowns.");
    let stamp = |day: &str| format!("{day} {EVIL}<p class=\"byline\">By Ann {EVIL} Lee</p>");
    let headline = format!("=Council {EVIL} votes");
    site.publish("/road", &page(&headline, &stamp("30.11.2025"), &road, 1));
    let refused = format!("403 {EVIL}");
    site.serve("/refused", answer(&refused, "", EVIL));
    let away = format!("302 Found\r\nLocation: http://{EVIL}.test/{EVIL}");
    site.serve("/away", answer(&away, "", ""));
    let odd = format!("Content-Type: text/{EVIL}\r\n");
    site.serve("/odd", answer("200 OK", &odd, EVIL));
    let robots = format!("User-agent: *\r\nDisallow: /walled{EVIL}\nDisallow: /walled#{EVIL}\n");
    site.serve("/robots.txt", answer("200 OK", "Content-Type: text/plain\r\n", robots));
    let feed = format!(
        "<rss><channel><title>={EVIL}</title><item><link>javascript:{EVIL}</link></item>&{EVIL};"
    );
    site.serve("/feed", answer("200 OK", "Content-Type: text/xml\r\n", feed));
    let urls =
        ["/refused", "/away", "/odd", "/walled", "/feed"].map(|path| site.url(path)).join("\n");
    let (road_url, turned) = (site.url("/road"), "a\u{202e}b\u{200b}\u{2066}");
    desk.write(
        "list.txt",
        format!("{road_url} {turned} #t{turned}\n{urls}\nhttp://x/{EVIL}\nno\u{202e}url\u{200b}\n"),
    );
    desk.write("page.html", page(&headline, "30.11.2025", &road, 1));
    let mut runs = vec![desk.fetch(&["track", "list.txt", "--verbose"]).ok()];
    let later = format!("{EVIL} It cost 12 million {EVIL} crowns, a word or two more than before.");
    let stamp = stamp("30.11.2025 - Update : 01.12.2025");
    site.publish("/road", &page(&headline, &stamp, &[road[0], &later, road[2], &notice], 2));
    runs.push(desk.fetch(&["poll", "--all"]).ok());
    let overrule =
        ["verdict", "1", "--version", "2", "--set", "none", "--by", turned, "--why", turned];
    runs.push(desk.run(&overrule).ok());
    (desk, site, runs)
}

/// What is wrong with a run: the first character that a terminal would obey, or not show.
fn fault(run: &Run) -> Option<String> {
    let color = Regex::new("\u{1b}\\[[0-9;]*m").expect("a pattern");
    let steers = |c: &char| {
        let is_control = c.is_control() && *c != '\n' && *c != '\t';
        let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' | '\u{2028}');
        is_control || turns || matches!(c, '\u{200b}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
    };
    [&run.out, &run.err].into_iter().find_map(|text| {
        let bare = color.replace_all(text, "");
        bare.chars().find(steers).map(|c| format!("{c:?} in {bare}"))
    })
}

#[test]
fn nothing_that_a_site_says_steers_a_terminal() {
    let (desk, _site, mut runs) = desk();
    for (command, formats) in FORMATS {
        for format in formats {
            let args: Vec<&str> = command.split(' ').chain(["--format", format]).collect();
            runs.push(desk.run(&args).ok());
            runs.push(desk.run(&[&args[..], &["--color", "always"]].concat()).ok());
        }
    }
    let told = format!("{EVIL} Council");
    for args in [
        &["show", "1", "--side-by-side"][..],
        &["show", "1", "--each"],
        &["log", "2"],
        &["log", "3"],
        &["log", "4"],
        &["log", "5"],
        &["show", &told],
        &["show", "http"],
        &["tag", "1", EVIL],
        &["list", "--format", EVIL],
        &["list", "--tag", EVIL],
        &["list", "--site", EVIL],
        &["sources", EVIL],
        &["sources", "--untrack", EVIL],
        &["list", "--since", EVIL],
        &["verdict", "1", "--version", "2", "--set", "none", "--by", EVIL, "--why", "x"],
        &["reclassify", EVIL],
        &["corrections", EVIL],
        &["diff", EVIL, "page.html"],
        &["extract", EVIL],
        &["extract", "--explain", "page.html"],
        &["extract", "--explain", "page.html", "--format", "json"],
        &["track", EVIL],
        &["list", "--store", EVIL],
        &["tag", "1"],
        &["tag", "1", "--format", "jsonl"],
        &["pause", "1", "--format", "jsonl"],
        &["resume", "1"],
        &["verify"],
        &["completions", EVIL],
        &["schedule", "--contact", EVIL],
        &["schedule", "--contact", "turned \u{202e}gnirts"],
        &["diff", "page.html", "list.txt"],
        &["diff", "page.html", "list.txt", "--raw", "--format", "ops"],
    ] {
        runs.push(desk.run(args));
    }
    let line = serde_json::json!({ "id": EVIL, "old": EVIL, "new": "" }).to_string();
    runs.push(desk.pipe(&["diff", "--batch"], line).ok());
    runs.push(desk.pipe(&["extract", "--batch"], format!("{{\"id\":1,\"path\":\"{EVIL}\"}}\n")));
    runs.push(desk.fetch(&["poll", "--all", "--format", "jsonl"]).ok());
    let faults: Vec<String> = runs.iter().filter_map(fault).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    let shown = runs.iter().filter(|run| format!("{}{}", run.out, run.err).contains("202e"));
    assert!(shown.count() > 20, "the texts were there to be shown");
}

#[test]
fn a_cell_that_begins_as_a_formula_is_text() {
    let (desk, _site, _) = desk();
    let csv = desk.run(&["list", "--format", "csv"]).ok().out;
    assert!(csv.contains(",'=Council "), "{csv}");
}
