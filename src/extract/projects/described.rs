//! Projects among the positions that they were made in: names above a label as "项目描述" or "Project description".

use super::labels::labeled;
use super::name::leading;
use crate::extract::document::{Kind, slice};
use crate::extract::names;
use crate::extract::reading::Reading;
use crate::extract::sections::{self, Section};
use crate::profile::{Project, Via};

/// Labels that only a project's account has, folded.
const LABELS: &[&str] = &[
    "项目描述",
    "项目介绍",
    "项目简介",
    "项目概述",
    "项目背景",
    "项目说明",
    "專案描述",
    "專案介紹",
    "案件概要",
    "プロジェクト概要",
    "プロジェクト内容",
    "프로젝트 설명",
    "프로젝트 소개",
    "프로젝트 개요",
    "project description",
    "project overview",
    "project summary",
    "about the project",
    "описание проекта",
    "description du projet",
    "projektbeschreibung",
    "descripción del proyecto",
    "descrição do projeto",
];

/// Ends of what employs people, and names no project.
const EMPLOYERS: &[&str] = &["公司", "集团", "株式会社", "주식회사", "有限公司"];

/// So many blocks above such a label, the project is named.
const ABOVE: usize = 4;

/// Reads the names above the labels, in order.
pub(super) fn projects(reading: &Reading<'_>) -> Vec<Project> {
    let mut found = Vec::new();
    for (index, block) in reading.blocks() {
        let text = block.text.as_str();
        if reading.section(index) != Section::Experience
            || matches!(block.kind, Kind::Code)
            || !is_label(text)
        {
            continue;
        }
        let above = (index.saturating_sub(ABOVE)..index).rev();
        let mut named = above.filter(|above| {
            let other = reading.document.blocks.get(*above).map(|block| block.kind);
            other.is_some_and(|other| is_above(other, block.kind))
        });
        if let Some(project) = named.next().and_then(|above| project(reading, above)) {
            found.push(project);
        }
    }
    found
}

/// "项目描述：…": says whether a text begins with such a label.
fn is_label(text: &str) -> bool {
    let line = text.lines().next().unwrap_or(text);
    // Most texts begin like none of them.
    let first = line.chars().find(|letter| letter.is_alphanumeric());
    if !first.is_some_and(|first| matches!(first, 'P' | 'p' | 'A' | 'a' | 'D' | 'd') || !first.is_ascii()) {
        return false;
    }
    let label = line.split([':', '：']).next().unwrap_or(line);
    label.len() <= LABEL_BYTES && LABELS.contains(&sections::fold(names::bare(label)).as_str())
}

/// The most bytes of a label with the signs around it.
const LABEL_BYTES: usize = 48;

/// Says whether a block of a kind heads those of another.
fn is_above(above: Kind, below: Kind) -> bool {
    match (above, below) {
        (Kind::Heading(above), Kind::Heading(below)) | (Kind::Item(above), Kind::Item(below)) => {
            above < below
        }
        (Kind::Heading(_), _) | (Kind::Paragraph, Kind::Item(_)) => true,
        _ => false,
    }
}

fn project(reading: &Reading<'_>, index: usize) -> Option<Project> {
    let line = reading.lines_of(index).first()?;
    let text = labeled(line.text).unwrap_or(line.text);
    let text = behind_count(text);
    let name = leading(text.split(['（', '｜', '　']).next().unwrap_or(text)).trim();
    let employer = EMPLOYERS.iter().any(|end| name.ends_with(end));
    let start = line.text.find(name)?;
    let opens = reading.outline.opens(index) && sections::named(line.text).is_some();
    (!name.is_empty() && !employer && !opens && !is_label(line.text)).then(|| Project {
        name: slice(line.text, start..start + name.len()).to_owned(),
        evidence: vec![reading.evidence(index, &line.within(&(start..start + name.len())), Via::Project)],
        ..Project::default()
    })
}

/// "项目一：Loom", "项目名称：Loom": the name behind its number.
fn behind_count(text: &str) -> &str {
    let counted = text.split_once(['：', ':']).filter(|(count, _)| {
        let count = count.trim();
        count.chars().count() <= 6
            && ["项目", "專案", "案件", "프로젝트"]
                .iter()
                .any(|word| count.starts_with(word))
    });
    counted.map_or(text, |(_, name)| name.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::testing::read;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = read(text, projects);
        let names: Vec<_> = found.iter().map(|project| project.name.as_str()).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn accounts_of_projects_are_labelled_below_their_names() {
        check(
            "## 工作经历\n\n### 织云有限公司 2019.3 - 2022.5\n\n* ##### 订单平台（内部使用）\n    * ###### Vue\n    * ###### 项目描述:\n        平台\n",
            &["订单平台"],
        );
        check(
            "## 工作经历\n\n**织云有限公司** 2019.3 - 2022.5\n\n- 项目一：**库存中台**\n  - 项目描述：库存\n- 项目二：**对账**\n  - 项目描述：对账\n",
            &["库存中台", "对账"],
        );
        check(
            "## Experience\n\n### Lumoraq\n\n- **Loom planner**\n  - Project description: plans looms\n",
            &["Loom planner"],
        );
    }

    #[test]
    fn employers_and_other_labels_are_none() {
        check("## 工作经历\n\n### 织云有限公司\n\n项目描述：平台\n", &[]);
        check(
            "## Experience\n\n### Lumoraq\n\n- **Loom planner**\n  - Description: plans looms\n",
            &[],
        );
        check("## 工作经历\n\n项目描述：平台\n", &[]);
    }
}
