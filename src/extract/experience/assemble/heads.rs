//! What headings share: one title for several companies below it, one position for several periods.

use super::Assembly;
use crate::extract::experience::header::Header;
use crate::extract::reading::Line;

impl<'a> Assembly<'a, '_> {
    /// Keeps the title that heads the companies below it: "## Developer", "### Acme", "### Bolt".
    pub(super) fn head(&mut self, line: &Line<'a>, header: &Header) {
        let Some(level) = line.heading() else { return };
        // Below both, each further period is a time of its own: "#### 2019 – 2021", "#### 2017 – 2018".
        if let Some((title, company, above)) = self.last
            && level > above
            && self.open.company.is_none()
            && self.open.title.is_none()
        {
            (self.open.title, self.open.company) = (Some(title), Some(company));
            self.open.title_level = Some(above);
        }
        self.titled = self.titled.filter(|(_, above)| *above < level);
        let alone = header.company.is_none() && header.period.is_none();
        if let Some(title) = header.title.clone().filter(|_| alone) {
            self.titled = line.text.get(title).map(|title| (title, level));
        }
    }
}
