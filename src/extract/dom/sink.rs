//! Builds the tree as html5ever says.

use std::borrow::Cow;
use std::cell::{Ref, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, QualName};

use super::{Content, Id, Named, Node, Tree};

/// Bytes of markup that make a node, at the least, on an ordinary page.
const NODE_BYTES: usize = 32;

/// The tree that is being built.
pub struct Sink(RefCell<Tree>);

impl Sink {
    /// A tree of which there is nothing yet, and room for what markup will make.
    pub fn new(html: &str) -> Sink {
        let tree = Tree { nodes: Vec::with_capacity(html.len() / NODE_BYTES + 1) };
        let sink = Sink(RefCell::new(tree));
        sink.0.borrow_mut().push(Content::Page);
        sink
    }
}

impl Tree {
    fn push(&mut self, content: Content) -> Id {
        let id = Id::of(self.nodes.len());
        let (parent, before, after, first, last) = (None, None, None, None, None);
        self.nodes.push(Node { parent, before, after, first, last, content });
        id
    }

    fn node_mut(&mut self, id: Id) -> &mut Node {
        &mut self.nodes[id.at()]
    }

    /// Puts a node that stands nowhere between two children of a parent.
    fn link(&mut self, id: Id, parent: Id, before: Option<Id>, after: Option<Id>) {
        let node = self.node_mut(id);
        (node.parent, node.before, node.after) = (Some(parent), before, after);
        match before {
            Some(before) => self.node_mut(before).after = Some(id),
            None => self.node_mut(parent).first = Some(id),
        }
        match after {
            Some(after) => self.node_mut(after).before = Some(id),
            None => self.node_mut(parent).last = Some(id),
        }
    }

    fn unlink(&mut self, id: Id) {
        let node = self.node_mut(id);
        let (before, after) = (node.before.take(), node.after.take());
        let Some(parent) = node.parent.take() else { return };
        match before {
            Some(before) => self.node_mut(before).after = after,
            None => self.node_mut(parent).first = after,
        }
        match after {
            Some(after) => self.node_mut(after).before = before,
            None => self.node_mut(parent).last = before,
        }
    }

    /// Puts a node, or a text that lengthens the one before it, between two children of a parent.
    fn insert(&mut self, child: NodeOrText<Id>, parent: Id, before: Option<Id>, after: Option<Id>) {
        let id = match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(text) => {
                if let Some(before) = before
                    && let Content::Text(open) = &mut self.node_mut(before).content
                {
                    return open.push_tendril(&text);
                }
                self.push(Content::Text(text))
            }
        };
        self.link(id, parent, before, after);
    }
}

impl TreeSink for Sink {
    type Handle = Id;
    type Output = Tree;
    type ElemName<'a> = Ref<'a, QualName>;

    fn finish(self) -> Tree {
        self.0.into_inner()
    }

    fn get_document(&self) -> Id {
        Id::PAGE
    }

    /// What a template holds stands in it.
    fn get_template_contents(&self, template: &Id) -> Id {
        *template
    }

    fn same_node(&self, one: &Id, other: &Id) -> bool {
        one == other
    }

    fn elem_name<'a>(&'a self, id: &'a Id) -> Ref<'a, QualName> {
        Ref::map(self.0.borrow(), |tree| match &tree.node(*id).content {
            Content::Element(own) => &own.name,
            Content::Page | Content::Text(_) | Content::Silent => {
                unreachable!("the parser asks for the names of elements alone")
            }
        })
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Id {
        self.0.borrow_mut().push(Content::Element(Named { name, attributes }))
    }

    fn create_comment(&self, _: StrTendril) -> Id {
        self.0.borrow_mut().push(Content::Silent)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.0.borrow_mut().push(Content::Silent)
    }

    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let mut tree = self.0.borrow_mut();
        if let NodeOrText::AppendNode(id) = child {
            tree.unlink(id);
        }
        let last = tree.node(*parent).last;
        tree.insert(child, *parent, last, None);
    }

    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let mut tree = self.0.borrow_mut();
        if let NodeOrText::AppendNode(id) = child {
            tree.unlink(id);
        }
        let Node { parent, before, .. } = *tree.node(*sibling);
        if let Some(parent) = parent {
            tree.insert(child, parent, before, Some(*sibling));
        }
    }

    fn append_based_on_parent_node(&self, element: &Id, parent: &Id, child: NodeOrText<Id>) {
        let stands = self.0.borrow().node(*element).parent.is_some();
        match stands {
            true => self.append_before_sibling(element, child),
            false => self.append(parent, child),
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn add_attrs_if_missing(&self, id: &Id, attributes: Vec<Attribute>) {
        if let Content::Element(own) = &mut self.0.borrow_mut().node_mut(*id).content {
            for attribute in attributes {
                if own.attributes.iter().all(|known| known.name != attribute.name) {
                    own.attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, id: &Id) {
        self.0.borrow_mut().unlink(*id);
    }

    fn reparent_children(&self, id: &Id, parent: &Id) {
        let mut tree = self.0.borrow_mut();
        while let Some(child) = tree.node(*id).first {
            tree.unlink(child);
            let last = tree.node(*parent).last;
            tree.link(child, *parent, last, None);
        }
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn set_quirks_mode(&self, _: QuirksMode) {}
}
