//! A parse by html5ever that keeps nothing but the elements' names: what reading a page costs at
//! the least.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, ParseOpts, QualName};

/// The number of elements in a page.
pub fn elements(html: &str) -> usize {
    html5ever::parse_document(Names::default(), ParseOpts::default()).one(html)
}

/// Elements by their number; other nodes have a name too, which nobody asks for.
#[derive(Default)]
struct Names(RefCell<Vec<Option<QualName>>>);

impl Names {
    fn push(&self, name: Option<QualName>) -> usize {
        let mut names = self.0.borrow_mut();
        names.push(name);
        names.len()
    }
}

const DOCUMENT: usize = 0;
/// What templates hold is nobody's child.
const TEMPLATE: usize = usize::MAX;

impl TreeSink for Names {
    type Handle = usize;
    type Output = usize;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> usize {
        self.0.into_inner().iter().flatten().count()
    }

    fn get_document(&self) -> usize {
        DOCUMENT
    }

    fn get_template_contents(&self, _: &usize) -> usize {
        TEMPLATE
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn elem_name<'a>(&'a self, node: &'a usize) -> Ref<'a, QualName> {
        let of_element = "the parser asks for the names of elements alone";
        Ref::map(self.0.borrow(), |names| names[*node - 1].as_ref().expect(of_element))
    }

    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> usize {
        self.push(Some(name))
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.push(None)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.push(None)
    }

    fn append(&self, _: &usize, _: NodeOrText<usize>) {}
    fn append_before_sibling(&self, _: &usize, _: NodeOrText<usize>) {}
    fn append_based_on_parent_node(&self, _: &usize, _: &usize, _: NodeOrText<usize>) {}
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn add_attrs_if_missing(&self, _: &usize, _: Vec<Attribute>) {}
    fn remove_from_parent(&self, _: &usize) {}
    fn reparent_children(&self, _: &usize, _: &usize) {}
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn set_quirks_mode(&self, _: QuirksMode) {}
}
