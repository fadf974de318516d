//! A page as the HTML standard builds it: a tree of elements and texts, its nodes in one row.
//!
//! The parser (`parser`) builds it by what html5ever says (`sink`); what is read from it stands in
//! `element`.

pub mod element;
mod entities;
mod parser;
mod sink;

use std::num::NonZeroU32;

use html5ever::tendril::StrTendril;
use html5ever::{Attribute, QualName};

use self::element::Element;

/// A parsed page, or a part of one.
pub struct Tree {
    nodes: Vec<Node>,
}

/// A node's number in the row; the parser makes them nearly in page order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(NonZeroU32);

struct Node {
    parent: Option<Id>,
    before: Option<Id>,
    after: Option<Id>,
    first: Option<Id>,
    last: Option<Id>,
    content: Content,
}

enum Content {
    /// The whole page, the first of the row.
    Page,
    Element(Named),
    Text(StrTendril),
    /// A comment or an instruction, which nobody reads.
    Silent,
}

/// What a tag says.
struct Named {
    name: QualName,
    attributes: Vec<Attribute>,
}

impl Tree {
    /// Reads a page, within the bounds of `bounds`.
    pub fn of_page(html: &str) -> Tree {
        parser::page(html)
    }

    /// Reads markup that stands in a page's body, within the bounds of `bounds`.
    pub fn of_fragment(html: &str) -> Tree {
        parser::fragment(html)
    }

    /// The `<html>` element.
    pub fn root(&self) -> Element<'_> {
        let mut top = self.children(Id::PAGE).filter_map(|id| self.element(id));
        top.next().expect("the parser makes an html element, whatever the page")
    }

    /// The element of that number; none if it is another node's.
    pub fn element(&self, id: Id) -> Option<Element<'_>> {
        Element::of(self, id)
    }

    fn node(&self, id: Id) -> &Node {
        &self.nodes[id.at()]
    }

    fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        std::iter::successors(self.node(id).first, |id| self.node(*id).after)
    }
}

impl Id {
    const PAGE: Id = Id(NonZeroU32::MIN);

    /// The number of a node at a place in the row.
    fn of(at: usize) -> Id {
        let number = u32::try_from(at + 1).ok().and_then(NonZeroU32::new);
        Id(number.expect("a page that is read has fewer bytes than that"))
    }

    fn at(self) -> usize {
        self.0.get() as usize - 1
    }
}
