//! What of a profile is measured?

use std::fmt;
use std::str::FromStr;

/// A measured part of a profile, in the order of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Name,
    Headline,
    Location,
    Emails,
    Links,
    Skills,
    Companies,
    /// Company and title together.
    Roles,
    /// Starts and ends of the roles that were found.
    Dates,
    /// Starts and ends of all roles, those of a missed role being missed too.
    DatesAll,
    Education,
    Projects,
    Certifications,
    Industries,
    Specialties,
    Writing,
    YearsStated,
}

impl Field {
    /// Every field, in the order of the table.
    pub const ALL: [Self; 17] = [
        Self::Name,
        Self::Headline,
        Self::Location,
        Self::Emails,
        Self::Links,
        Self::Skills,
        Self::Companies,
        Self::Roles,
        Self::Dates,
        Self::DatesAll,
        Self::Education,
        Self::Projects,
        Self::Certifications,
        Self::Industries,
        Self::Specialties,
        Self::Writing,
        Self::YearsStated,
    ];

    /// How the field is called in tables, floors and on the command line.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Headline => "headline",
            Self::Location => "location",
            Self::Emails => "emails",
            Self::Links => "links",
            Self::Skills => "skills",
            Self::Companies => "companies",
            Self::Roles => "roles",
            Self::Dates => "dates",
            Self::DatesAll => "dates_all",
            Self::Education => "education",
            Self::Projects => "projects",
            Self::Certifications => "certifications",
            Self::Industries => "industries",
            Self::Specialties => "specialties",
            Self::Writing => "writing",
            Self::YearsStated => "years_stated",
        }
    }

    /// Says whether the field counts for the core figure: what a search for people lives on.
    #[must_use]
    pub const fn is_core(self) -> bool {
        matches!(
            self,
            Self::Name
                | Self::Links
                | Self::Skills
                | Self::Companies
                | Self::Roles
                | Self::Dates
                | Self::Education
                | Self::Projects
                | Self::Industries
                | Self::Specialties
        )
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl FromStr for Field {
    type Err = String;

    fn from_str(id: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|field| field.id() == id)
            .ok_or_else(|| {
                let known = Self::ALL.map(Self::id).join(", ");
                format!("no field is called that; the fields are {known}")
            })
    }
}
