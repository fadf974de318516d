//! `cargo bench --bench stability -- --pages DIR`: does the article stay the same when only the
//! furniture of a real page changes, and does it change when the story does?
//!
//! `DIR` holds pages with the true text of their stories; `benches/README.md` has its form and the
//! other options.

mod abroad;
mod chance;
mod corpus;
mod deliveries;
mod edits;
mod findings;
mod furnished;
mod furniture;
mod held_back;
mod judgement;
mod noise;
mod options;
mod pages;
mod places;
mod readers;
mod source;
mod tables;
mod template;
mod words;

use std::error::Error;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Instant;

use findings::{Edited, Finding};
use judgement::Judgement;
use noise::Trial;
use options::Options;
use pages::Page;

fn main() -> Result<(), Box<dyn Error>> {
    let Some(options) = Options::read()? else {
        println!("stability: no pages to measure on; give `-- --pages DIR`");
        return Ok(());
    };
    let began = Instant::now();
    let (pages, passed) = sample(&options)?;
    if let Some(folder) = &options.write {
        return furnished::write(&pages, options.seed, Path::new(folder));
    }
    let findings = findings(&pages, &options);
    let seconds = began.elapsed().as_secs_f64();
    println!(
        "{}, {} pages ({passed} passed over: their paragraphs are not found in the source), {seconds:.0} s\n",
        options.reader.name,
        pages.len()
    );
    match &options.show {
        Some(kind) => show(&findings, kind),
        None => print(&findings),
    }
    Ok(())
}

/// So many pages as are asked for, and how many were of no use.
fn sample(options: &Options) -> Result<(Vec<Page>, usize), Box<dyn Error>> {
    let (mut pages, mut passed) = (Vec::new(), 0);
    for drawn in corpus::shuffled(&options.folders, options.seed)? {
        if pages.len() == options.sample {
            break;
        }
        match Page::of(drawn.read()?) {
            Some(page) => pages.push(page),
            None => passed += 1,
        }
    }
    Ok((pages, passed))
}

/// The pages shared out among the cores.
fn findings(pages: &[Page], options: &Options) -> Vec<Finding> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(page) = pages.get(index) else { return done };
            done.push(findings::finding(page, index, options));
        }
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut findings: Vec<Finding> = thread::scope(|scope| {
        let threads: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|it| it.join().expect("no reader panics")).collect()
    });
    findings.sort_by_key(|finding| finding.page);
    findings
}

fn print(findings: &[Finding]) {
    let trials = || findings.iter().flat_map(|finding| &finding.trials);
    let usual: Vec<&Trial> = trials().filter(|trial| !trial.is_held_back()).collect();
    let held_back: Vec<&Trial> = trials().filter(|trial| trial.is_held_back()).collect();
    tables::furniture("Furniture", &usual);
    tables::furniture("Furniture held back", &held_back);
    let edited: Vec<&Edited> = findings.iter().flat_map(|finding| &finding.edited).collect();
    tables::edits(&edited);
}

/// The differences of a kind, of all edits or of all usual furniture, the first of them.
fn show(findings: &[Finding], kind: &str) {
    const SHOWN: usize = 80;
    let is_trial = |it: &&Trial| match kind {
        "furniture" => !it.is_held_back(),
        kind => it.kind == kind,
    };
    let noise = findings.iter().flat_map(|finding| {
        let trials = finding.trials.iter().filter(is_trial).filter(|it| it.is_false_change());
        let how = |it: &Trial| format!("{}: {:?} {:?}", it.kind, it.placed, it.change);
        trials.map(move |it| (finding, how(it), &it.differences))
    });
    let edits = findings.iter().flat_map(|finding| {
        let edited = finding.edited.iter().filter(|it| kind == "edits" || it.kind == kind);
        edited.filter_map(move |it| Some((finding, it.judgement?, it)))
    });
    let edits = edits.filter(|(_, judgement, _)| *judgement != Judgement::Exact).map(
        |(finding, judgement, it)| {
            (finding, format!("{}: {judgement:?}", it.kind), &it.differences)
        },
    );
    for (finding, how, differences) in noise.chain(edits).take(SHOWN) {
        println!("{} {how}", finding.id);
        for line in differences.iter().take(12) {
            println!("    {}", line.chars().take(240).collect::<String>());
        }
    }
}
