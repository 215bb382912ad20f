//! A whole HTML page as blocks: its main content without the chrome around it, and what its head states of the person.

use super::builder::Builder;
use super::elements::{Elements, Part};
use super::html::{Tag, Token, tokens};
use super::{Block, Kind, markup, person_data, slice};

/// How much of a text is looked at to tell whether it is a page.
const HEAD_BYTES: usize = 2_048;

/// Elements that stand in a line and that pages use to set parts of it apart.
const INLINE: &[&str] = &["span", "b", "strong", "i", "em", "a", "small", "time"];

/// How many tags and texts of a link are looked at for its words.
const LINK_TOKENS: usize = 8;

/// Says whether a text is a page of its own, and not Markdown that holds some HTML.
pub(in crate::extract) fn is_page(text: &str) -> bool {
    let mut rest = slice(text, 0..text.floor_char_boundary(HEAD_BYTES));
    loop {
        rest = rest.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
        let (open, close) = match rest {
            _ if rest.starts_with("<!--") => ("<!--", "-->"),
            _ if rest.starts_with("<?xml") => ("<?xml", "?>"),
            _ => break,
        };
        let Some((_, after)) = slice(rest, open.len()..rest.len()).split_once(close) else {
            return false;
        };
        rest = after;
    }
    ["<!doctype html", "<html", "<head>", "<body"]
        .iter()
        .any(|begin| {
            rest.get(..begin.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(begin))
        })
}

/// Reads a page into blocks.
pub(super) fn blocks(source: &str) -> Vec<Block> {
    let tokens = tokens(source, 0..source.len());
    let elements = Elements::of(source, &tokens);
    let mut page = Page {
        source,
        builder: Builder::default(),
        open: Vec::new(),
        closed: None,
        in_title: false,
    };
    let people = person_data::people(source, &tokens);
    if let [person] = people.as_slice() {
        person.introduce(&mut page.builder);
    }
    if !elements.has_main_heading() {
        page.title(&tokens);
    }
    page.links_of_chrome(&tokens, &elements);
    for part in [Part::Content, Part::Column] {
        for (index, token) in tokens.iter().enumerate() {
            if elements.part(index) == part {
                page.token(token);
            }
        }
    }
    if let [person] = people.as_slice() {
        person.add_knowledge(&mut page.builder);
    }
    page.builder.finish()
}

struct Page<'t> {
    source: &'t str,
    builder: Builder,
    /// The open elements that stand in a line.
    open: Vec<Inline>,
    /// The one that was closed right before.
    closed: Option<Inline>,
    in_title: bool,
}

/// An element that stands in a line, such as a `span`.
struct Inline {
    name: String,
    class: String,
    /// Where its words begin, and while it is closed where it ends.
    start: usize,
    end: usize,
}

impl Page<'_> {
    /// The title names the person where no heading does.
    fn title(&mut self, tokens: &[Token<'_>]) {
        let titles = tokens.windows(2).filter_map(|pair| match pair {
            [Token::Open(tag), Token::Text(span)] if tag.is("title") => Some(span),
            _ => None,
        });
        if let Some(span) = titles.take(1).next() {
            self.builder.start(Kind::Paragraph);
            self.builder.html_text(self.source, span.clone());
            self.builder.end();
        }
    }

    /// Links to where else the person is: pages put them into headers and footers, often as icons.
    fn links_of_chrome(&mut self, tokens: &[Token<'_>], elements: &Elements) {
        for (index, token) in tokens.iter().enumerate() {
            let Token::Open(tag) = token else { continue };
            let part = elements.part(index);
            let is_read = matches!(part, Part::Content | Part::Column);
            let link = tag.is("link") || tag.is("a") && !is_read;
            let Some(href) = tag.attribute("href").filter(|_| link) else {
                continue;
            };
            let me = markup::is_me(tag);
            let words = link_text(self.source, tokens, index);
            let of_person = tag.is("a")
                && part == Part::Beside
                && (href.starts_with("mailto:") || is_icon_or_site(&words, &href));
            if me || of_person {
                self.builder.start(Kind::Paragraph);
                self.builder.start_link(href, me, tag.span.clone());
                self.builder.end_link(tag.span.end);
                self.builder.end();
            }
        }
    }

    fn token(&mut self, token: &Token<'_>) {
        match token {
            Token::Text(span) => {
                if !slice(self.source, span.clone()).trim().is_empty() {
                    self.closed = None;
                }
                self.builder.html_text(self.source, span.clone());
            }
            Token::Open(tag) => {
                let closed = self.closed.take();
                self.in_title |= tag.is("h1");
                if INLINE.iter().any(|name| tag.is(name)) {
                    self.open_inline(tag, closed);
                }
                markup::open(&mut self.builder, tag);
            }
            Token::Close(name, span) => {
                let name = name.to_ascii_lowercase();
                self.in_title &= name != "h1";
                markup::close(&mut self.builder, &name, span.clone());
                let closed = self.open.pop_if(|open| open.name == name);
                self.closed = closed.map(|open| Inline {
                    end: span.end,
                    ..open
                });
            }
        }
    }

    /// Elements of one class side by side are drawn as separate things, such as tags, whether blanks are between them or
    /// not; so are different ones that touch, such as a company and its dates at the other end of the line.
    fn open_inline(&mut self, tag: &Tag<'_>, closed: Option<Inline>) {
        let opened = Inline {
            name: tag.name.to_ascii_lowercase(),
            class: tag.attribute("class").unwrap_or_default(),
            start: tag.span.end,
            end: tag.span.end,
        };
        if let Some(before) = closed {
            let alike = before.name == opened.name && before.class == opened.class;
            let is_tag = alike && opened.name == "span" && !opened.class.is_empty();
            // A single letter is the beginning of a word that is drawn larger.
            let is_word = before.end - before.start > before.name.len() + "</>".len() + 1;
            if is_tag || !alike && is_word && before.end == tag.span.start {
                let between = if self.in_title { " " } else { " · " };
                self.builder.text(between, before.end..tag.span.start, false);
            }
        }
        self.open.push(opened);
    }
}

/// Returns the words of the link that a token opens.
fn link_text(source: &str, tokens: &[Token<'_>], index: usize) -> String {
    let inside = tokens.iter().skip(index + 1).take(LINK_TOKENS);
    let texts = inside
        .take_while(|token| !matches!(token, Token::Close(name, _) if name.eq_ignore_ascii_case("a")))
        .filter_map(|token| match token {
            Token::Text(span) => Some(slice(source, span.clone())),
            _ => None,
        });
    texts.collect::<String>().trim().to_owned()
}

/// Says whether a link is drawn as a sign, or called as the site that it leads to: "GitHub".
fn is_icon_or_site(words: &str, href: &str) -> bool {
    let Some((_, site)) = href.split_once("://") else {
        return false;
    };
    words.is_empty() || words.len() <= 20 && site.to_lowercase().contains(&words.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::super::Document;
    use super::*;
    use crate::extract::Format;

    /// The words of the blocks, and `<…>` for each link.
    #[track_caller]
    fn check(body: &str, expected: &[&str]) {
        let source = format!("<!doctype html>\n<html><head><title>Ada | Home</title></head>{body}</html>");
        assert!(is_page(&source));
        let document = Document::parse(&source, Format::Html);
        let shown = document.blocks.iter().map(|block| {
            let links = block.links.iter().map(|link| format!("<{}>", link.href));
            let words = [block.text.as_str().trim().to_owned()];
            let parts: Vec<String> = words.into_iter().chain(links).collect();
            parts.join(" ").trim().to_owned()
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected);
        for block in &document.blocks {
            for line in block.text.lines() {
                assert!(source.get(block.text.span(&line)).is_some());
            }
        }
    }

    #[test]
    fn a_page_is_told_from_markdown_with_html() {
        for page in [
            "<!DOCTYPE html><p>x",
            "\u{feff}<!-- saved -->\n<HTML lang=de>",
            "<?xml version=\"1.0\"?><html>",
        ] {
            assert!(is_page(page), "{page}");
        }
        for text in [
            "<h1 align=center>Hi</h1>",
            "# <html>",
            "<header>x</header>",
            "<!-- x",
        ] {
            assert!(!is_page(text), "{text}");
        }
    }

    #[test]
    fn chrome_and_what_is_hidden_is_left_out() {
        check(
            "<body><nav><a href=/>Home</a><a href=/haskell>Haskell</a></nav><main><h1>Ada</h1><p>Rust &amp; Go</p>\
             <p hidden>PHP</p><div style='display: none'>Perl</div><form><p>Subscribe</p></form></main>\
             <div class=cookie-banner>Cookies</div><footer>Made with Ruby</footer></body>",
            &["Ada", "Rust & Go"],
        );
    }

    #[test]
    fn a_header_and_a_side_column_about_the_person_are_content() {
        check(
            "<header><h1>Ada</h1><nav>Menu</nav></header><main><p>I write compilers all day long.</p></main>\
             <aside><h2>Skills</h2><ul><li>Zig</li></ul></aside><aside><h2>Popular tags</h2><p>php</p></aside>",
            &["Ada", "I write compilers all day long.", "Skills", "Zig"],
        );
    }

    #[test]
    fn a_side_column_is_read_after_the_main_one() {
        check(
            "<aside><h2>Skills</h2><p>Zig</p></aside><main><h1>Ada</h1><p>I write compilers all day long.</p></main>",
            &["Ada", "I write compilers all day long.", "Skills", "Zig"],
        );
    }

    #[test]
    fn a_main_part_that_is_but_a_corner_of_the_page_is_not_trusted() {
        check(
            "<main>Hi</main><div>Ada writes compilers in Zig, and has done so for many years.</div>",
            &[
                "Ada | Home",
                "Hi",
                "Ada writes compilers in Zig, and has done so for many years.",
            ],
        );
    }

    #[test]
    fn links_to_where_the_person_is_are_kept_from_chrome() {
        check(
            "<main><h1>Ada</h1></main><footer><a rel='me noopener' href=https://hachyderm.example/@ada>@ada</a>\
             <a href=https://github.com/ada><svg><path/></svg></a><a href=https://theme.example>by Bob</a></footer>",
            &[
                "<https://hachyderm.example/@ada>",
                "<https://github.com/ada>",
                "Ada",
            ],
        );
    }

    #[test]
    fn json_ld_introduces_the_person() {
        check(
            "<script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":[\"Person\"],\
             \"name\":\"Ada Quill\",\"jobTitle\":\"Engineer\",\"worksFor\":{\"name\":\"Contoso\"},\
             \"sameAs\":[\"https://github.com/ada\"],\"knowsAbout\":\"Zig\"}]}</script><h1>Hi!</h1>",
            &[
                "Ada Quill",
                "Engineer at Contoso",
                "<https://github.com/ada>",
                "Hi!",
                "Skills",
                "Zig",
            ],
        );
    }

    #[test]
    fn several_people_are_not_whom_the_page_is_about() {
        check(
            "<script type=\"application/ld+json\">[{\"@type\":\"Person\",\"name\":\"Bob\"},\
             {\"@type\":\"Person\",\"name\":\"Eve\"}]</script><h1>Hi!</h1>",
            &["Hi!"],
        );
    }

    #[test]
    fn tags_side_by_side_are_told_apart() {
        check(
            "<h1>Ada</h1><p><span class=t>Go</span><span class=t>Rust</span> <span>and</span><span>roid</span></p>",
            &["Ada", "Go · Rust android"],
        );
        check(
            "<h1><b>Ada</b><i>Quill</i></h1><p><b>Contoso</b><span>2019 – 2021</span></p>\
             <p><span class=at>Porto</span><span class=as>Engineer</span> <b>Z</b><span>ig</span> <b>C</b> <i>99</i></p>",
            &["Ada Quill", "Contoso · 2019 – 2021", "Porto · Engineer Zig C 99"],
        );
    }
}
