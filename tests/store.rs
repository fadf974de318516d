//! The store: one contract, told as a story, for every backend; then what is SQLite's own.

mod store {
    pub mod contract;
    pub mod damage;
    pub mod life;
    pub mod memory;
    pub mod open;
    pub mod pauses;
    pub mod rounds;
    pub mod sample;
    pub mod schema;
    pub mod sharing;
    pub mod sources;
    pub mod verdicts;
    pub mod versions;
}
