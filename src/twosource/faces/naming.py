"""What people call things: reports by their outlet, ids in sentences replaced by names."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Iterable, Mapping

from ..answers import Agreement, Shift, independent_origins
from ..records import Derivation, Lineage, Origin, Relation, Report
from ..reports.numbers import numbers

# Reports that came into a story together and are named in the sentence.
SHIFTED_NAMED = 4


def report_names(reports: Iterable[Report]) -> dict[str, str]:
    """Report id -> its outlet, with the id's beginning where one outlet has several; else its title, else its id."""
    kept = list(reports)
    shared = Counter(report.outlet for report in kept)
    return {r.id: _name(r, alone=shared[r.outlet] == 1) for r in kept}


def _name(report: Report, *, alone: bool) -> str:
    if report.outlet:
        return report.outlet if alone else f"{report.outlet} ({report.id[:6]})"
    return report.title or report.id


def all_names(lineage: Lineage, reports: Iterable[Report]) -> dict[str, str]:
    """The same with the unseen originals."""
    return {origin.id: _origin(origin) for origin in lineage.origins} | report_names(reports)


def _origin(origin: Origin) -> str:
    return origin.name or origin.id.removeprefix("unseen:")


def alternatives(derivation: Derivation, names: Mapping[str, str]) -> str:
    """ "or from WQTV (.35)": whom else the child may have taken its text from; "" where the odds are clear."""
    others = [f"{names.get(a.parent, a.parent)} ({a.probability:.2f})" for a in derivation.alternatives]
    return "or from " + ", or ".join(others) if others else ""


def origin_letters(lineage: Lineage) -> dict[str, str]:
    """Id of each independent origin -> the letter that stands for it in pictures and tables: A, B ... Z, A2, B2 ..."""
    return {origin.id: _letter(n) for n, origin in enumerate(independent_origins(lineage))}


def _letter(number: int) -> str:
    again, at = divmod(number, len(string.ascii_uppercase))
    return string.ascii_uppercase[at] + (str(again + 1) if again else "")


def relation_in_words(relation: Relation | None) -> str:
    """How two reports are related, in a sentence."""
    if relation is None or relation.kind == "none":
        return "Written independently of each other."
    if relation.via == "release":
        return "Both print the same official statement."
    if relation.kind == "same":
        return "One text: the most of one comes from the other, or both from a third."
    return "In part the same text."


def in_words(sentence: str, names: Mapping[str, str]) -> str:
    """A sentence of ours with ids replaced by names."""
    ids = [re.escape(name) for name in sorted(names, key=len, reverse=True) if names[name] != name]
    return re.sub(rf"(?<!\w)(?:{'|'.join(ids)})(?!\w)", lambda m: names[m[0]], sentence) if ids else sentence


def by_value(values: Mapping[str, str], names: Mapping[str, str]) -> dict[str, list[str]]:
    """What is said -> who says it, the value with the most reports first; "nine", "Nine" and "9" are one value."""
    alike: dict[str, list[str]] = {}
    for report, value in values.items():
        alike.setdefault(_value(value), []).append(report)
    said = {Counter(values[r] for r in who).most_common(1)[0][0]: who for who in alike.values()}
    ranked = sorted(said.items(), key=lambda item: -len(item[1]))
    return {words: [names.get(report, report) for report in who] for words, who in ranked}


def _value(words: str) -> str:
    """What all ways to write one value have in common."""
    known = words.strip()
    found = numbers(known)
    if len(found) == 1 and (found[0].start, found[0].end) == (0, len(known)) and found[0].low == found[0].high:
        return f"{found[0].low:g}"
    return " ".join(known.casefold().split())


def agreed(agreement: Agreement) -> str:
    """What accounts state alike, in a line: "number of people: four people"."""
    return f"{agreement.fact}: {next(iter(by_value(agreement.values, {})))}"


def shift_in_words(shift: Shift, names: Mapping[str, str]) -> str:
    """What came into a story, left another for it or opened it, in a sentence; then why."""
    who = [names.get(report, report) for report in shift.reports[:SHIFTED_NAMED]]
    who += [f"{more} more"] if (more := len(shift.reports) - len(who)) > 0 else []
    came = ", ".join(who)
    said = {
        "opened": f"It began with {came}",
        "joined": f"{came} came in",
        "merged": f"Another story was joined to it: {came}",
        "split": f"{came} left another story and came here",
    }[shift.kind]
    why = in_words(shift.reason, names)
    return f"{said}. {why[:1].upper()}{why[1:]}".rstrip(". ") + "."
