//! Documents of each kind, whole and broken, and any bytes at all.

use std::io::Write;

use proptest::prelude::*;

use super::*;
use crate::sources::listing::Item;

fn read_at(url: &str, bytes: &[u8]) -> Option<Listing> {
    let url = Url::parse(url).expect("a literal");
    read(bytes, Origin { url: Some(&url), content_type: None })
}

/// Kind and title, then each story and source as `url | title | day`, then each defect.
fn check(text: &str, expected: &[&str]) {
    let listing = read_at("https://news.example/world/feed.xml", text.as_bytes());
    assert_eq!(told(listing.expect("a source")), expected, "{text}");
}

fn told(listing: Listing) -> Vec<String> {
    let item = |mark: &'static str| {
        move |item: &Item| {
            let title = item.title.as_deref().unwrap_or("-");
            let day = item.at.map_or("-".to_owned(), |at| at.to_string()[..10].to_owned());
            format!("{mark}{} | {title} | {day}", item.url)
        }
    };
    let title = listing.title.as_deref().unwrap_or("-");
    let mut lines = vec![format!("{}: {title}", listing.kind.words())];
    lines.extend(listing.stories.iter().map(item("")));
    lines.extend(listing.sources.iter().map(item("> ")));
    lines.extend(listing.defects.iter().map(|defect| format!("! {defect}")));
    lines
}

#[test]
fn rss_2_is_read_with_its_links_in_the_order_of_their_worth() {
    check(
        r#"<?xml version="1.0"?>
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0">
        <channel><title>Daily &amp; Sons</title><link>https://news.example/</link>
        <atom:link rel="self" href="https://news.example/feed.xml"/>
        <image><title>Logo</title><link>https://news.example/logo</link></image>
        <item><title>One</title><link>https://news.example/1</link>
          <guid isPermaLink="true">https://news.example/other</guid>
          <pubDate>Sun, 30 Nov 2025 14:05:00 GMT</pubDate></item>
        <item><title><![CDATA[Two <b>bold</b>]]></title><link><![CDATA[ /2?a=1&b=2 ]]></link></item>
        <item><guid>https://news.example/3</guid></item>
        <item><guid isPermaLink="false">https://news.example/no</guid></item>
        <item><guid>tag:3</guid><atom:link href="/4" rel="alternate"/></item>
        <item><link>https://count.example/5</link><fb:origLink>https://news.example/5</fb:origLink></item>
        <item xml:base="https://base.example/x/"><link>6</link><enclosure url="/a.mp3"/></item>
        </channel></rss>"#,
        &[
            "RSS feed: Daily & Sons",
            "https://news.example/1 | One | 2025-11-30",
            "https://news.example/2?a=1&b=2 | Two <b>bold</b> | -",
            "https://news.example/3 | - | -",
            "https://news.example/4 | - | -",
            "https://news.example/5 | - | -",
            "https://base.example/x/6 | - | -",
            "! an entry without a link was left out",
        ],
    );
}

#[test]
fn rss_0_9_and_1_0_are_read() {
    check(
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
          xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel rdf:about="https://news.example/"><title>Daily</title><link>https://news.example/</link></channel>
        <item rdf:about="https://news.example/1"><title>One</title><link>https://news.example/1</link>
          <dc:date>2025-11-30T10:00:00Z</dc:date></item>
        <item rdf:about="https://news.example/2"><title>Two</title></item></rdf:RDF>"#,
        &[
            "RSS feed: Daily",
            "https://news.example/1 | One | 2025-11-30",
            "https://news.example/2 | Two | -",
        ],
    );
    check(
        "<rss version='0.91'><channel><title>Old</title><item><link>1.html</link></item></channel></rss>",
        &["RSS feed: Old", "https://news.example/world/1.html | - | -"],
    );
}

#[test]
fn atom_is_read_with_the_link_to_the_page() {
    check(
        r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/blog/">
        <title type="html">Blog</title><link rel="self" href="feed.atom"/><link href="/"/>
        <entry><title>One</title><id>tag:1</id><link rel="enclosure" href="1.mp3"/>
          <link rel="replies" href="r"/><link rel="alternate" type="text/html" href="1"/>
          <updated>2025-12-01T00:00:00Z</updated><published>2025-11-30T00:00:00Z</published>
          <source><title>Elsewhere</title><link href="https://else.example/"/></source>
          <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><link href="no"/></div></content></entry>
        <entry><id>https://news.example/2</id><updated>2025-12-01T00:00:00Z</updated></entry>
        </feed>"#,
        &[
            "Atom feed: Blog",
            "https://news.example/blog/1 | One | 2025-11-30",
            "https://news.example/2 | - | 2025-12-01",
        ],
    );
    check(
        r#"<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:link href="/1"/></a:entry></a:feed>"#,
        &["Atom feed: -", "https://news.example/1 | - | -"],
    );
}

#[test]
fn json_feed_is_read() {
    check(
        r#"{"version":"https:\/\/jsonfeed.org\/version\/1.1","title":"Daily","items":[
            {"id":"1","url":"/1","title":"One","date_published":"2025-11-30T10:00:00Z","tags":[1,{}]},
            {"id":"https://news.example/2"},{"id":3},{"external_url":"https://else.example/x"},7]}"#,
        &[
            "JSON feed: Daily",
            "https://news.example/1 | One | 2025-11-30",
            "https://news.example/2 | - | -",
            "https://else.example/x | - | -",
            "! an entry without a link was left out",
        ],
    );
    assert_eq!(read_at("https://a.example/", br#"{"items":[{"url":"/1"}]}"#), None);
}

const SITEMAP: &str = r#"<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"
      xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
    <url><loc> https://news.example/1 </loc><lastmod>2025-12-02</lastmod>
      <n:news><n:publication><n:name>Daily</n:name></n:publication>
      <n:publication_date>2025-11-30</n:publication_date><n:title>One</n:title></n:news>
      <image:image><image:loc>https://news.example/1.jpg</image:loc></image:image></url>
    <url><loc>/2?a=1&amp;b=2</loc></url><url/></urlset>"#;

const SITEMAP_TOLD: [&str; 4] = [
    "sitemap: -",
    "https://news.example/1 | One | 2025-11-30",
    "https://news.example/2?a=1&b=2 | - | -",
    "! an entry without a link was left out",
];

#[test]
fn sitemaps_are_read_packed_or_not() {
    check(SITEMAP, &SITEMAP_TOLD);
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packer.write_all(SITEMAP.as_bytes()).expect("memory can be written");
    let packed = packer.finish().expect("memory can be written");
    let listing = read_at("https://news.example/map.xml.gz", &packed).expect("a sitemap");
    assert_eq!(told(listing), SITEMAP_TOLD);
    assert!(begins_like_one(&packed[..packed.len().min(100)]));
}

#[test]
fn an_index_lists_sitemaps_and_an_opml_list_feeds() {
    check(
        "<sitemapindex><sitemap><loc>https://news.example/m1.xml</loc><lastmod>2025-11</lastmod>\
         </sitemap><sitemap><loc>m2.xml.gz</loc></sitemap></sitemapindex>",
        &[
            "sitemap index: -",
            "> https://news.example/m1.xml | - | 2025-11-30",
            "> https://news.example/world/m2.xml.gz | - | -",
        ],
    );
    check(
        r#"<?xml version="1.0"?><opml version="2.0"><head><title>Desk</title></head><body>
        <outline text="Papers"><outline type="rss" text="Daily" xmlUrl="https://a.example/feed"
          htmlUrl="https://a.example/"/></outline>
        <outline title="B" XMLURL="https://b.example/rss?x=1&y=2"/>
        <outline type="link" text="A story" url="https://c.example/story"/>
        <outline type="include" url="https://d.example/more.opml"/><outline text="Nothing"/>
        </body></opml>"#,
        &[
            "OPML list: Desk",
            "https://c.example/story | A story | -",
            "> https://a.example/feed | Daily | -",
            "> https://b.example/rss?x=1&y=2 | B | -",
            "> https://d.example/more.opml | - | -",
        ],
    );
}

#[test]
fn a_document_is_told_by_its_content_alone() {
    let is_source = |text: &str| read_at("https://a.example/", text.as_bytes()).is_some();
    assert!(is_source("\u{feff}\n <?xml version='1.0'?><!-- x --><!DOCTYPE rss><RSS></RSS>"));
    for text in [
        "",
        "<!doctype html><html><head><title>rss</title></head><body><rss></rss></body></html>",
        "<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
        "<?xml version='1.0'?><svg/>",
        "https://a.example/1\nhttps://a.example/2",
        "{}",
        "<",
        "\x1f\u{8b}",
    ] {
        assert!(!is_source(text), "{text}");
    }
}

#[test]
fn a_declared_encoding_is_heeded() {
    let text = "<?xml version=\"1.0\" encoding=\"windows-1251\"?><rss><channel><title>Новости\
                </title><item><title>Мост</title><link>/мост</link></item></channel></rss>";
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(text);
    let listing = read_at("https://news.example/feed", &bytes).expect("a feed");
    assert_eq!(
        told(listing),
        ["RSS feed: Новости", "https://news.example/%D0%BC%D0%BE%D1%81%D1%82 | Мост | -",]
    );
}

#[test]
fn a_partial_document_is_used_as_far_as_it_goes_and_says_so() {
    let item = |number| format!("<item><link>/{number}</link></item>");
    let feed = format!("<rss><channel>{}{}", item(1), item(2));
    check(
        &feed,
        &[
            "RSS feed: -",
            "https://news.example/1 | - | -",
            "https://news.example/2 | - | -",
            "! XML ends before it is complete; what stands before was used",
        ],
    );
    let cut = &feed[..feed.len() - 10];
    let listing = read_at("https://news.example/feed", cut.as_bytes()).expect("a feed");
    assert_eq!((listing.stories.len(), listing.defects.len()), (1, 1), "{listing:?}");
    let json = r#"{"version":"https://jsonfeed.org/version/1","items":[{"url":"/1"},{"ur"#;
    let listing = read_at("https://news.example/feed", json.as_bytes()).expect("a feed");
    assert_eq!((listing.stories.len(), listing.defects.len()), (1, 1), "{listing:?}");
}

#[test]
fn a_bomb_of_entities_is_no_bomb() {
    let mut bomb = "<!DOCTYPE rss [<!ENTITY a0 'boom'>".to_owned();
    for level in 1..=20 {
        let inner = format!("&a{};", level - 1).repeat(10);
        bomb += &format!("<!ENTITY a{level} '{inner}'>");
    }
    bomb += "<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><title>&a20;&x;</title>\
             <item><link>/1</link></item></channel></rss>";
    check(
        &bomb,
        &[
            "RSS feed: &a20;&x;",
            "https://news.example/1 | - | -",
            "! the entity &a20; is not expanded",
            "! the entity &x; is not expanded",
        ],
    );
}

#[test]
fn a_file_has_its_links_from_the_page_it_speaks_of() {
    let feed = "<rss><channel><item><link>/1</link></item><link>https://news.example/x</link>\
                </channel></rss>";
    let listing = read(feed.as_bytes(), Origin::default()).expect("a feed");
    assert_eq!(listing.stories[0].url, "https://news.example/1");
}

/// Documents of each kind, to be broken.
const WHOLE: [&str; 5] = [
    "<?xml version='1.0'?><rss><channel><title>T</title><item><link>/1</link></item></channel></rss>",
    "<feed xml:base='/x'><entry><link href='1'/><updated>2025</updated></entry></feed>",
    SITEMAP,
    "<opml><body><outline xmlUrl='/feed'/></body></opml>",
    r#"{"version":"https://jsonfeed.org/version/1","items":[{"url":"/1"}]}"#,
];

proptest! {
    #[test]
    fn any_bytes_are_read_within_bounds(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        bounded(&bytes)?;
    }

    #[test]
    fn any_broken_document_is_read_within_bounds(
        which in 0..WHOLE.len(),
        cut in any::<prop::sample::Index>(),
        noise in "[<>&;!\\[\\]\"'{}/a-z\\x00\u{feff}ç]{0,12}",
        rest in any::<prop::sample::Index>(),
    ) {
        let bytes = WHOLE[which].as_bytes();
        let (head, tail) = (&bytes[..cut.index(bytes.len())], &bytes[rest.index(bytes.len())..]);
        bounded(&[head, noise.as_bytes(), tail].concat())?;
    }
}

/// Whatever is read of some bytes is no longer than they let it be.
fn bounded(bytes: &[u8]) -> std::result::Result<(), TestCaseError> {
    begins_like_one(bytes);
    if let Some(listing) = read_at("https://news.example/feed", bytes) {
        prop_assert!(listing.count() <= bytes.len());
        prop_assert!(listing.defects.len() <= 10);
    }
    Ok(())
}
