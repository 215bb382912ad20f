//! Which part of a profile each block of a document belongs to.

use std::cell::OnceCell;

use super::heading::{Headings, LIST, PLAIN, SUMMARY, announced, heading};
use super::positions::{above_positions, is_dated_position, is_period, position_heading, set_position};
use super::{Section, fold, is_exact, mixed, named, named_in_manual, unheaded};
use crate::extract::cues::Cues;
use crate::extract::document::{Block, Document, Kind};
use crate::extract::languages;

/// The part that each block of a document belongs to.
#[derive(Debug)]
pub(in crate::extract) struct Outline {
    /// For each block: its part, the index of the heading right above it, and whether it is one that names a part.
    places: Vec<(Section, Option<usize>, bool)>,
}

impl Outline {
    pub(in crate::extract) fn of(document: &Document<'_>) -> Self {
        let mut outliner = Outliner::new(document);
        let blocks = document.blocks.iter().enumerate();
        let mut places: Vec<_> = blocks
            .map(|(index, block)| outliner.place(index, block))
            .collect();
        let sections: Vec<_> = places.iter().map(|(section, ..)| *section).collect();
        // A word among those with which a page leads to its parts opens none.
        let told = |(section, _, opens): &(Section, _, bool)| *section == Section::Experience && !opens;
        if !places.iter().any(told) {
            let positions = unheaded::positions(&document.blocks, &sections);
            for place in positions
                .and_then(|range| places.get_mut(range))
                .into_iter()
                .flatten()
            {
                place.0 = Section::Experience;
            }
        }
        Self { places }
    }

    pub(in crate::extract) fn section(&self, block: usize) -> Section {
        self.places
            .get(block)
            .map(|(section, ..)| *section)
            .unwrap_or_default()
    }

    /// Says whether a block is the heading that opened its part.
    pub(in crate::extract) fn opens(&self, block: usize) -> bool {
        self.places.get(block).is_some_and(|place| place.2)
    }

    /// Returns the heading under which a block stands; a heading stands under itself.
    pub(in crate::extract) fn heading(&self, block: usize) -> Option<usize> {
        self.places.get(block).and_then(|(_, heading, _)| *heading)
    }
}

/// A heading whose part goes on.
#[derive(Debug)]
struct Open {
    level: u8,
    section: Section,
    block: usize,
    /// It tells of work and of schools.
    mixed: bool,
}

/// Follows the headings of a document.
struct Outliner<'d, 't> {
    document: &'d Document<'t>,
    headings: Headings,
    /// A heading has been seen.
    begun: bool,
    stack: Vec<Open>,
    /// The level of the parts that can be folded away, once it is known.
    folded: Option<u8>,
    /// The heading of the positions among which a list of projects or skills stands.
    interrupted: Option<usize>,
    /// Whether the document has a part of work besides technical experience, once that was asked.
    has_work: OnceCell<bool>,
    /// What the last entry told of where work and schools stand in one part.
    told: Section,
}

impl<'d, 't> Outliner<'d, 't> {
    fn new(document: &'d Document<'t>) -> Self {
        Self {
            document,
            headings: Headings::of(document),
            begun: false,
            stack: Vec::new(),
            folded: None,
            interrupted: None,
            has_work: OnceCell::new(),
            told: Section::Experience,
        }
    }

    /// Returns the part of the next block, the heading above it, and whether it is one that names a part.
    fn place(&mut self, index: usize, block: &Block) -> (Section, Option<usize>, bool) {
        let ended = |open: &Open| open.level == LIST && !matches!(block.kind, Kind::Item(_));
        if self.stack.last().is_some_and(ended) {
            let _list = self.stack.pop();
        }
        // What stands behind a folded part is no more of it.
        while block.unfolded && self.stack.last().is_some_and(|open| open.level == SUMMARY) {
            let _folded = self.stack.pop();
        }
        let below = self.document.blocks.get(index + 1);
        if let Some(section) = announced(block, below, self.section()) {
            self.open(LIST, section, index);
        }
        self.go_on(index, block, below);
        let mut opens = false;
        let own = || {
            self.section() == Section::Experience && below.is_some_and(|below| is_period(below.text.as_str()))
        };
        // "Personal projects" above a period is what the person did at that time.
        let heading = heading(block).filter(|(_, named)| !(*named == Some(Section::Projects) && own()));
        if let Some((level, section)) = heading {
            self.interrupt(block, section);
            let section = if self.headings.manual {
                named_in_manual(block.text.as_str())
            } else {
                section
            };
            self.take(index, block, level, section);
            opens = section.is_some() && section == Some(self.section());
        }
        let heading = self.stack.last().map(|open| open.block);
        if self.stack.last().is_some_and(|open| open.mixed) && heading != Some(index) {
            self.told = mixed::told(block).unwrap_or(self.told);
            return (self.told, heading, opens);
        }
        (self.section(), heading, opens)
    }

    /// Takes in a heading that names a part, or none.
    fn take(&mut self, index: usize, block: &Block, level: u8, named: Option<Section>) {
        let level = match named {
            Some(section) if level == SUMMARY => self.level_of_summary(section),
            _ => level,
        };
        let first = !std::mem::replace(&mut self.begun, true);
        let named = named
            .filter(|_| !(self.headings.titled && level == 1))
            .map(|section| told_by_content(section, self.document, index))
            .map(|section| self.told_by_others(section, block));
        let mut beside = None;
        while self.stack.last().is_some_and(|above| above.level >= level) {
            let closed = self.stack.pop();
            beside = closed
                .filter(|above| above.level == level)
                .map(|above| above.section);
        }
        let inherited = self.section();
        let below = self.document.blocks.get(index + 1);
        // The first heading of all is the page's title.
        let positions =
            || above_positions(self.document, index, inherited).filter(|_| !(first && level == 1));
        let text = block.text.as_str();
        let among = self.stack.last().is_some_and(|above| above.mixed);
        // "Orvik University of Technology" names no part about technologies.
        let section = named
            .filter(|_| !among || is_exact(text))
            .or_else(|| among.then(|| mixed::entry(text)))
            .or_else(|| position_heading(block, below, inherited))
            .or_else(positions)
            .or_else(|| beside.filter(|beside| unheaded::goes_on(*beside, self.document, index)));
        if mixed::tells_of_both(text) {
            self.told = Section::Experience;
            self.open(level, Section::Experience, index);
            if let Some(open) = self.stack.last_mut() {
                open.mixed = true;
            }
            return;
        }
        let section = section.filter(|named| !is_of_entry(inherited, *named, text));
        let section = nested(inherited, section, || is_exact(text));
        self.open(level, section, index);
    }

    /// "Technical experience" beside "Career history" is what somebody can do.
    fn told_by_others(&self, section: Section, block: &Block) -> Section {
        let technical = section == Section::Experience && is_technical(block.text.as_str());
        if technical && *self.has_work.get_or_init(|| has_work(self.document)) {
            Section::Skills
        } else {
            section
        }
    }

    /// Remembers the positions that "Selected projects" or "Key skills" stands among, a line of its own without any sign.
    fn interrupt(&mut self, block: &Block, named: Option<Section>) {
        // In plain text, lines that stand alone are headings of one level.
        let unmarked = match block.kind {
            Kind::Paragraph => true,
            Kind::Heading(_) => !self.headings.marked,
            _ => false,
        };
        let among = unmarked && matches!(named, Some(Section::Projects | Section::Skills));
        let open = self.stack.last();
        let held = open.filter(|open| {
            let chosen = || CHOSEN.contains(&fold(block.text.as_str()).as_str());
            among && open.section == Section::Experience && chosen()
        });
        // "Key skills" and "Technologies" can both stand below a position.
        let held_before = self.interrupted.filter(|_| {
            let goes_on =
                open.is_some_and(|open| matches!(open.section, Section::Skills | Section::Projects));
            unmarked && matches!(named, None | Some(Section::Skills)) && goes_on
        });
        self.interrupted = held.map(|open| open.block).or(held_before);
    }

    /// Behind the projects and skills of one position the next one follows; the first one may have no heading above it.
    fn go_on(&mut self, index: usize, block: &Block, below: Option<&Block>) {
        if matches!(self.section(), Section::Open | Section::About) && set_position(block, below) {
            self.open(PLAIN, Section::Experience, index);
        }
        let plain = |block: &&Block| matches!(block.kind, Kind::Paragraph);
        if let Some(heading) = self.interrupted.filter(|_| plain(&block))
            && is_dated_position(
                block.text.as_str(),
                below.filter(plain).map(|below| below.text.as_str()),
            )
        {
            let _projects = self.stack.pop();
            self.open(PLAIN, Section::Experience, heading);
            self.interrupted = None;
        }
    }

    fn open(&mut self, level: u8, section: Section, block: usize) {
        self.stack.push(Open {
            level,
            section,
            block,
            mixed: false,
        });
    }

    fn section(&self) -> Section {
        self.stack.last().map(|open| open.section).unwrap_or_default()
    }

    /// Positions and schools that can be folded away may have headings of any level: the part's own is that below the
    /// part around it, and so is that of the folded parts after it.
    fn level_of_summary(&mut self, section: Section) -> u8 {
        if matches!(section, Section::Experience | Section::Education) {
            let levels = self.stack.iter().rev().map(|open| open.level);
            let around = levels.into_iter().find(|around| *around < SUMMARY);
            self.folded = self.folded.or(Some(around.map_or(2, |around| around + 1)));
        }
        self.folded.filter(|level| *level < SUMMARY).unwrap_or(SUMMARY)
    }
}

/// "Key achievements" below a position or a project are what came of it.
fn is_of_entry(outer: Section, named: Section, heading: &str) -> bool {
    let of_work = matches!(outer, Section::Experience | Section::Projects);
    named == Section::Statistics
        && of_work
        && match fold(heading).as_str() {
            "achievements" => outer == Section::Experience,
            "key achievements" | "main achievements" | "notable achievements" | "key metrics" => true,
            _ => false,
        }
}

/// Headings of projects and skills that belong to the position above them, folded.
const CHOSEN: &[&str] = &[
    "selected projects",
    "key projects",
    "notable projects",
    "main projects",
    "major projects",
    "highlighted projects",
    "relevant projects",
    "key skills",
    "skills used",
    "skills",
    "technologies",
    "technologies used",
    "tools",
    "tech stack",
    "stack",
];

/// "Languages" are those of programming unless the lines below it name human ones.
fn told_by_content(section: Section, document: &Document<'_>, heading: usize) -> Section {
    let human = |block: &Block| {
        let words = block.text.as_str().split(|letter: char| !letter.is_alphabetic());
        words.take(40).any(languages::is_language)
    };
    let below = document.blocks.iter().skip(heading + 1).take(4);
    let heading_text = document
        .blocks
        .get(heading)
        .map_or("", |block| block.text.as_str());
    let told = |block: &&Block| is_told(block.text.as_str());
    let software = || matches!(fold(heading_text).as_str(), "software" | "code" | "libraries");
    if section == Section::Skills
        && software()
        && (below.clone().take(2).filter(told).count() > 0 || heads_account(below.clone()))
    {
        return Section::Projects;
    }
    let reached = |block: &Block| CONTACTS.begin(block.text.as_str()).is_some();
    if section == Section::Leisure && fold(heading_text) == "personal" && below.clone().any(reached) {
        return Section::Contact;
    }
    if section == Section::Languages
        && !below
            .clone()
            .take_while(|block| !matches!(block.kind, Kind::Heading(_)))
            .any(human)
    {
        return Section::Skills;
    }
    section
}

fn is_technical(heading: &str) -> bool {
    fold(heading) == "technical experience"
}

/// Says whether a document has a part of work besides technical experience.
fn has_work(document: &Document<'_>) -> bool {
    let headings = document
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, Kind::Heading(_)));
    let mut texts = headings.map(|block| block.text.as_str());
    texts.any(|text| named(text) == Some(Section::Experience) && !is_technical(text))
}

/// Labels of what is no hobby.
static CONTACTS: Cues = Cues::caseless(&["name:", "name :", "email", "e-mail", "phone", "tel:", "mobile"]);

/// "### Loom" and "Weaves plans for all of the mills.": a heading of no part, and a sentence below it.
fn heads_account<'d>(mut blocks: impl Iterator<Item = &'d Block>) -> bool {
    let headed = blocks
        .next()
        .is_some_and(|block| matches!(block.kind, Kind::Heading(_)) && named(block.text.as_str()).is_none());
    let told = blocks.next().map(|block| block.text.as_str());
    headed
        && told
            .is_some_and(|told| told.ends_with('.') && told.split_ascii_whitespace().count() >= ACCOUNT_WORDS)
}

/// The fewest words of such a sentence.
const ACCOUNT_WORDS: usize = 6;

/// "Loom — weaves plans for mills": a word, and what is told of it.
fn is_told(line: &str) -> bool {
    let told = line.split_once(" — ").or_else(|| line.split_once(" – "));
    told.is_some_and(|(name, told)| {
        name.split_ascii_whitespace().count() <= 2 && told.split_ascii_whitespace().count() >= 4
    })
}

/// What a heading means below another one: inside the account of work, projects and schools, only clear words count.
fn nested(outer: Section, own: Option<Section>, exact: impl Fn() -> bool) -> Section {
    let strict = matches!(
        outer,
        Section::Experience | Section::Projects | Section::Education | Section::Statistics | Section::Leisure
    );
    match (outer, own) {
        (Section::Skills, Some(Section::Languages)) => Section::Skills,
        (_, Some(Section::Skills | Section::About)) if strict => outer,
        (_, Some(Section::Statistics | Section::Learning | Section::Leisure)) if strict && !exact() => outer,
        (_, Some(own)) => own,
        (_, None) => outer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::Format;

    #[test]
    fn a_sentence_can_announce_a_list_of_projects() {
        let text = "# Hi\n\nHere are things I made:\n\n- Loom\n- Dye\n\nI like tea.\n\nI drink:\n\n- Tea\n";
        let document = Document::parse(text, Format::Markdown);
        let outline = Outline::of(&document);
        let sections: Vec<_> = (0..document.blocks.len())
            .map(|block| outline.section(block))
            .collect();
        let (open, projects) = (Section::About, Section::Projects);
        assert_eq!(sections, [open, projects, projects, projects, open, open, open]);
    }

    #[test]
    fn entries_can_have_headings_of_their_parts_level() {
        let text = "# Ada Quill\n\n# Experience\n\n# Lumoraq\n\n**Engineer** 2019 - 2021\n\n# Looms\n\nI like them.\n\n\
                    # Education\n\n# Orvik College\n\nBSc Looms 2011 - 2015\n";
        let of = |words: &str| crate::extract::testing::section(text, words);
        assert_eq!(of("Engineer"), Section::Experience);
        assert_ne!(of("I like"), Section::Experience);
        assert_eq!(of("BSc"), Section::Education);
    }

    #[test]
    fn a_dated_company_can_have_a_heading_of_its_parts_level() {
        let text = "# Ada Quill\n\n# Experience\n\n# Lumoraq (2019 - 2021)\n\n## Engineer\n\nMay 2019 - June 2021\n\nWove.\n";
        assert_eq!(
            crate::extract::testing::section(text, "Wove"),
            Section::Experience
        );
    }

    #[test]
    fn positions_set_in_bold_need_no_heading() {
        let text = "Weaver.\n\n**Engineer at [Lumoraq](https://lumoraq.example)**\n\n*2018 – Present | Oslo*\n\nWove.\n\n\
                    **Education**\n\n**Orvik College**\n\n2011 - 2015\n";
        let of = |words: &str| crate::extract::testing::section(text, words);
        assert_ne!(of("Weaver"), Section::Experience);
        assert_eq!(of("Engineer"), Section::Experience);
        assert_eq!(of("Wove"), Section::Experience);
        assert_eq!(of("Orvik"), Section::Education);
        let other = |text| crate::extract::testing::section(text, "Loom");
        assert_ne!(
            other("**Loom engineer at heart**\n\nI wove in 2018 – 2019.\n"),
            Section::Experience
        );
    }

    #[test]
    fn the_skills_of_one_position_end_where_the_next_begins() {
        let text = "Ada Quill\n\nWork experience\n\nSenior Engineer\nLumoraq | 2023/03 - Present\n\nWove.\n\nKey skills\n\n\
                    Silk\n\nTechnologies\n\nRust\nLoom Engineer\nVintrel | 2021/09 - 2023/03\n\nDyed.\n";
        let document = Document::parse(text, Format::Text);
        let outline = Outline::of(&document);
        let of = |words: &str| {
            let mut blocks = document.blocks.iter();
            outline.section(
                blocks
                    .position(|block| block.text.as_str().contains(words))
                    .unwrap(),
            )
        };
        assert_eq!((of("Silk"), of("Rust")), (Section::Skills, Section::Skills));
        assert_eq!(
            (of("Vintrel"), of("Dyed")),
            (Section::Experience, Section::Experience)
        );
    }

    #[test]
    fn titles_above_dated_names_are_positions() {
        let text = "## Odd page\n\n### Senior Engineer\n\nLumoraq | *Aug 2021 - Present*\n\nWove.\n";
        assert_eq!(
            crate::extract::testing::section(text, "Wove"),
            Section::Experience
        );
    }

    #[test]
    fn a_sentence_can_announce_positions() {
        let text =
            "# Ada\n\nI have worked in the following roles:\n\n- Lumoraq as an Engineer\n\nI like tea.\n";
        let of = |words: &str| crate::extract::testing::section(text, words);
        assert_eq!(
            (of("Lumoraq"), of("I like")),
            (Section::Experience, Section::Open)
        );
    }

    #[test]
    fn software_is_made_or_used() {
        let of = |line: &str| {
            let text = format!("# Ada\n\n## Software\n\n- {line}\n");
            let document = Document::parse(&text, Format::Markdown);
            Outline::of(&document).section(2)
        };
        assert_eq!(of("Loom — weaves the plans of mills"), Section::Projects);
        assert_eq!(of("Rust, Go"), Section::Skills);
    }

    #[test]
    fn what_is_personal_can_be_a_way_to_reach_somebody() {
        let of = |line: &str| {
            let text = format!("# Ada\n\n## Personal\n\n- {line}\n");
            let document = Document::parse(&text, Format::Markdown);
            Outline::of(&document).section(2)
        };
        assert_eq!(of("Email: ada@example.com"), Section::Contact);
        assert_eq!(of("I like tea"), Section::Leisure);
    }

    #[test]
    fn achievements_can_be_those_of_an_entry() {
        let of = |part: &str, heading: &str| {
            let text = format!("## {part}\n\n### Loom — weaves\n\n**{heading}**\n\n- Fast.\n\nUsed wool.\n");
            crate::extract::testing::section(&text, "Used")
        };
        assert_eq!(of("Projects", "Key Achievements"), Section::Projects);
        assert_eq!(of("Experience", "Achievements"), Section::Experience);
        assert_eq!(of("Projects", "Achievements"), Section::Statistics);
        assert_eq!(
            of("Featured Production Systems", "Key Achievements"),
            Section::Projects
        );
    }

    #[test]
    fn folded_parts_hold_headings() {
        let text = "# Ada\n\n<details>\n<summary>Work</summary>\n\n### Lumoraq\n\nEngineer\n\n</details>\n\n\
                    <details>\n<summary>Projects</summary>\n\n### Loom\n\nweaves\n\n</details>\n";
        let document = Document::parse(text, Format::Markdown);
        let outline = Outline::of(&document);
        let of = |words: &str| {
            let block = document
                .blocks
                .iter()
                .position(|block| block.text.as_str() == words);
            outline.section(block.unwrap())
        };
        assert_eq!(
            (of("Engineer"), of("weaves")),
            (Section::Experience, Section::Projects)
        );
    }

    #[test]
    fn a_folded_part_ends_with_its_fold() {
        let text = "# Ada\n\n<details>\n<summary>Stats</summary>\n\nMany.\n\n</details>\n\nI weave.\n";
        let document = Document::parse(text, Format::Markdown);
        let outline = Outline::of(&document);
        let last = document.blocks.len() - 1;
        assert_eq!(
            (outline.section(last - 1), outline.section(last)),
            (Section::Statistics, Section::Open)
        );
    }

    #[test]
    fn positions_tell_what_a_part_is_about() {
        let of = |lines: &str| {
            let text = format!("# Ada Quill\n\nHello\n\n## Weaving\n\n{lines}\n");
            let document = Document::parse(&text, Format::Markdown);
            Outline::of(&document).section(document.blocks.len() - 1)
        };
        let two =
            "**Lumoraq** · Engineer · May 2020 – now\n\n**Nordvik** · Analyst · 2017 – 2020\n\nLedgers.";
        assert_eq!(of(two), Section::Experience);
        assert_eq!(
            of("**Lumoraq** · Engineer · May 2020 – now\n\nLedgers."),
            Section::Open
        );
        assert_eq!(of("Loom, 2019 – 2021\n\nDye, 2017 – 2019"), Section::Open);
    }

    #[test]
    fn a_heading_that_is_a_position_opens_the_account_of_it() {
        let text = "# Ada Example\n\n## Tech Lead at Lumoraq\n\nRust.\n\n## Thoughts at Night\n\nNone.\n";
        let document = Document::parse(text, Format::Markdown);
        let outline = Outline::of(&document);
        let found: Vec<_> = (0..document.blocks.len())
            .map(|block| outline.section(block))
            .collect();
        assert_eq!(
            found,
            [
                Section::Open,
                Section::Experience,
                Section::Experience,
                Section::Open,
                Section::Open
            ]
        );
    }

    #[test]
    fn technical_experience_beside_that_of_work_is_skill() {
        let text = "# Ada Quill\n\n## Technical Experience\n\nSilk, wool.\n\n## Career History\n\n### Engineer, Lumoraq (2019 - 2021)\n";
        let of = |text: &str| crate::extract::testing::section(text, "Silk");
        assert_eq!(of(text), Section::Skills);
        assert_eq!(
            of("# Ada Quill\n\n## Technical Experience\n\nSilk, wool.\n"),
            Section::Experience
        );
    }

    #[test]
    fn software_with_accounts_is_what_one_made() {
        let of = |text: &str| crate::extract::testing::section(text, "Weaves");
        let account = "# Ada Quill\n\n## Software\n\n### Loom\n\nWeaves plans for all of the mills.\n";
        assert_eq!(of(account), Section::Projects);
        assert_eq!(
            of("# Ada Quill\n\n## Software\n\n### Looms\n\nWeaves, Dyer\n"),
            Section::Skills
        );
    }
}
