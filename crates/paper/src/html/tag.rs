//! What kind of thing an element is; its exact name matters no further.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    Root,
    Text,
    Title,
    /// Nothing of it is ever shown as text of the page.
    Hidden,
    /// It holds navigation, controls or asides.
    Clutter,
    /// A header of the page or of an article.
    Header,
    Footer,
    Main,
    Article,
    Heading,
    Paragraph,
    /// `pre`: its line ends count.
    Preformatted,
    Block,
    List,
    Item,
    Table,
    RowGroup,
    Row,
    Cell,
    HeadCell,
    Break,
    Rule,
    Link,
    Centre,
    Void,
    Inline,
}

impl Tag {
    pub fn of(name: &str) -> Tag {
        let lower = name.to_ascii_lowercase();
        match lower.as_str() {
            "title" => Tag::Title,
            "script" | "style" | "template" | "iframe" | "svg" | "math" | "canvas" | "video" | "audio" | "object"
            | "noscript" | "noembed" | "map" | "datalist" => Tag::Hidden,
            "nav" | "aside" | "dialog" | "button" | "select" | "textarea" | "menu" => Tag::Clutter,
            "header" => Tag::Header,
            "footer" => Tag::Footer,
            "main" => Tag::Main,
            "article" => Tag::Article,
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Tag::Heading,
            "p" => Tag::Paragraph,
            "pre" | "xmp" | "listing" => Tag::Preformatted,
            "div" | "section" | "body" | "html" | "head" | "blockquote" | "figure" | "figcaption" | "address"
            | "dd" | "dt" | "fieldset" | "form" | "details" | "summary" | "caption" | "legend" | "hgroup" => Tag::Block,
            "center" => Tag::Centre,
            "ul" | "ol" | "dl" | "dir" => Tag::List,
            "li" => Tag::Item,
            "table" => Tag::Table,
            "thead" | "tbody" | "tfoot" => Tag::RowGroup,
            "tr" => Tag::Row,
            "td" => Tag::Cell,
            "th" => Tag::HeadCell,
            "br" => Tag::Break,
            "hr" => Tag::Rule,
            "a" => Tag::Link,
            "img" | "input" | "meta" | "link" | "area" | "base" | "col" | "embed" | "source" | "track" | "wbr"
            | "param" | "frame" => Tag::Void,
            _ => Tag::Inline,
        }
    }

    pub fn is_void(self) -> bool {
        matches!(self, Tag::Void | Tag::Break | Tag::Rule)
    }

    /// Whether it stands on lines of its own.
    pub fn is_block(self) -> bool {
        !matches!(self, Tag::Text | Tag::Title | Tag::Hidden | Tag::Inline | Tag::Link | Tag::Void | Tag::Break)
    }
}
