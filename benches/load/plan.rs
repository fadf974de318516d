//! What a site is to be like.

use crate::host::Encoding;
use crate::options::Faults;

pub struct Plan {
    pub stories: usize,
    pub hosts: usize,
    pub rounds: usize,
    pub rhythm: Rhythm,
    pub character: Character,
    pub weight: Weight,
    /// In how many stories of a hundred trouble begins in a round.
    pub troubled: usize,
    /// How long a host wants to be left alone, in seconds, when it asks for that.
    pub pause: usize,
}

/// How often stories are edited.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Rhythm {
    /// Every story in every round, a little.
    Always,
    /// So many of a hundred in a round, but none in the last two rounds; some take turns.
    Often(usize),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Character {
    /// Each host has its own ways.
    Varied(Faults),
    /// All have the same, and a validator.
    Plain(Encoding),
}

/// How much there is around the stories.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// As much as there is on a news site: 50 to 150 KB.
    Real,
    Light,
}

impl Plan {
    /// A site to be timed on.
    pub fn plain(stories: usize, hosts: usize, rounds: usize, encoding: Encoding) -> Plan {
        Plan {
            rhythm: Rhythm::Always,
            character: Character::Plain(encoding),
            ..Plan::varied(stories, hosts, rounds, Faults::None)
        }
    }

    /// A site like many.
    pub fn varied(stories: usize, hosts: usize, rounds: usize, faults: Faults) -> Plan {
        Plan {
            stories,
            hosts,
            rounds,
            rhythm: Rhythm::Often(25),
            character: Character::Varied(faults),
            weight: Weight::Real,
            troubled: match faults {
                Faults::None => 0,
                Faults::All => 8,
            },
            pause: 1000,
        }
    }
}
