//! A page as a tree of the few tags that are looked at, so that it is as flat as the page is hostile.
//!
//! What a page can make of a whole tree takes far longer than its bytes: each tag looks through all that it stands in, and each
//! paragraph opens anew whatever was left open. Without the tags that nest, nothing of this can happen.

use std::cell::Cell;
use std::time::{Duration, Instant};

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink as _};
use scraper::{Html, HtmlTreeSink};

/// What is looked at.
const WANTED: &[&str] = &["a", "base", "link", "script"];

/// What holds no tags: without it its words would be taken for some.
const RAW: &[&str] = &[
    "iframe", "noembed", "noframes", "script", "style", "textarea", "title", "xmp",
];

/// The most tags that are kept.
const MAX_TAGS: usize = 20_000;

/// How long a page is read, looked at after so many bytes: the attributes of one tag are each compared with all before it.
const LONGEST: Duration = Duration::from_secs(2);
const PIECE: usize = 4 * 1024;

/// Reads a page, or its beginning where it asks for more than a page should.
pub(super) fn read(page: &str) -> Html {
    let began = Instant::now();
    let sink = HtmlTreeSink::new(Html::new_document());
    let kept = Kept {
        builder: TreeBuilder::new(sink, TreeBuilderOpts::default()),
        tags: Cell::new(0),
        is_raw: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(kept, TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest = page;
    while !rest.is_empty() && tokenizer.sink.tags.get() < MAX_TAGS && began.elapsed() < LONGEST {
        let (piece, behind) = rest.split_at(rest.ceil_char_boundary(PIECE));
        rest = behind;
        queue.push_back(StrTendril::from(piece));
        while let TokenizerResult::Script(_) | TokenizerResult::EncodingIndicator(_) = tokenizer.feed(&queue)
        {
        }
    }
    tokenizer.end();
    tokenizer.sink.builder.sink.finish()
}

/// Hands on what is kept.
struct Kept<Handle> {
    builder: TreeBuilder<Handle, HtmlTreeSink>,
    tags: Cell<usize>,
    /// Inside of what holds no tags.
    is_raw: Cell<bool>,
}

impl<Handle> Kept<Handle> {
    fn keeps(&self, tag: &Tag) -> bool {
        let name = &*tag.name;
        let is_raw = RAW.contains(&name);
        if tag.kind == TagKind::EndTag {
            let closes = is_raw && self.is_raw.replace(false);
            return closes || name == "a";
        }
        let is_kept = is_raw || WANTED.contains(&name);
        self.is_raw.set(is_raw);
        self.tags.set(self.tags.get() + usize::from(is_kept));
        is_kept
    }
}

impl TokenSink for Kept<<HtmlTreeSink as html5ever::tree_builder::TreeSink>::Handle> {
    type Handle = <HtmlTreeSink as html5ever::tree_builder::TreeSink>::Handle;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Self::Handle> {
        let is_kept = match &token {
            Token::TagToken(tag) => self.keeps(tag),
            Token::CharacterTokens(_) | Token::NullCharacterToken => self.is_raw.get(),
            Token::DoctypeToken(_) | Token::EOFToken => true,
            Token::CommentToken(_) | Token::ParseError(_) => false,
        };
        if is_kept {
            self.builder.process_token(token, line)
        } else {
            TokenSinkResult::Continue
        }
    }

    fn end(&self) {
        self.builder.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces that are worst for a tree, each for a reason of its own, as long as a page may be.
    #[test]
    fn hostile_pages_cost_what_their_bytes_cost() {
        let long = 1024 * 1024;
        let fill = |piece: &dyn Fn(usize) -> String| {
            let mut page = String::new();
            for number in 0.. {
                page.push_str(&piece(number));
                if page.len() >= long {
                    break;
                }
            }
            page
        };
        let pages = [
            ("nested", fill(&|_| "<div>".to_owned())),
            (
                "nested, with names",
                fill(&|_| "<ul><li><a rel=me href=x>".to_owned()),
            ),
            ("left open", fill(&|number| format!("<b a={number}><p>x"))),
            (
                "links left open",
                fill(&|number| format!("<a rel=me href={number}><p>x")),
            ),
            (
                "closed wrongly",
                fill(&|number| format!("<a b={number}><div></a>")),
            ),
            ("raw", fill(&|_| "<xmp></xmp><a><title></title>".to_owned())),
            (
                "many attributes",
                format!("<a {}>", fill(&|number| format!("a{number} "))),
            ),
            ("no end of a tag", fill(&|_| "<a rel=".to_owned())),
            (
                "no end of a script",
                fill(&|_| "<script type=application/ld+json>".to_owned()),
            ),
            ("no end of a comment", fill(&|_| "<!--".to_owned())),
            ("entities", fill(&|_| "&amp".to_owned())),
            ("tables", fill(&|_| "<table>x".to_owned())),
            ("templates", fill(&|_| "<template><svg>".to_owned())),
        ];
        for (what, page) in pages {
            let began = Instant::now();
            let nodes = read(&page).tree.values().len();
            assert!(began.elapsed() < LONGEST * 5, "{what}: {:?}", began.elapsed());
            assert!(nodes <= 3 * MAX_TAGS + 5_000, "{what}: {nodes}");
        }
    }
}
