//! Which words of running text are claims of skill, and which are only talk of work.

use std::sync::LazyLock;

use crate::extract::words::WordList;
use crate::taxonomy::Skill;

/// Named methods and designs: whoever writes of them has used them.
const NAMED: &[&str] = &[
    "microservices",
    "distributed-systems",
    "event-driven-architecture",
    "agile",
    "scrum",
    "kanban",
    "test-driven-development",
    "behavior-driven-development",
    "domain-driven-design",
    "feature-flags",
    "raft",
    "paxos",
    "trunk-based-development",
    "mvc",
    "mvvm",
    "cqrs",
    "event-sourcing",
    "functional-programming",
    "reactive-programming",
    "server-side-rendering",
    "serverless",
    "hexagonal-architecture",
    "clean-architecture",
    "design-patterns",
    "object-oriented-programming",
    "pair-programming",
    "extreme-programming",
    "gitops",
    "devsecops",
    "finops",
    "change-data-capture",
    "rate-limiting",
    "smart-contracts",
    "responsive-design",
    "progressive-web-apps",
    "micro-frontends",
    "monorepo",
    "system-design",
    "solid",
    "infrastructure-as-code",
    "site-reliability-engineering",
    "safe",
    "chaos-engineering",
    "blue-green-deployment",
    "a-b-testing",
    "a-b-tests",
    "service-oriented-architecture",
    "mlops",
    "dependency-injection",
    "restful-apis",
    "rest-apis",
    "code-review",
    "itil",
    "six-sigma",
    "lean",
];

/// Kinds of words that name a field of work as often as a skill.
const BROAD: &[&str] = &["architecture", "practice"];

/// Broad words of other kinds.
const FIELDS: &[&str] = &[
    "databases",
    "relational-databases",
    "data-processing",
    "data-science",
    "data-analysis",
    "data-visualization",
    "software-testing",
    "test-automation",
    "cloud-computing",
    "cloud-infrastructure",
    "containerization",
    "logging",
    "high-availability",
    "disaster-recovery",
    "query-optimization",
    "information-security",
    "authentication",
    "authorization",
    "web-development",
    "payment-systems",
    "fintech",
    "computer-science",
    "electronics",
    "control-systems",
    "statistical-analysis",
    "ui-design",
    "ux-design",
    // Everyday words.
    "foundation",
    "processing",
    "terminal",
];

/// Where people are found as often as what they work with.
const PRESENCES: &[&str] = &["github", "gitlab", "stack-overflow"];

static FIELD: LazyLock<WordList<()>> = LazyLock::new(|| WordList::of(FIELDS));

/// Says whether a mention outside of lists counts, in an account of work or elsewhere.
pub(super) fn in_running_text(skill: &Skill, at_work: bool) -> bool {
    let id = skill.id.as_str();
    let broad = BROAD.contains(&skill.category.as_str()) || FIELD.has(id);
    let found = PRESENCES.contains(&id) && !at_work;
    !found && (!broad || NAMED.contains(&id))
}
