//! `cargo bench --bench extract`: the extractor beside a bare parse and beside other extractors.
//!
//! `-- --pages DIR` measures the pages of a folder instead of the fixtures. The engines take turns
//! on each page, so that a busy machine slows them alike; a figure is the best of its rounds, in
//! CPU time of the thread.

mod bare;
mod engines;
mod memory;
mod pages;
mod rounds;

use std::env;
use std::error::Error;
use std::hint::black_box;
use std::path::Path;

use engines::{ALL, BARE};
use pages::Page;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().collect();
    let after = |flag: &str| {
        let at = args.iter().position(|arg| arg == flag)?;
        args.get(at + 1).map(String::as_str)
    };
    let folder = after("--pages").unwrap_or("fixtures/extract");
    let pages = pages::read(Path::new(folder))?;
    if pages.is_empty() {
        return Err(format!("no pages in {folder}").into());
    }
    let bytes: usize = pages.iter().map(|page| page.bytes.len()).sum();
    println!("{} pages, {:.1} kB a page", pages.len(), bytes as f64 / 1e3 / pages.len() as f64);
    print(&pages);
    Ok(())
}

fn print(pages: &[Page]) {
    let times: Vec<Vec<f64>> = pages.iter().map(rounds::best).collect();
    let column = |engine: usize| times.iter().map(move |row| row[engine]);
    println!(
        "{:<32}{:>10}{:>10}{:>10}{:>14}",
        "engine", "ms a page", "× parse", "median ×", "peak, MB"
    );
    for (index, engine) in ALL.iter().enumerate() {
        let ratio = column(index).sum::<f64>() / column(BARE).sum::<f64>();
        let mut each: Vec<f64> =
            column(index).zip(column(BARE)).map(|(it, bare)| it / bare).collect();
        each.sort_by(f64::total_cmp);
        let peaks = pages.iter().map(|page| {
            memory::peak(|| {
                black_box((engine.run)(page));
            })
        });
        let most = peaks.max().unwrap_or(0);
        let mean = column(index).sum::<f64>() / pages.len() as f64;
        println!(
            "{:<32}{:>10.3}{ratio:>10.2}{:>10.2}{:>14.1}",
            engine.name,
            mean * 1e3,
            each[each.len() / 2],
            most as f64 / 1e6
        );
    }
}
