//! With which words people say in many languages that they make what is named behind or before them.

use super::announced::WORKS;
use super::prose::CLAUSE_BYTES;
use crate::extract::cues::Cues;
use crate::extract::document::slice;

/// Words behind which a sentence names what its writer makes.
static MAKING: Cues = Cues::caseless(&[
    "working on",
    "creator of",
    "author of",
    "maintainer of",
    "maintaining",
    "i maintain",
    "co-maintain",
    "i created",
    "i built",
    "i develop",
    "collaborate on",
    "i wrote",
    "i made",
    "building",
    "contributing to my",
    "projects:",
    "of mine:",
    "i made:",
    "i've made:",
    "my own:",
    "projects are",
    "projects include",
    "project is",
    "focus is",
    "focus is on",
    "focus currently is",
    "app called",
    "app named",
    "tool called",
    "library called",
    "game called",
    "website called",
    "platform called",
    "project called",
    "framework called",
    "free time on",
    "known for",
    "mainly work on",
    "work mainly on",
    "core developer of",
    "i work on",
    "hack on",
    "hacking on",
    "tinkering with",
    "i'm developing",
    "i’m developing",
    "currently developing",
    "lead developer of",
    "co-lead of",
    "my project",
    "my side project",
    "my pet project",
    "my repository",
    "my repositories",
    "my repo",
    "my repos",
    "my library",
    "my libraries",
    "co-creating",
    "co-created",
    "i published",
]);

/// The same where the sentence says that it is the writer's own, whoever employs them.
static OWN: Cues = Cues::caseless(&[
    "creator of",
    "author of",
    "maintainer of",
    "i maintain",
    "i also maintain",
    "co-maintain",
    "co-creating",
    "free time on",
    "my side project",
    "my pet project",
    "my open source project",
]);

/// The same in languages written with Latin letters.
static ABROAD: Cues = Cues::caseless(&[
    "je développe",
    "je maintiens",
    "je travaille sur",
    "j'ai créé",
    "j’ai créé",
    "j'ai développé",
    "j’ai développé",
    "j'ai écrit",
    "j’ai écrit",
    "créateur de",
    "créatrice de",
    "auteur de",
    "autrice de",
    "mainteneur de",
    "mainteneuse de",
    "mon projet",
    "mon projet du moment",
    "mon projet actuel",
    "mes projets",
    "ich entwickle",
    "ich arbeite an",
    "ich baue",
    "ich pflege",
    "entwickler von",
    "entwicklerin von",
    "autor von",
    "autorin von",
    "mein projekt",
    "mein aktuelles projekt",
    "meine projekte",
    "sto sviluppando",
    "ho creato",
    "ho sviluppato",
    "autore di",
    "autrice di",
    "creatore di",
    "creatrice di",
    "il mio progetto",
    "i miei progetti",
    "estoy desarrollando",
    "estoy creando",
    "he creado",
    "desarrollé",
    "mantengo",
    "creador de",
    "creadora de",
    "mantenedor de",
    "mantenedora de",
    "mi proyecto",
    "mis proyectos",
    "autor de",
    "autora de",
    "estou desenvolvendo",
    "estou criando",
    "desenvolvi",
    "criei",
    "mantenho",
    "criador de",
    "criadora de",
]);

/// The same in other languages and letters.
static AFAR: Cues = Cues::new(&[
    "meu projeto",
    "Meu projeto",
    "meus projetos",
    "Meus projetos",
    "criador do",
    "criadora do",
    "азрабатываю",
    "азработал",
    "азработала",
    "автор",
    "Автор",
    "создал",
    "создала",
    "оддерживаю",
    "аботаю над",
    "мой проект",
    "Мой проект",
    "мои проекты",
    "Мои проекты",
    "我开发了",
    "我写了",
    "我做了",
    "我创建了",
    "我维护",
    "正在开发",
    "正在维护",
    "我的项目",
    "我的开源项目",
    "個人開発",
    "作ったもの",
    "utvecklar",
    "pracuję nad",
    "tworzę",
    "werk aan",
    "ontwikkel",
]);

/// Words that may stand before a name.
const BEFORE_NAMES: &[&str] = &[
    "and",
    "&",
    "a",
    "an",
    "the",
    "my",
    "on",
    "own",
    "project",
    "projects",
    "package",
    "currently",
    "now",
    "de",
    "le",
    "la",
    "les",
    "el",
    "il",
    "o",
    "un",
    "une",
    "mi",
    "meu",
    "mon",
    "an",
    "das",
    "die",
    "den",
    "projet",
    "projekt",
    "proyecto",
    "projeto",
    "progetto",
    "проект",
    "библиотеки",
    "библиотеку",
];

/// The most words that say what a project is before its name.
const TOLD_WORDS: usize = 4;

/// The most words that say of what kind several projects are.
const KIND_WORDS: usize = 7;

/// Says whether words of making end before a place, or names of other things that are made: "I built Loom, and".
pub(super) fn is_announced(text: &str, at: usize) -> bool {
    let clause = clause_before(text, at);
    let ends = |cues: &'static Cues| cues.all_in(clause).map(|(at, cue)| at + cue.len()).max();
    let end = ends(&MAKING).max(ends(&ABROAD)).max(ends(&AFAR));
    end.is_some_and(|end| leads(slice(clause, end..clause.len())))
}

/// "I'm the creator of": says whether the words before a place call what follows the writer's own.
pub(super) fn is_own(text: &str, at: usize) -> bool {
    let clause = clause_before(text, at);
    let end = OWN.all_in(clause).map(|(at, cue)| at + cue.len()).max();
    end.is_some_and(|end| leads(slice(clause, end..clause.len())))
}

fn clause_before(text: &str, at: usize) -> &str {
    let before = slice(
        text,
        text.floor_char_boundary(at.saturating_sub(CLAUSE_BYTES))..at,
    );
    let ends = ['.', '!', '?', '\n', ';', '。', '！', '？', '；'];
    before.rsplit(ends).next().unwrap_or(before)
}

/// Says whether a name follows some words behind those of making.
fn leads(between: &str) -> bool {
    // "Currently working on: [Loom](…)"
    let between = between.trim().trim_start_matches([':', '：']).trim();
    // "working on a booking system, [Loom](…)" says what it is before its name.
    let told = between.ends_with(',') && between.split_ascii_whitespace().count() <= TOLD_WORDS;
    // "creator of some small crates ([Loom](…)"
    let counted = between.ends_with(['(', ':'])
        && between.split_ascii_whitespace().count() <= KIND_WORDS
        && WORKS.are_in(between);
    let mut words = between.split_ascii_whitespace();
    told || counted
        || words.all(|word| word.ends_with(',') || BEFORE_NAMES.contains(&word.to_lowercase().as_str()))
}

/// Particles between a name and the words that say who makes it.
const PARTICLES: [&str; 9] = ["という", "を", "の", "을", "를", "의", "라는", "이라는", "的"];

/// Such words, where the verb stands behind what is made.
static MADE: Cues = Cues::new(&[
    "を開発",
    "を作っ",
    "を作り",
    "を作成",
    "を公開",
    "をメンテナンス",
    "の作者",
    "の開発者",
    "のメンテナ",
    "을 개발",
    "를 개발",
    "을 만들",
    "를 만들",
    "을 제작",
    "를 제작",
    "의 개발자",
    "의 제작자",
    "의 메인테이너",
    "的作者",
    "的开发者",
    "的開發者",
    "的维护者",
    "的創作者",
    "的创建者",
]);

/// "[Loom](…)を開発しています": says whether a sentence goes on behind a name with words of making it.
pub(super) fn is_made(text: &str, end: usize) -> bool {
    let behind = slice(text, end..text.floor_char_boundary(end + CLAUSE_BYTES)).trim_start();
    if !PARTICLES.iter().any(|particle| behind.starts_with(particle)) {
        return false;
    }
    let ends = ['。', '.', '!', '\n', '、', ','];
    MADE.are_in(behind.split(ends).next().unwrap_or(behind))
}
