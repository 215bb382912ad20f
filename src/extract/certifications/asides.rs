//! Lines beside a certificate that name none: when it was had, how long it lasts, where its proof is.

use crate::extract::cues::Cues;
use crate::extract::dates;

/// Beginnings of lines that tell of a certificate, and name none.
static ASIDES: Cues = Cues::caseless(&[
    "issued",
    "link to",
    "view ",
    "verify",
    "show ",
    "see ",
    "credential",
    "expires",
    "expired",
    "expiration",
    "expiry",
    "valid",
    "license no",
    "license id",
    "license number",
    "certificate id",
    "certificate no",
    "certification number",
    "registered id",
    "registration ",
    "verification ",
    "date of ",
    "date de ",
    "date d'",
    "date d’",
    "date:",
    "keywords",
    "mots-clés",
    "mots clés",
    "palabras clave",
    "palavras-chave",
    "émis",
    "Émis",
    "délivré",
    "Délivré",
    "expedido",
    "expedición",
    "emitido",
    "emissão",
    "fecha de ",
    "data de ",
    "código",
    "rilasciato",
    "ausgestellt",
    "gültig",
    "thanks",
    "you can",
    "click",
    "completed",
    "earned",
]);

/// Words of links to a proof, lower case.
const POINTERS: &[&str] = &[
    "a",
    "an",
    "the",
    "my",
    "to",
    "of",
    "as",
    "view",
    "ver",
    "see",
    "show",
    "open",
    "download",
    "verify",
    "link",
    "here",
    "online",
    "certificate",
    "certificates",
    "certification",
    "certificado",
    "certificados",
    "certificat",
    "certificato",
    "zertifikat",
    "zertifikate",
    "anzeigen",
    "ansehen",
    "credential",
    "credentials",
    "badge",
    "badges",
    "proof",
    "pdf",
    "voir",
    "le",
    "el",
    "o",
    "aqui",
    "aquí",
    "verificar",
    "diploma",
];

/// Says whether words lead to a proof, or to all of them, and name none.
pub(super) fn is_pointer(name: &str) -> bool {
    name.split_ascii_whitespace()
        .all(|word| POINTERS.contains(&word.to_lowercase().as_str()))
}

/// Says whether a line tells of a certificate or when it was had, and is none itself.
pub(super) fn is_aside(name: &str) -> bool {
    let date = || dates::first(name).is_some_and(|period| period.range.len() + 2 >= name.len());
    ASIDES.begin(name).is_some() || is_pointer(name) || date()
}
