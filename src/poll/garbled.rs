//! Letters lost on the way: a text that is the same but for characters that were decoded wrongly, as
//! when a server's charset and its pages' part company.

/// Letters that stand in pairs or threes where UTF-8 was read as a charset of one byte a letter.
const TELLING: [char; 8] = ['Ã', 'Â', 'â', 'Å', 'Ä', 'Ð', 'Ñ', 'Î'];

/// Whether a text says what another says, with its letters beyond ASCII garbled.
pub fn is_garbled(old: &str, new: &str) -> bool {
    let (before, now) = (Letters::of(old), Letters::of(new));
    if before.beyond == 0 || before.plain != now.plain {
        return false;
    }
    let are_lost = 2 * now.lost.saturating_sub(before.lost) >= before.beyond;
    let are_split = 2 * now.beyond >= 3 * before.beyond
        && 2 * now.telling.saturating_sub(before.telling) >= before.beyond;
    are_lost || are_split
}

/// The letters of a text.
struct Letters {
    /// Those of ASCII, in order.
    plain: String,
    /// How many others there are, how many of these could not be decoded, and how many are telling.
    beyond: usize,
    lost: usize,
    telling: usize,
}

impl Letters {
    fn of(text: &str) -> Letters {
        let count = |is_so: fn(char) -> bool| text.chars().filter(|&c| is_so(c)).count();
        Letters {
            plain: text.chars().filter(char::is_ascii_alphanumeric).collect(),
            beyond: count(|c| !c.is_ascii()),
            lost: count(|c| c == char::REPLACEMENT_CHARACTER),
            telling: count(|c| TELLING.contains(&c)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: bool) {
        assert_eq!(is_garbled(old, new), expected, "{old} → {new}");
    }

    #[test]
    fn letters_that_were_lost_or_split_are_known() {
        check("Belediye Başkanı Çelik", "Belediye Ba\u{fffd}kan\u{fffd} \u{fffd}elik", true);
        check("Le maire a été élu", "Le maire a Ã©tÃ© Ã©lu", true);
        check("Мэр", "Ð\u{9c}Ñ\u{8d}Ñ\u{80}", true);
        check("“Two” died", "â\u{80}\u{9c}Twoâ\u{80}\u{9d} died", true);
    }

    #[test]
    fn an_edit_is_no_garbling() {
        check("Le maire a été élu", "Le maire a été battu", false);
        check("Çelik said", "Ğelik said", false);
        check("Celik said", "Çelik said", false);
        check("Мэр сказал", "Мэр молчал", false);
        check("Two died – said Çelik", "Two died — said Çelik…", false);
        check("plain", "plain", false);
    }
}
