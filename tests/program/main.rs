//! The whole program through its binary, and the gate to the network, against origins on the
//! loopback. One binary, as each links some three hundred crates.

mod origin;
mod answers;
mod any_bytes;
mod barren;
mod desk;
mod config;
mod corrections;
mod craft;
mod diff;
mod errors;
mod extract;
mod fetch;
mod follow;
mod git;
mod hostile;
mod life;
mod pairs;
mod pollers;
mod readme;
mod robust;
mod rounds;
mod schemas;
mod show;
mod show_formats;
mod show_spans;
mod show_stamps;
mod sources;
mod stay;
mod stories;
mod tables;
mod tour;
mod upkeep;
mod verdicts;
mod words;
