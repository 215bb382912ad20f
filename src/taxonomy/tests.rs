//! tests
use super::*;
#[test]
fn it_loads() {
    if let Err(problems) = Taxonomy::from_texts(&Texts::EMBEDDED) {
        panic!("{problems}");
    }
}
