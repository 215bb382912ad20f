//! The templates of all pages: embedded in the binary, parsed once, escaped by default.

#![expect(
    clippy::same_name_method,
    reason = "rust-embed derives functions both of the type and of a trait"
)]

use std::sync::LazyLock;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, context};
use rust_embed::Embed;
use serde::Serialize;

use super::format;
use crate::web::assets;

#[derive(Embed)]
#[folder = "templates"]
struct Files;

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(environment);

fn environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()
            .expect("the default delimiters differ from each other"),
    );
    environment.set_loader(|name| {
        Ok(Files::get(name).and_then(|file| String::from_utf8(file.data.into_owned()).ok()))
    });
    environment.add_function("asset", assets::href);
    format::register(&mut environment);
    environment
}

/// Fills a template with what is the same on each page (`site`) and what is this page's own (`page`).
pub(super) fn render(
    template: &str,
    site: &impl Serialize,
    page: &impl Serialize,
) -> Result<String, minijinja::Error> {
    ENVIRONMENT.get_template(template)?.render(context! {
        site => Value::from(Serde(site)),
        page => Value::from(Serde(page)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_template_parses() {
        for name in Files::iter().filter(|name| name.ends_with(".html") || name.ends_with(".xml")) {
            ENVIRONMENT.get_template(&name).unwrap();
        }
    }
}
