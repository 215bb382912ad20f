//! The figures for people: a line a field.

use super::{Field, Scores};

impl Scores {
    /// The figures as a table; those of fields marked `*` do not count for the core figure.
    #[must_use]
    pub fn table(&self) -> String {
        let mut lines = vec![format!(
            "{:15}{:>10}{:>10}{:>10}{:>8}",
            "field", "precision", "recall", "F1", "gold"
        )];
        for (field, tally) in self.fields() {
            let mark = if field.is_core() { "" } else { " *" };
            let name = format!("{field}{mark}");
            let figures = tally.figures();
            lines.push(format!(
                "{name:15}{:10.3}{:10.3}{:10.3}{:8}",
                figures.precision, figures.recall, figures.f1, figures.gold
            ));
        }
        if let Some(core) = self.core() {
            lines.push(format!(
                "{:15}{:20}{core:10.3}   (mean F1 of the fields without *)",
                "CORE", ""
            ));
        }
        lines.join("\n")
    }

    /// What was wrong in a field, the worst documents first.
    #[must_use]
    pub fn misses(&self, field: Field) -> String {
        let misses = self.field(field).map(super::Tally::worst).unwrap_or_default();
        if misses.is_empty() {
            return format!("{field}: nothing was wrong");
        }
        let mut lines = vec![format!("{field}: what was wrong in {} documents", misses.len())];
        for miss in misses {
            lines.push(format!("  {}", miss.document));
            for (word, names) in [("missed", &miss.missed), ("extra", &miss.extra)] {
                if !names.is_empty() {
                    lines.push(format!("    {word:6}  {}", names.join("; ")));
                }
            }
        }
        lines.join("\n")
    }
}
