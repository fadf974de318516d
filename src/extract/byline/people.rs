//! People and agencies, told from their roles and from what else stands beside them.

/// The person or agency that a shown part begins with: up to a role, a place or a sentence.
pub fn person(part: &str) -> Option<String> {
    let words: Vec<&str> = part.split(' ').collect();
    let is_small = |word: &str| {
        word.starts_with(char::is_lowercase) && !PARTICLES.contains(&word) && !word.contains('\'')
    };
    if words.len() > 1 && (is_small(words[0]) || is_role(words[0])) {
        return None;
    }
    let ends = |at: &usize| is_small(words[*at]) || is_role(words[*at]);
    let end = (1..words.len()).find(ends).unwrap_or(words.len());
    let all_capital = words.iter().all(|word| word.starts_with(char::is_uppercase));
    match end {
        // "Courier Staff": what is left would be no name of its own.
        1 if words.len() > 1 => all_capital.then(|| part.to_string()),
        _ => Some(words[..end].join(" ")),
    }
}

/// Small words inside names.
const PARTICLES: [&str; 26] = [
    "de", "van", "von", "der", "la", "di", "da", "dos", "das", "do", "el", "al", "bin", "ibn",
    "le", "zu", "ten", "ter", "den", "af", "av", "du", "del", "della", "v.", "e.v.",
];

/// Words that begin what somebody is, behind a name.
const ROLES: [&str; 30] = [
    "senior",
    "staff",
    "contributing",
    "contributor",
    "editor",
    "writer",
    "reporter",
    "correspondent",
    "columnist",
    "head",
    "chief",
    "founder",
    "co-founder",
    "director",
    "manager",
    "author",
    "journalist",
    "redakteur",
    "redakteurin",
    "redaktion",
    "korrespondent",
    "chefredakteur",
    "ceo",
    "guest",
    "freelance",
    "special",
    "editorial",
    "min",
    "minute",
    "follow",
];

pub fn is_role(word: &str) -> bool {
    ROLES.contains(&word.to_lowercase().trim_end_matches(['.', ':']))
}

/// Whether a name is one of two to four words with capitals, none of which tells an organisation.
pub fn is_surely_person(name: &str) -> bool {
    const NOT_PEOPLE: [&str; 16] = [
        "the",
        "news",
        "press",
        "media",
        "agency",
        "agentur",
        "agencia",
        "ajansı",
        "reviewer",
        "desk",
        "team",
        "staff",
        "reporter",
        "writer",
        "google",
        "associated",
    ];
    let words: Vec<String> = name.split(' ').map(str::to_lowercase).collect();
    (2..=4).contains(&words.len())
        && name
            .split(' ')
            .all(|word| word.starts_with(char::is_uppercase) || PARTICLES.contains(&word))
        && !words
            .iter()
            .any(|word| NOT_PEOPLE.contains(&word.as_str()) || ROLES.contains(&word.as_str()))
}

/// Whether a name of one word is that of an agency, not of a town.
pub fn is_agency(name: &str) -> bool {
    let short = name.chars().count() <= 6 && name.chars().all(|c| c.is_uppercase() || c == '/');
    short
        || matches!(
            name.to_lowercase().as_str(),
            "reuters"
                | "dpa"
                | "bloomberg"
                | "redaktion"
                | "agencies"
                | "agenturen"
                | "kathpress"
                | "xinhua"
                | "interfax"
        )
}
