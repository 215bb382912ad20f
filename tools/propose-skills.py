#!/usr/bin/env python3
"""Which technologies do the public lists name that no entry of skills.toml knows?

    propose-skills.py devicon/package simple-icons/package linguist-languages/package skill-icons/package

Each argument is a package as `npm pack NAME && tar xzf` leaves it: linguist-languages, devicon,
simple-icons or @iconify-json/skill-icons. A file that ends in .txt is read as one name a line.
Prints a candidate table for each name that the vocabulary does not cover, with where it was seen.
It never writes the vocabulary: most brands are no skills, so a person decides, names the
category, and adds aliases, `implies` and guards.
"""
import json
import re
import sys
import tomllib
import unicodedata
from pathlib import Path

VOCABULARY = Path(__file__).parent.parent / "config/taxonomy/skills.toml"


def key(name):
    """What two spellings of a name have in common, less strict than the program's own folding."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return re.sub(r"[^a-z0-9+#]", "", plain)


def slug(name):
    """The key under which brand icons would know a name: `Node.js` is `nodedotjs`."""
    return key(name.replace("+", "plus").replace(".", "dot").replace("&", "and").replace("#", "sharp"))


def spellings(*names):
    return {spelled(name) for name in names for spelled in (key, slug)}


def known(vocabulary):
    names = lambda entry: [entry["name"], *entry.get("aliases", []), *entry.get("icons", [])]
    return set().union(*(spellings(*names(entry)) for entry in vocabulary.values()))


def linguist(package):
    """Languages, read from one small script each; prose and what is a group's member are left out."""
    for path in sorted((package / "data").glob("*.js")):
        text = path.read_text(encoding="utf-8")
        field = lambda name: (re.search(rf"^  {name}: ['\"](.*)['\"],$", text, re.M) or [None, None])[1]
        if field("type") != "prose" and not field("group"):
            aliases = re.search(r"^  aliases: \[(.*?)\]", text, re.M | re.S)
            yield field("name"), re.findall(r"['\"](.*?)['\"]", aliases[1]) if aliases else []


def devicon(package):
    for icon in json.loads((package / "devicon.json").read_text(encoding="utf-8")):
        yield icon["name"], icon["altnames"]


def simple_icons(package):
    for icon in json.loads((package / "data/simple-icons.json").read_text(encoding="utf-8")):
        aliases = icon.get("aliases", {})
        yield icon["title"], [icon.get("slug") or slug(icon["title"]), *aliases.get("aka", [])]


def skill_icons(package):
    icons = json.loads((package / "icons.json").read_text(encoding="utf-8"))["icons"]
    for name in sorted({re.sub(r"-(dark|light)$", "", icon) for icon in icons}):
        yield name, []


def plain(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield line.strip(), []


def reader(source):
    """The reader of a package, told by the file that only it has."""
    marks = {"devicon.json": devicon, "data/simple-icons.json": simple_icons, "icons.json": skill_icons, "data/Go.js": linguist}
    if source.suffix == ".txt":
        return plain
    return next((read for mark, read in marks.items() if (source / mark).exists()), None)


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    covered = known(tomllib.loads(VOCABULARY.read_text(encoding="utf-8")))
    for source in map(Path, sys.argv[1:]):
        read = reader(source)
        if not read:
            sys.exit(f"{source}: not one of the packages that are read")
        rows = list(read(source))
        missing = [(name, others) for name, others in rows if covered.isdisjoint(spellings(name, *others))]
        print(f"# {source}: {len(rows) - len(missing)} of {len(rows)} are covered")
        for name, others in missing:
            print(f"\n[{re.sub('[^a-z0-9]+', '-', name.casefold()).strip('-')}]\nname = {json.dumps(name, ensure_ascii=False)}")
            print('category = "?"')
            if others:
                print(f"aliases = {json.dumps(others, ensure_ascii=False)}")
        print()


if __name__ == "__main__":
    main()
