"""Build src/twosource/reports/data/wordnet.txt.gz: which words share a meaning, from the data files of WordNet 3.0.

WordNet 3.0, Princeton University (Fellbaum 1998): data.*, index.*, *.exc and cntlist.rev, as Debian's package
wordnet-base installs them. Kept are single words of small letters that share a synset, in one of their commonest senses
or in any sense that a sense-tagged corpus has; of irregular forms those of words that are kept.

python benchmarks/build_synonyms.py /usr/share/wordnet
"""

import gzip
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src" / "twosource" / "reports" / "data" / "wordnet.txt.gz"
FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
# The first number of a sense key (WordNet's senseidx manual page); 5 are adjectives that another one stands for.
OF_KEY = {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}
WORD = re.compile(r"[a-z]{3,}")
COMMON_SENSES = 3
Sense = tuple[str, str, int]  # word, part of speech, number of the sense, the commonest being 1


def tagged(folder: Path) -> set[Sense]:
    """The senses that occur in the sense-tagged texts."""
    rows = (line.split() for line in (folder / "cntlist.rev").read_text(encoding="utf-8").splitlines())
    keyed = ((*key.split("%"), int(number)) for key, number, _ in rows)
    return {(word, OF_KEY[rest[0]], number) for word, rest, number in keyed if rest[0] in OF_KEY}


def senses(folder: Path, name: str) -> Iterator[tuple[Sense, str]]:
    """Each word's senses, the commonest first, with the synset of each."""
    for line in (folder / f"index.{name}").read_text(encoding="utf-8").splitlines():
        word, _, count, *_ = [*line.split(), "", ""] if not line.startswith(" ") else ["", "", "0"]
        if WORD.fullmatch(word):
            yield from (
                ((word, FILES[name], number), synset)
                for number, synset in enumerate(line.split()[-int(count) :], start=1)
            )


def synsets(folder: Path) -> list[list[Sense]]:
    """The kept senses of each synset of two words or more."""
    common = tagged(folder)
    held: dict[tuple[str, str], list[Sense]] = defaultdict(list)
    for name, part in FILES.items():
        for sense, synset in senses(folder, name):
            if sense[2] <= COMMON_SENSES or sense in common:
                held[part, synset].append(sense)
    return [kept for _, kept in sorted(held.items()) if len(kept) > 1]


def entries(folder: Path) -> dict[str, list[str]]:
    """What stands beside each word: "v811.2", its second sense as a verb is synset 811; "vbuy", it is a form of it."""
    found: dict[str, list[str]] = defaultdict(list)
    kept = set()
    for synset, held in enumerate(synsets(folder)):
        for word, part, number in held:
            found[word].append(f"{part}{synset}" if number == 1 else f"{part}{synset}.{number}")
            kept.add((word, part))
    for name, part in FILES.items():
        for form, word, *_ in map(str.split, (folder / f"{name}.exc").read_text(encoding="utf-8").splitlines()):
            if (word, part) in kept and WORD.fullmatch(form) and form != word and part + word not in found[form]:
                found[form].append(part + word)
    return {word: sorted(beside) for word, beside in found.items() if beside}


def licence(folder: Path) -> list[str]:
    """What stands at the head of WordNet's files and must stand in every copy."""
    lines = (folder / "data.noun").read_text(encoding="utf-8").splitlines()
    head = (line for line in lines if line.startswith("  "))
    return [f"# {line.split(maxsplit=1)[1].strip() if len(line.split()) > 1 else ''}".rstrip() for line in head]


def main() -> None:
    folder = Path(sys.argv[1])
    rows = sorted(f"{word} {' '.join(beside)}" for word, beside in entries(folder).items())
    lines = [*licence(folder), *rows]
    with TARGET.open("wb") as file, gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0) as packed:
        packed.write(("\n".join(lines) + "\n").encode())
    print(f"{len(rows):,} words, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
