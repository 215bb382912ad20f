//! Believable invented people, to try and to measure the directory with.
//!
//! Skewed as reality is: few skills and employers are everybody's and most are rare, skills come in kinds, and titles grow with the
//! years. Nobody is meant: names, logins and small employers are made of invented parts, and addresses are of the domains that are kept
//! for examples. The same seed gives the same texts, byte by byte, on every machine.

mod career;
mod draw;
mod forms;
mod month;
mod person;
mod phrases;
mod truth;
mod world;

use serde_json::Value;

use self::draw::Draw;
use self::forms::Told;
use self::person::Person;
use self::world::World;
use crate::taxonomy::Taxonomy;

pub use forms::Form;

/// Of how many people in a hundred there is a second text, as of somebody with a résumé and a profile README.
const TWICE_PERCENT: u32 = 3;

/// Makes people.
#[derive(Debug)]
pub struct Generator<'t> {
    world: World<'t>,
    seed: u64,
}

/// A text that an invented person wrote of themselves.
#[derive(Debug, Clone, PartialEq)]
pub struct Text {
    /// Of letters, digits and hyphens; no other text of the same seed has it.
    pub id: String,
    pub form: Form,
    pub content: String,
    /// What a careful reader would write down from it, where that was asked for; see `docs/evaluation.md`.
    pub gold: Option<Value>,
}

impl Text {
    /// Returns the name that a file with this text should have.
    #[must_use]
    pub fn file_name(&self) -> String {
        format!("{}.{}", self.id, self.form.extension())
    }
}

impl<'t> Generator<'t> {
    /// `seed` chooses among as many worlds as there are numbers.
    #[must_use]
    pub fn new(taxonomy: &'t Taxonomy, seed: u64) -> Self {
        Self {
            world: World::new(taxonomy),
            seed,
        }
    }

    /// Returns the texts of the first `count` people one after the other, each made when it is asked for.
    ///
    /// A few people have two texts, so there are some more texts than people. The first people of a larger count are those of a
    /// smaller one.
    pub fn texts(&self, count: u64, with_gold: bool) -> impl Iterator<Item = Text> + '_ {
        (0..count).flat_map(move |number| self.texts_of(number, with_gold))
    }

    /// Returns the texts of the person of a number.
    fn texts_of(&self, number: u64, with_gold: bool) -> Vec<Text> {
        let mut draw = Draw::new(self.seed, number);
        let person = Person::draw(&self.world, number, &mut draw);
        let form = Form::draw(&mut draw);
        let mut texts = vec![self.text(&person, Told::draw(form, &mut draw), None, with_gold)];
        if draw.chance(TWICE_PERCENT) {
            let other = if form == Form::Readme {
                Form::Markdown
            } else {
                Form::Readme
            };
            let told = Told {
                email: true,
                ..Told::draw(other, &mut draw)
            };
            texts.push(self.text(&person, told, Some("again"), with_gold));
        }
        texts
    }

    fn text(&self, person: &Person<'_>, told: Told, suffix: Option<&str>, with_gold: bool) -> Text {
        let id = suffix.map_or_else(
            || person.login.clone(),
            |suffix| format!("{}-{suffix}", person.login),
        );
        Text {
            form: told.form,
            content: forms::write(person, told),
            gold: with_gold.then(|| truth::gold(&self.world, person, told, &id)),
            id,
        }
    }
}

#[cfg(test)]
mod tests;
