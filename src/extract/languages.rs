//! Which human languages does the person speak?

use std::sync::LazyLock;

use super::cues::Cues;
use super::document::slice;
use super::names;
use super::reading::Reading;
use super::sections::Section;
use super::words::WordList;
use crate::profile::Language;

/// Languages as English, and themselves, name them.
const LANGUAGES: &[(&str, &str)] = &[
    ("english", "English"),
    ("anglais", "English"),
    ("inglés", "English"),
    ("inglês", "English"),
    ("inglese", "English"),
    ("englisch", "English"),
    ("engels", "English"),
    ("german", "German"),
    ("allemand", "German"),
    ("alemán", "German"),
    ("alemão", "German"),
    ("tedesco", "German"),
    ("francais", "French"),
    ("francés", "French"),
    ("francês", "French"),
    ("francese", "French"),
    ("französisch", "French"),
    ("espagnol", "Spanish"),
    ("espanhol", "Spanish"),
    ("spagnolo", "Spanish"),
    ("spanisch", "Spanish"),
    ("italien", "Italian"),
    ("italienisch", "Italian"),
    ("deutsch", "German"),
    ("french", "French"),
    ("français", "French"),
    ("spanish", "Spanish"),
    ("español", "Spanish"),
    ("italian", "Italian"),
    ("italiano", "Italian"),
    ("portuguese", "Portuguese"),
    ("português", "Portuguese"),
    ("dutch", "Dutch"),
    ("polish", "Polish"),
    ("russian", "Russian"),
    ("ukrainian", "Ukrainian"),
    ("czech", "Czech"),
    ("slovak", "Slovak"),
    ("hindi", "Hindi"),
    ("urdu", "Urdu"),
    ("bengali", "Bengali"),
    ("bangla", "Bengali"),
    ("tamil", "Tamil"),
    ("telugu", "Telugu"),
    ("marathi", "Marathi"),
    ("gujarati", "Gujarati"),
    ("punjabi", "Punjabi"),
    ("kannada", "Kannada"),
    ("malayalam", "Malayalam"),
    ("chinese", "Chinese"),
    ("mandarin", "Mandarin"),
    ("cantonese", "Cantonese"),
    ("japanese", "Japanese"),
    ("korean", "Korean"),
    ("arabic", "Arabic"),
    ("hebrew", "Hebrew"),
    ("turkish", "Turkish"),
    ("persian", "Persian"),
    ("farsi", "Persian"),
    ("greek", "Greek"),
    ("swedish", "Swedish"),
    ("norwegian", "Norwegian"),
    ("danish", "Danish"),
    ("finnish", "Finnish"),
    ("hungarian", "Hungarian"),
    ("romanian", "Romanian"),
    ("bulgarian", "Bulgarian"),
    ("serbian", "Serbian"),
    ("croatian", "Croatian"),
    ("vietnamese", "Vietnamese"),
    ("thai", "Thai"),
    ("indonesian", "Indonesian"),
    ("malay", "Malay"),
    ("swahili", "Swahili"),
    ("catalan", "Catalan"),
    ("estonian", "Estonian"),
    ("latvian", "Latvian"),
    ("lithuanian", "Lithuanian"),
    ("nepali", "Nepali"),
    ("sinhala", "Sinhala"),
    ("filipino", "Filipino"),
    ("tagalog", "Tagalog"),
    ("esperanto", "Esperanto"),
    ("latin", "Latin"),
];

/// What few texts hold, those about languages among them.
static SPEAK: Cues = Cues::caseless(&["speak", "🗣"]);

/// What makes any text one about languages.
static SPEAKING: Cues = Cues::caseless(&["i speak", "🗣"]);

/// Reads the languages of the part that lists them.
pub(super) fn read(reading: &Reading<'_>) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    for (index, block) in reading.blocks() {
        let text = block.text.as_str();
        let spoken = || SPEAK.are_in(text) && SPEAKING.are_in(text);
        if reading.section(index) != Section::Languages && !spoken() {
            continue;
        }
        for entry in text.split([',', '\n', ';', '•', '|', '·', '/']) {
            if let Some(language) = language(entry)
                && languages.iter().all(|known| known.name != language.name)
            {
                languages.push(language);
            }
        }
    }
    languages
}

/// Says whether a word names a human language.
pub(super) fn is_language(word: &str) -> bool {
    KNOWN.has(word.trim())
}

/// Where the words stand in [`LANGUAGES`]: the first of them counts.
static KNOWN: LazyLock<WordList<usize>> = LazyLock::new(|| {
    let words = LANGUAGES.iter().enumerate();
    WordList::new(words.map(|(rank, (word, _))| (*word, rank)))
});

/// Reads "French (native)", "French - native", "Native French".
fn language(entry: &str) -> Option<Language> {
    let lower = entry.to_lowercase();
    let words = lower.split(|letter: char| !letter.is_alphabetic());
    let first = words.filter_map(|word| KNOWN.get(word)).min()?;
    let (word, name) = LANGUAGES.get(first)?;
    let after = lower.find(word).map_or(0, |at| at + word.len());
    let level = if lower.len() == entry.len() {
        names::bare(slice(entry, after..entry.len()))
    } else {
        ""
    };
    let level = level.trim_matches(['(', ')', ':', '-', ' ']);
    Some(Language {
        name: (*name).to_owned(),
        level: (!level.is_empty() && level.len() <= 60).then(|| level.to_owned()),
    })
}
