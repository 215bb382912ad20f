//! `muster duplicates`: who may be one person, listed, joined, parted and told apart.

use crate::support::program::Desk;

/// Two people of one name who worked at one place at one time, and one of that name who did not.
fn desk() -> Desk {
    let desk = Desk::new();
    let career = |login: &str, employer: &str, years: &str, skill: &str| {
        format!(
            "# Ada Quill\n\nhttps://github.com/{login}\n\n## Skills\n\n{skill}\n\n## Experience\n\n### Engineer, {employer}\n\n\
             {years}\n\n- Kept the lights on\n"
        )
    };
    desk.write("1.md", career("one", "Northwind Traders", "2015 - 2019", "Rust"));
    desk.write("2.md", career("two", "Northwind Traders", "2016 - 2018", "Kafka"));
    desk.write("3.md", career("three", "Contoso", "2021 - 2023", "Perl"));
    for file in ["1.md", "2.md", "3.md"] {
        let added = desk.run(&["add", file]);
        assert_eq!(added.code, Some(0), "{added:?}");
    }
    desk
}

/// The slugs of the only pair that is listed.
fn pair(desk: &Desk) -> [String; 2] {
    let listed = desk.run(&["duplicates"]);
    assert_eq!(listed.code, Some(0), "{listed:?}");
    let [line] = listed.out.lines().collect::<Vec<_>>()[..] else {
        panic!("{listed:?}");
    };
    let mut columns = line.splitn(3, "  ").map(str::to_owned);
    let slugs = [columns.next().unwrap(), columns.next().unwrap()];
    assert_eq!(
        columns.next().as_deref(),
        Some("both are called Ada Quill; both worked at Northwind Traders at the same time")
    );
    slugs
}

fn people(desk: &Desk) -> usize {
    desk.run(&["export"]).out.lines().count()
}

#[test]
fn people_who_look_alike_are_listed_with_reasons_and_joined_only_by_command() {
    let desk = desk();
    let [one, two] = pair(&desk);
    assert_eq!(people(&desk), 3, "nobody was joined by being listed");
    let before = desk.run(&["export"]).out;

    let merged = desk.run(&["duplicates", "--merge", &one, &two]);
    assert_eq!(merged.code, Some(0), "{merged:?}");
    let [told, undo] = merged.out.lines().collect::<Vec<_>>()[..] else {
        panic!("{merged:?}");
    };
    assert_eq!(told, format!("merged     {two} into {one}"));
    let id = undo.rsplit(' ').next().unwrap();
    assert_eq!(people(&desk), 2);
    let found = desk.run(&["search", "--skill", "rust", "--skill", "apache-kafka"]);
    assert!(found.out.contains(&one), "{found:?}");

    let noted = desk.run(&["duplicates", "--merges", &one]);
    assert_eq!(noted.out, format!("{id}  {two}  somebody said so\n"));
    let parted = desk.run(&["duplicates", "--undo", id]);
    assert_eq!(parted.out, format!("parted     {two} from {one}\n"), "{parted:?}");
    assert_eq!(desk.run(&["export"]).out, before);

    let again = desk.run(&["duplicates", "--undo", id]);
    assert_eq!((again.code, again.out.as_str()), (Some(1), ""));
    assert!(again.err.contains("this merge was undone already"), "{again:?}");
    let listed = desk.run(&["duplicates"]);
    assert_eq!(listed.out, "", "who was parted is not suggested again");
}

#[test]
fn two_who_are_said_to_be_two_are_not_listed_again() {
    let desk = desk();
    let [one, two] = pair(&desk);
    let apart = desk.run(&["duplicates", "--apart", &one, &two]);
    assert_eq!(apart.out, format!("apart      {one} and {two}\n"), "{apart:?}");
    let listed = desk.run(&["duplicates"]);
    assert_eq!((listed.code, listed.out.as_str()), (Some(0), ""));
    assert!(
        listed.err.contains("nobody here looks like somebody else"),
        "{listed:?}"
    );
    desk.run(&["reprocess"]);
    assert_eq!(desk.run(&["duplicates"]).out, "");
    assert_eq!(people(&desk), 3);
}

#[test]
fn what_cannot_be_joined_says_why() {
    let desk = desk();
    let [one, two] = pair(&desk);
    desk.run(&["duplicates", "--merge", &one, &two]);
    for (arguments, why) in [
        (["--merge", &one, &one], "these are the same person already"),
        (["--merge", &one, "nobody"], "there is nobody called `nobody`"),
        (
            ["--merge", &one, &two],
            &*format!("`{two}` is part of `{one}` now"),
        ),
    ] {
        let refused = desk.run(&[&["duplicates"], &arguments[..]].concat());
        assert_eq!((refused.code, refused.out.as_str()), (Some(1), ""), "{refused:?}");
        assert!(refused.err.contains(why), "{refused:?}");
    }
}
