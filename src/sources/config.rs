//! How places are asked.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use url::Url;

/// How places are asked.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where those who are asked find out who asks: part of the user agent.
    pub contact: Option<String>,
    /// The least time between two requests to one host.
    pub pace: Duration,
    /// Hosts, as `NAME` or `NAME:PORT`, that may be asked although their addresses are not public.
    pub private_hosts: Vec<String>,
    /// Certificates, in PEM, that are trusted beside the system's.
    pub ca_file: Option<PathBuf>,
    pub github: GithubConfig,
}

/// How GitHub is asked.
#[derive(Clone)]
pub struct GithubConfig {
    /// `https://api.github.com`, or that of a GitHub Enterprise server.
    pub api: Url,
    /// `https://github.com`, or that of a GitHub Enterprise server.
    pub site: Url,
    pub token: Option<String>,
}

impl fmt::Debug for GithubConfig {
    /// Leaves out the token.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("GithubConfig")
            .field("api", &self.api.as_str())
            .field("site", &self.site.as_str())
            .finish_non_exhaustive()
    }
}
