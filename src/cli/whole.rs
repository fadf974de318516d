//! Whole numbers between two bounds, as options take them.

use std::ops::RangeInclusive;
use std::str::FromStr;

/// What reads a number in a range, and says which one where it is not.
pub fn between<N>(
    range: RangeInclusive<N>,
) -> impl Fn(&str) -> Result<N, String> + Clone + Send + Sync + 'static
where
    N: FromStr + PartialOrd + Copy + std::fmt::Display + Send + Sync + 'static,
{
    let (least, most) = (*range.start(), *range.end());
    move |text| match text.parse::<N>() {
        Ok(number) if (least..=most).contains(&number) => Ok(number),
        _ => Err(format!("a whole number from {least} to {most} is wanted")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_where_it_lies_between_the_bounds() {
        let read = between(1_u8..=16);
        assert_eq!((read("1"), read("16")), (Ok(1), Ok(16)));
        for text in ["0", "17", "-1", "999", "1.5", "", "x"] {
            let told = Err("a whole number from 1 to 16 is wanted".to_owned());
            assert_eq!(read(text), told, "{text:?}");
        }
    }
}
