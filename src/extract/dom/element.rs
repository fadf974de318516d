//! An element of a page, and what stands in it and around it.

use std::fmt;

use html5ever::ns;

use super::{Content, Id, Named, Tree};

/// An element of a tree.
#[derive(Clone, Copy)]
pub struct Element<'a> {
    tree: &'a Tree,
    id: Id,
    own: &'a Named,
}

/// What a page is made of.
#[derive(Clone, Copy)]
pub enum Node<'a> {
    Element(Element<'a>),
    Text(Text<'a>),
}

/// A text, as it stands in an element.
#[derive(Clone, Copy)]
pub struct Text<'a> {
    pub words: &'a str,
    tree: &'a Tree,
    id: Id,
}

impl<'a> Element<'a> {
    pub(super) fn of(tree: &'a Tree, id: Id) -> Option<Element<'a>> {
        match &tree.node(id).content {
            Content::Element(own) => Some(Element { tree, id, own }),
            Content::Page | Content::Text(_) | Content::Silent => None,
        }
    }

    /// Its number, by which the tree finds it again.
    pub fn id(self) -> Id {
        self.id
    }

    /// The tag's name, in lower case.
    pub fn name(self) -> &'a str {
        &self.own.name.local
    }

    /// The value of an attribute of no namespace, as is every one outside drawings.
    pub fn attribute(self, name: &str) -> Option<&'a str> {
        let mut all = self.own.attributes.iter();
        let found = all.find(|own| &*own.name.local == name && own.name.ns == ns!());
        found.map(|own| &*own.value)
    }

    /// The names and values of all attributes.
    pub fn attributes(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.own.attributes.iter().map(|own| (&*own.name.local, &*own.value))
    }

    pub fn parent(self) -> Option<Element<'a>> {
        self.tree.element(self.tree.node(self.id).parent?)
    }

    /// The elements around it, the innermost first.
    pub fn ancestors(self) -> impl Iterator<Item = Element<'a>> {
        std::iter::successors(self.parent(), |it| it.parent())
    }

    pub fn children(self) -> impl Iterator<Item = Node<'a>> {
        self.tree.children(self.id).filter_map(move |id| Node::of(self.tree, id))
    }

    pub fn child_elements(self) -> impl Iterator<Item = Element<'a>> {
        self.tree.children(self.id).filter_map(move |id| Element::of(self.tree, id))
    }

    /// Itself and all that is in it, in page order.
    pub fn nodes(self) -> impl Iterator<Item = Node<'a>> {
        self.ids().filter_map(move |id| Node::of(self.tree, id))
    }

    /// Itself and the elements in it, in page order.
    pub fn elements(self) -> impl Iterator<Item = Element<'a>> {
        self.ids().filter_map(move |id| Element::of(self.tree, id))
    }

    /// The texts in it, in page order.
    pub fn texts(self) -> impl Iterator<Item = &'a str> {
        self.nodes().filter_map(|node| match node {
            Node::Text(text) => Some(text.words),
            Node::Element(_) => None,
        })
    }

    /// Whether it begins after another element does.
    pub fn is_behind(self, other: Element<'_>) -> bool {
        self.id > other.id
    }

    /// The numbers of itself and of all that is in it, in page order.
    fn ids(self) -> impl Iterator<Item = Id> {
        let node = |id: Id| self.tree.node(id);
        let next = move |id: &Id| {
            let up = |id: &Id| node(*id).parent.filter(|parent| *parent != self.id);
            let behind = || {
                let mut around = std::iter::successors(Some(*id), up);
                around.find_map(|id| node(id).after)
            };
            node(*id).first.or_else(|| if *id == self.id { None } else { behind() })
        };
        std::iter::successors(Some(self.id), next)
    }
}

impl<'a> Text<'a> {
    /// The element that it stands in.
    pub fn parent(self) -> Option<Element<'a>> {
        self.tree.element(self.tree.node(self.id).parent?)
    }
}

impl<'a> Node<'a> {
    fn of(tree: &'a Tree, id: Id) -> Option<Node<'a>> {
        match &tree.node(id).content {
            Content::Element(own) => Some(Node::Element(Element { tree, id, own })),
            Content::Text(text) => Some(Node::Text(Text { words: text, tree, id })),
            Content::Page | Content::Silent => None,
        }
    }
}

impl PartialEq for Element<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.own, other.own)
    }
}

impl Eq for Element<'_> {}

impl fmt::Debug for Element<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}", self.name())?;
        self.attributes().try_for_each(|(name, value)| write!(f, " {name}={value:?}"))?;
        f.write_str(">")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_an_element_is_read_in_page_order() {
        let tree = Tree::of_page("<p>a<b>c<i>d</i></b><!-- x -->e</p><p>f");
        let first = tree.root().elements().find(|it| it.name() == "p").expect("a paragraph");
        assert_eq!(first.texts().collect::<Vec<_>>(), ["a", "c", "d", "e"]);
        let names = |it: &mut dyn Iterator<Item = Element<'_>>| {
            it.map(|it| it.name().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(names(&mut first.elements()), ["p", "b", "i"]);
        assert_eq!(names(&mut first.child_elements()), ["b"]);
        assert_eq!(names(&mut first.ancestors()), ["body", "html"]);
    }

    #[test]
    fn an_attribute_has_its_value() {
        let tree = Tree::of_page("<p CLASS='a b' id=c>");
        let element = tree.root().elements().find(|it| it.name() == "p").expect("a paragraph");
        assert_eq!(element.attribute("class"), Some("a b"));
        assert_eq!(element.attribute("style"), None);
        assert_eq!(element.attributes().collect::<Vec<_>>(), [("class", "a b"), ("id", "c")]);
    }
}
