//! What programs read, held against `docs/schema/`; and the schemas against `docs/json.md` and the
//! program's own enumerations.

use std::collections::{BTreeMap, BTreeSet};

use jsonschema::{Registry, Validator};
use regex::Regex;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use revdiff::article::{BlockKind, Precision, SignalKind, StampKind, StampSource};
use revdiff::diff::sentences::SentenceAction;
use revdiff::diff::{Action, Cosmetic, Op, PartName};
use revdiff::history::{FailureKind, Following, OutcomeName, State};
use revdiff::verdict::{Class, Disclosure, EvidenceKind, ReasonKind};

use crate::desk::{Desk, ROAD, Site, page};
use crate::origin::answer;

/// The schemas by the names of their files.
fn schemas() -> BTreeMap<String, Value> {
    let files = std::fs::read_dir("docs/schema").expect("the folder is there");
    let schema = |path: std::path::PathBuf| {
        let text = std::fs::read_to_string(&path).expect("schemas are readable");
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        (name, serde_json::from_str(&text).expect("schemas are JSON"))
    };
    files.map(|file| schema(file.expect("schemas are readable").path())).collect()
}

/// The schemas, ready to hold outputs against; those that were never used are told at the end.
struct Contract {
    validators: BTreeMap<String, Validator>,
    used: BTreeSet<String>,
}

impl Contract {
    fn read() -> Contract {
        let schemas = schemas();
        let id = "urn:revdiff:format:1:common";
        let registry = Registry::new().add(id, schemas["common"].clone()).expect("an id");
        let registry = registry.prepare().expect("it refers to nothing but itself");
        let validator = |(name, schema): (&String, &Value)| {
            let options = jsonschema::options().with_registry(&registry);
            let validator = options.build(schema);
            (name.clone(), validator.unwrap_or_else(|error| panic!("{name}: {error}")))
        };
        let outputs = schemas.iter().filter(|(name, _)| *name != "common");
        Contract { validators: outputs.map(validator).collect(), used: BTreeSet::new() }
    }

    fn check(&mut self, name: &str, output: &Value) {
        let errors: Vec<String> = self.validators[name]
            .iter_errors(output)
            .map(|error| format!("{error} at {}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}\n{output:#}");
        self.used.insert(name.to_owned());
    }

    fn check_all(&mut self, name: &str, outputs: &[Value]) {
        assert!(!outputs.is_empty(), "{name}: there is nothing to check");
        for output in outputs {
            self.check(name, output);
        }
    }
}

const UPDATE: &str = "30.11.2025 - Update : 01.12.2025";

/// A site with a story, one that is an error page, one that is gone and one that does not answer.
fn publish(site: &Site) {
    site.publish("/road", &page("Council votes for road", "30.11.2025", &ROAD, 1));
    site.publish("/mute", &page("Council says no more", "30.11.2025", &ROAD, 1));
    site.publish("/lost", &page("Page not found", "", &["Sorry."], 1));
    site.serve("/gone", answer("410 Gone", "", ""));
    site.serve("/broken", answer("500 Oops", "Content-Type: text/html\r\n", "<p>sorry</p>"));
}

/// Another headline, number and order of paragraphs, and a paragraph more, with an update stamp.
fn publish_update(site: &Site) {
    let edited = ROAD[1].replace("11", "10");
    let notice = "Correction: An earlier version said that it will cost 11 million crowns.";
    let more = "The minister will speak in the town hall on Friday evening at seven o'clock.";
    let paragraphs = [ROAD[2], ROAD[0], &edited, more, notice];
    site.publish("/road", &page("Council backs “road”", UPDATE, &paragraphs, 2));
    site.publish("/mute", &page("Council says no more", UPDATE, &ROAD, 2));
}

#[test]
fn everything_that_programs_read_is_as_its_schema_says() {
    let (desk, site, mut contract) = (Desk::new(), Site::new(), Contract::read());
    publish(&site);
    let urls = ["/road #town", "/mute", "/lost", "/gone", "/broken"].map(|path| site.url(path));
    desk.write("list.txt", urls.join("\n"));
    let track = ["track", "list.txt", "--format", "jsonl"];
    contract.check_all("report", &desk.fetch(&track).ok().lines());
    contract.check("show", &desk.run(&["show", "1", "--format", "json"]).ok().json());
    publish_update(&site);
    contract.check_all("report", &desk.poll_lines());
    contract.check_all("report", &desk.poll_lines());
    contract.check_all("report", &desk.fetch(&track).ok().lines());
    publish(&site);
    let returned = desk.poll_lines();
    assert!(returned.iter().any(|line| line["events"][0]["event"] == "returned"), "{returned:?}");
    contract.check_all("report", &returned);
    for path in ["/road", "/mute"] {
        site.publish(path, "<html><body></body></html>");
    }
    let stopped = [desk.poll_lines(), desk.poll_lines()].concat();
    let is_alarm = |line: &Value| line["events"][0]["event"] == "articles_stopped";
    assert!(stopped.iter().any(is_alarm), "{stopped:?}");
    contract.check_all("report", &stopped);

    for id in ["1", "2", "3", "4", "5"] {
        contract.check_all("log-entry", &desk.lines(&["log", id, "--all"]));
    }
    for at in ["1", "2", "3"] {
        let args = ["blame", "1", "--at", at, "--format", "json"];
        contract.check("blame", &desk.run(&args).ok().json());
    }
    contract.check_all("when-event", &desk.lines(&["when", "1", "11 million"]));
    let said = ["--by", "Ann Lee", "--why", "she asked"];
    let overrule = |more: &[&str]| desk.lines(&[&["verdict", "1"], more, &said[..]].concat());
    for more in [
        &["--version", "2", "--set", "cosmetic"][..],
        &["--version", "3", "--disclosure", "disclosed"],
        &["--version", "3", "--withdraw"],
        &["--version", "3", "--set", "none"],
    ] {
        contract.check_all("verdict-entry", &overrule(more));
    }
    contract.check_all("verdict-entry", &desk.lines(&["verdict", "1"]));
    contract.check_all("log-entry", &desk.lines(&["log", "1"]));
    check_rejudged(&desk, &mut contract);
    contract.check_all("corrections", &desk.lines(&["corrections"]));
    for command in ["pause", "resume", "untrack"] {
        contract.check_all("change", &desk.lines(&[command, "2", "4"]));
    }
    contract.check_all("change", &desk.lines(&["tag", "1", "road"]));
    contract.check_all("list-row", &desk.lines(&["list", "--all"]));
    let list = desk.run(&["list", "--format", "json"]).ok().json();
    contract.check_all("list-row", list.as_array().expect("an array"));
    for (from, to) in [("1", "2"), ("2", "1"), ("1", "1"), ("2", "3")] {
        let show =
            |format| desk.run(&["show", "1", "--from", from, "--to", to, "--format", format]);
        contract.check("show", &show("json").ok().json());
        contract.check("ops", &show("ops").ok().json());
    }
    for each in [&["--each"][..], &["--each", "--since", "1s"]] {
        let args = [&["show", "1", "--format", "json"], each].concat();
        contract.check("show", &desk.run(&args).ok().json());
    }
    for args in [&["list", "--site", "none"][..], &["list", "--store", "none.db"]] {
        let run = desk.run(&[args, &["--log-format", "json"]].concat());
        let notes: Vec<Value> =
            run.err.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        contract.check_all("note", &notes);
    }
    let as_of = desk.run(&["as-of", "1", "0s", "--format", "json"]).ok().json();
    contract.check("as-of", &as_of);
    contract.check("stats", &desk.run(&["stats", "--format", "json"]).ok().json());
    check_sources(&desk, &site, &mut contract);
    check_files(&desk, &mut contract);
    check_verify(&desk, &mut contract);
    let unused: Vec<&String> =
        contract.validators.keys().filter(|name| !contract.used.contains(*name)).collect();
    assert!(unused.is_empty(), "no output was held against {unused:?}");
}

/// A feed that is cut, one that is gone after it was read, and one that was never read.
fn check_sources(desk: &Desk, site: &Site, contract: &mut Contract) {
    let feed = format!("<rss><channel><item><link>{}</link></item>", site.url("/mute"));
    for path in ["/cut", "/lost-feed"] {
        site.serve(path, answer("200 OK", "Content-Type: text/xml\r\n", &feed));
    }
    let outline = |path: &str| format!("<outline xmlUrl='{}'/>", site.url(path));
    let outlines = ["/cut", "/lost-feed", "/nowhere"].map(outline).concat();
    desk.write("feeds.opml", format!("<opml><body>{outlines}</body></opml>"));
    let track = ["track", "feeds.opml", "--age", "7d", "--match", "/mute", "--format", "jsonl"];
    contract.check_all("report", &desk.fetch(&track).ok().lines());
    site.serve("/lost-feed", answer("410 Gone", "", ""));
    contract.check_all("report", &desk.poll_lines());
    desk.run(&["sources", "--untrack", "nowhere"]).ok();
    let sources = desk.lines(&["sources", "--all"]);
    assert_eq!(sources.len(), 3, "{sources:?}");
    contract.check_all("source-row", &sources);
    let sources = desk.run(&["sources", "--format", "json"]).ok().json();
    contract.check_all("source-row", sources.as_array().expect("an array"));
}

fn check_files(desk: &Desk, contract: &mut Contract) {
    desk.write("a.txt", "One. “Two died.” Three are safe and well in the north.");
    desk.write("b.txt", "Three are safe and well in the north. One. \"Two have died.\"");
    contract.check("ops", &desk.run(&["diff", "a.txt", "b.txt", "--format", "ops"]).json());
    contract.check("diff", &desk.run(&["diff", "a.txt", "b.txt", "--format", "json"]).json());
    desk.write("a.html", page("Council votes", "30.11.2025", &ROAD, 1));
    desk.write("b.html", page("Council backs “road”", UPDATE, &ROAD[1..], 2));
    for old in ["a.html", "a.txt", "b.html"] {
        contract.check("diff", &desk.run(&["diff", old, "b.html", "--format", "json"]).json());
    }
    let pairs = "{\"id\":{\"a\":1},\"old\":\"“x” y\",\"new\":\"'x' z\"}\nnonsense\n{\"id\":7}\n";
    contract.check_all("diff-batch", &desk.pipe(&["diff", "--batch"], pairs).ok().lines());
    let pages = std::fs::read_dir("fixtures/extract").expect("the fixtures are there");
    let paths: Vec<String> = pages
        .map(|page| page.expect("a folder").path().canonicalize().expect("it is there"))
        .map(|page| page.join("page.html").display().to_string())
        .collect();
    assert!(paths.len() >= 10, "{paths:?}");
    let mut batch = String::from("nonsense\n{\"id\":null,\"path\":\"none\"}\n");
    for path in paths {
        contract.check("extract", &desk.run(&["extract", &path, "--format", "json"]).ok().json());
        let explained = ["extract", &path, "--explain", "--format", "json"];
        contract.check("extract", &desk.run(&explained).ok().json());
        batch += &json!({"id": path, "url": "https://news.example/a", "path": path}).to_string();
        batch += "\n";
    }
    contract.check_all("extract-batch", &desk.pipe(&["extract", "--batch"], batch).ok().lines());
}

/// Verdicts as older rules may have left them, judged anew.
fn check_rejudged(desk: &Desk, contract: &mut Contract) {
    let db = rusqlite::Connection::open(desk.path("desk.db")).expect("the store opens");
    let set = |verdict: &str| {
        db.execute("UPDATE story SET verdict = json(?1) WHERE id = 1", [verdict]).expect("an edit");
    };
    set(r#"{"class":"none","disclosure":"unknown","evidence":[],"reasons":[]}"#);
    contract.check_all("rejudged", &desk.lines(&["reclassify", "--dry-run"]));
    set("null");
    contract.check_all("rejudged", &desk.lines(&["reclassify", "1"]));
}

fn check_verify(desk: &Desk, contract: &mut Contract) {
    let verify = ["verify", "--format", "json"];
    contract.check("verify", &desk.run(&verify).ok().json());
    let db = rusqlite::Connection::open(desk.path("desk.db")).expect("the store opens");
    db.execute("UPDATE reading SET article = x'00' WHERE rowid = 1", ()).expect("an edit");
    drop(db);
    let damaged = desk.run(&verify).fails(3, &[]).json();
    assert_eq!(damaged["ok"], false);
    contract.check("verify", &damaged);
}

#[test]
fn an_output_that_breaks_the_contract_is_refused() {
    let contract = Contract::read();
    for (name, output) in [
        ("ops", json!([{"op": "replace", "text": "x"}])),
        ("ops", json!([{"op": "equal", "text": "x", "class": "quotes"}])),
        ("ops", json!([{"op": "move_to", "text": "x"}])),
        ("extract", json!({"headline": "x"})),
        ("verify", json!({"ok": true, "checked": 1, "damaged": [], "more": 1})),
        ("report", json!({"summary": {"created": 1}})),
    ] {
        assert!(!contract.validators[name].is_valid(&output), "{name}: {output}");
    }
}

#[test]
fn each_schema_is_closed_and_bears_the_version_of_the_format() {
    let schemas = schemas();
    assert!(schemas.len() >= 10, "{:?}", schemas.keys());
    for (name, schema) in &schemas {
        assert!(jsonschema::meta::is_valid(schema), "{name} is no schema");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        assert_eq!(schema["$id"], format!("urn:revdiff:format:1:{name}"));
        let article = (name == "common").then(|| &schema["$defs"]["article"]);
        visit(schema, &mut |part| {
            if part.get("properties").is_some() && part.get("type").is_some() {
                let is_closed = part.get("additionalProperties") == Some(&json!(false));
                assert!(is_closed || Some(part) == article, "{name}: open: {part}");
            }
        });
    }
}

/// Visits each object in a schema.
fn visit(schema: &Value, see: &mut dyn FnMut(&Value)) {
    match schema {
        Value::Object(fields) => {
            see(schema);
            fields.values().for_each(|field| visit(field, see));
        }
        Value::Array(items) => items.iter().for_each(|item| visit(item, see)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

#[test]
fn each_name_and_value_of_the_schemas_stands_in_the_page() {
    let contract = std::fs::read_to_string("docs/json.md").expect("the page is there");
    let (version, _) = contract.split_once(" of the format").expect("its version");
    assert!(version.ends_with("Version 1"), "{version}");
    let mut names = BTreeSet::new();
    for schema in schemas().values() {
        visit(schema, &mut |part| {
            let properties = part.get("properties").and_then(Value::as_object);
            names.extend(properties.into_iter().flat_map(|all| all.keys().cloned()));
            let values = part.get("enum").and_then(Value::as_array).into_iter().flatten();
            let values = values.chain(part.get("const"));
            names.extend(values.filter_map(Value::as_str).map(str::to_owned));
        });
    }
    assert!(names.len() > 100, "{names:?}");
    let code = Regex::new(r"`[^`]+`").expect("a pattern");
    let code: String = code.find_iter(&contract).map(|span| span.as_str()).collect();
    let word = Regex::new(r"[a-z_]+").expect("a pattern");
    let words: BTreeSet<&str> = word.find_iter(&code).map(|word| word.as_str()).collect();
    let missing: Vec<&String> =
        names.iter().filter(|name| !words.contains(name.as_str())).collect();
    assert!(missing.is_empty(), "docs/json.md does not name {missing:?}");
    for name in schemas().keys().filter(|name| *name != "common") {
        assert!(contract.contains(&format!("schema/{name}.json")), "{name}");
    }
}

#[test]
fn csv_has_a_column_for_each_field_in_their_order() {
    let (desk, site) = (Desk::new(), Site::new());
    desk.track(&site.url("/nowhere")).ok();
    let schemas = schemas();
    let check = |command: &[&str], types: &[Value]| {
        let csv = desk.run(&[command, &["--format", "csv"]].concat()).ok().out;
        let fields = types.iter().filter_map(|part| part["required"].as_array()).flatten();
        let mut expected: Vec<&str> = Vec::new();
        for field in fields.filter_map(Value::as_str) {
            if !expected.contains(&field) {
                expected.push(field);
            }
        }
        assert_eq!(csv.lines().next(), Some(expected.join(",").as_str()));
    };
    let list = std::slice::from_ref(&schemas["list-row"]);
    check(&["list"], list);
    check(&["list", "--tag", "none"], list);
    check(&["sources"], std::slice::from_ref(&schemas["source-row"]));
    check(&["when", "1", "road"], std::slice::from_ref(&schemas["when-event"]));
    check(&["reclassify"], std::slice::from_ref(&schemas["rejudged"]));
    let types = |name: &str| -> Vec<Value> {
        let types = schemas[name]["oneOf"].as_array().expect("types of entry");
        let shared = &schemas["common"]["$defs"]["overruling"];
        types.iter().map(|it| if it.get("$ref").is_some() { shared } else { it }.clone()).collect()
    };
    check(&["log", "1"], &types("log-entry"));
    check(&["log", "1", "--all"], &types("log-entry"));
    site.publish("/road", &page("Council votes for road", "30.11.2025", &ROAD, 1));
    desk.track(&site.url("/road")).ok();
    check(&["verdict", "2"], &types("verdict-entry"));
}

/// Checks that a schema's enumeration holds the names of one of ours, each and no other.
fn check_values<T: DeserializeOwned>(name: &str) {
    // What reads the type names all that it could have been.
    let error = serde_json::from_value::<T>(json!("?")).err().expect("no name").to_string();
    let quoted = Regex::new("`([a-z_]+)`").expect("a pattern");
    let ours: BTreeSet<&str> =
        quoted.captures_iter(&error).map(|found| found.extract::<1>().1[0]).collect();
    let schema = &schemas()["common"]["$defs"][name]["enum"];
    let listed = schema.as_array().expect("an enumeration");
    let listed: BTreeSet<&str> = listed.iter().filter_map(Value::as_str).collect();
    assert_eq!(listed, ours, "{name}");
}

#[test]
fn the_enumerations_are_those_of_the_program() {
    check_values::<OutcomeName>("outcome");
    check_values::<FailureKind>("failure");
    check_values::<State>("state");
    check_values::<Following>("following");
    check_values::<Op>("op");
    check_values::<Cosmetic>("cosmetic_class");
    check_values::<BlockKind>("block_kind");
    check_values::<StampKind>("stamp_kind");
    check_values::<StampSource>("stamp_source");
    check_values::<Precision>("precision");
    check_values::<SignalKind>("signal_kind");
    check_values::<PartName>("part_name");
    check_values::<Action>("action");
    check_values::<SentenceAction>("sentence_action");
    check_values::<Class>("verdict_class");
    check_values::<Disclosure>("disclosure");
    check_values::<EvidenceKind>("evidence_kind");
    check_values::<ReasonKind>("reason_kind");
}
