//! Two sides aligned as they face each other, whichever came first: of ways to align them that are
//! as good, the same is taken from new to old as from old to new, so that both cost a reader the
//! same.

use std::cmp::Ordering;

use crate::diff::alignment::Alignment;
use crate::diff::side::{Side, Stretch, sides};

/// The two sides of texts, with their alignment.
pub struct Facing<'a> {
    pub old: Side<'a>,
    pub new: Side<'a>,
    pub alignment: Alignment,
}

impl<'a> Facing<'a> {
    pub fn of(
        olds: &[Stretch<'a>],
        news: &[Stretch<'a>],
        align: impl Fn(&Side, &Side) -> Alignment,
    ) -> Facing<'a> {
        match order(olds, news) {
            Ordering::Less | Ordering::Equal => {
                let (old, new) = sides(olds, news);
                let alignment = align(&old, &new);
                Facing { old, new, alignment }
            }
            Ordering::Greater => {
                let (new, old) = sides(news, olds);
                let alignment = align(&new, &old).turned();
                Facing { old, new, alignment }
            }
        }
    }
}

/// Some order of texts, whatever it is: that of their lengths, then of what they hold.
fn order<'a>(olds: &[Stretch<'a>], news: &[Stretch<'a>]) -> Ordering {
    let length = |stretches: &[Stretch]| stretches.iter().map(|it| it.within.len()).sum::<usize>();
    let content = |stretch: &Stretch<'a>| (stretch.group, stretch.content());
    length(olds)
        .cmp(&length(news))
        .then_with(|| olds.iter().map(content).cmp(news.iter().map(content)))
}
