//! The configuration file: shown, checked, and heeded where the network is reached.

use crate::desk::{Desk, ROAD, Site, page};

/// A site with one story, and a desk that is to follow it.
fn desk() -> (Desk, Site) {
    let (desk, site) = (Desk::new(), Site::new());
    site.publish("/road", &page("A new road", "", &ROAD, 1));
    desk.write("one.txt", site.url("/road"));
    (desk, site)
}

/// The site's host, as the file names it.
fn host(site: &Site) -> String {
    site.url("").trim_start_matches("http://").to_owned()
}

#[test]
fn a_file_that_is_right_is_shown() {
    let desk = Desk::new();
    let none = desk.run(&["config"]).ok();
    assert!(none.err.contains("config/revdiff/config.toml, and none is needed"), "{none:?}");
    desk.write(
        "desk.toml",
        "contact = \"desk@example.org\"\nproxy = \"http://me:secret@127.0.0.1:3128\"\n\
         [host.\"*.news.example\"]\ndelay = 2.5\nconnections = 2\n[host.\"b.example\"]\n",
    );
    let shown = desk.run(&["config", "--config", "desk.toml"]).ok();
    assert_eq!(
        shown.out,
        "contact: desk@example.org\nproxy: http://…@127.0.0.1:3128/\n\
         *.news.example: delay 2.5 s, connections 2\nb.example: as all\n"
    );
    assert_eq!(desk.run(&["config", "--check", "--config", "desk.toml"]).ok().out, "");
}

#[test]
fn a_file_that_is_wrong_is_told_with_its_line_wherever_it_is_read() {
    let (desk, site) = desk();
    desk.write("desk.toml", "contact = \"a\"\n[host.\"news.example\"]\ndelya = 3\n");
    let words = ["desk.toml", "line 3", "delya", "accept-language"];
    desk.run(&["config", "--check", "--config", "desk.toml"]).fails(2, &words);
    desk.fetch(&["track", "one.txt", "--config", "desk.toml"]).fails(2, &words);
    desk.run(&["poll", "--config", "nowhere.toml"]).fails(2, &["nowhere.toml", "--config"]);
    assert_eq!(site.requests("/road").len(), 0);
}

#[test]
fn a_host_is_asked_as_the_file_says() {
    let (desk, site) = desk();
    let named = host(&site);
    desk.write(
        "desk.toml",
        format!("contact = \"desk@a.example\"\n[host.\"{named}\"]\naccept-language = \"tr\"\n"),
    );
    desk.fetch(&["track", "one.txt", "--config", "desk.toml"]).ok();
    let request = &site.requests("/road")[0];
    assert!(request.contains("accept-language: tr"), "{request}");
    assert!(request.contains("+desk@a.example"), "{request}");
    // An option counts before the file.
    let again = ["poll", "--all", "--config", "desk.toml", "--contact", "b@b.example"];
    desk.fetch(&again).ok();
    assert!(site.requests("/road")[1].contains("+b@b.example"));
}

#[test]
fn a_page_longer_than_the_file_lets_a_host_send_is_refused() {
    let (desk, site) = desk();
    desk.write("desk.toml", format!("[host.\"{}\"]\nmax-bytes = 100\n", host(&site)));
    let run = desk.fetch(&["track", "one.txt", "--config", "desk.toml"]).ok();
    assert!(run.out.contains("more than 100 bytes"), "{run:?}");
}

#[test]
fn the_usual_file_is_read_where_none_is_named() {
    let (desk, site) = desk();
    let folder = desk.path("config/revdiff");
    std::fs::create_dir_all(&folder).expect("the folder is writable");
    let text = format!("[host.\"{}\"]\naccept-language = \"ja\"\n", host(&site));
    std::fs::write(folder.join("config.toml"), text).expect("the folder is writable");
    desk.fetch(&["track", "one.txt"]).ok();
    assert!(site.requests("/road")[0].contains("accept-language: ja"));
}
