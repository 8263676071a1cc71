"""Pairs of a day -> its stories, traced: the tables that a batch leaves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ..copies.alignment import align
from ..copies.changes import compare
from ..copies.together import together
from ..copies.vectors import EncoderChoice, fresh_encoder
from ..engine import one_thread
from ..lineages.comparing import ENCODED
from ..lineages.lineage import trace
from ..records import Lineage, Passage, Report, Story
from ..stories.clusters import clusters
from ..stories.company import neighbours
from ..stories.event_index import EventIndex
from ..stories.grouping import story, sure
from ..timing import Clock
from .days import places
from .files import Row, digest, rows, write
from .packing import profile_of, report_of
from .schemas import RESULTS

# Each report with the component it is in, and the day on which that component opens.
MEMBERS = """
WITH placed AS (
  SELECT standing.name, standing.day, standing.page_id, COALESCE(hung.b, standing.name) AS root
  FROM standing LEFT JOIN hung ON standing.name = hung.a
), opened AS (
  SELECT root, MIN(day) AS opened FROM placed GROUP BY root
)
SELECT opened.opened, placed.root, placed.name, placed.day, placed.page_id,
  CASE WHEN round_ups.name IS NULL THEN 0 ELSE 1 END AS round_up
FROM placed JOIN opened ON placed.root = opened.root LEFT JOIN round_ups ON placed.name = round_ups.name
ORDER BY opened, root, name
"""

# Pairs inside one component. That the two roots are one is asked of each pair and is no key to join by: members joined
# with members of their component are as many as its square.
INSIDE = """
SELECT a.opened, a.root, pairs.a, pairs.b, pairs.odds, pairs.own
FROM pairs JOIN members a ON pairs.a = a.name JOIN members b ON pairs.b = b.name
WHERE CASE WHEN a.root = b.root THEN 1 ELSE 0 END = 1 ORDER BY opened, root, pairs.a, pairs.b
"""


@dataclass(frozen=True, slots=True)
class StoryPart:
    """The components that open on a day; `places`: the table of the days' files."""

    day: str
    members: tuple[str, ...]
    pairs: tuple[str, ...]
    places: str
    folder: str
    encoded: bool


@dataclass(frozen=True, slots=True)
class Told:
    """The files of a day's stories, by table, below the folder of results; how many stories and reports they hold."""

    files: tuple[tuple[str, str], ...]
    stories: int
    reports: int
    seconds: tuple[tuple[str, float], ...] = ()


def story_part(part: StoryPart) -> Told:
    """Group and trace a day's components; tables that are there already are left as they are."""
    members = rows([Path(file) for file in part.members], opened=part.day)
    pairs = rows([Path(file) for file in part.pairs], opened=part.day)
    files = _files(part, members, pairs)
    last = Path(part.folder) / files["stories"]  # written last
    if last.exists():
        return Told(tuple(files.items()), len(rows([last], ["id"])), len(members))
    clock = Clock()
    with one_thread():
        with clock("grouping"):
            stories = sorted(_stories(part, members, pairs), key=lambda told: told.id)
        tables: dict[str, list[Row]] = {name: [] for name in files}
        for told in stories:
            for name, more in _tables(told, fresh_encoder() if part.encoded else None, clock).items():
                tables[name] += more
    for name, path in files.items():
        write(tables[name], RESULTS[name], Path(part.folder) / path)
    return Told(tuple(files.items()), len(stories), len(members), clock.told())


def _files(part: StoryPart, members: Sequence[Row], pairs: Sequence[Row]) -> dict[str, str]:
    """Table -> its file, named by all that it rests on. Stories come last."""
    held = (f"{row['root']} {row['page_id']} {row['name']} {row['round_up']}" for row in members)
    alike = (f"{row['a']} {row['b']} {row['odds']!r} {row['own']!r}" for row in pairs)
    made_of = digest("stories", str(part.encoded), part.day, *held, *alike)
    names = sorted(RESULTS.keys() - {"refusals", "stories"})
    return {name: f"{name}/day={part.day or 'undated'}/{made_of}.parquet" for name in (*names, "stories")}


def _stories(part: StoryPart, members: Sequence[Row], pairs: Sequence[Row]) -> Iterator[Story]:
    wanted: dict[str, list[str]] = {}
    for row in members:
        wanted.setdefault(row["day"], []).append(row["name"])
    at, columns = places(part.places), ("name", "moment", "report", "profile", "vector")
    held = {row["name"]: row for day, names in wanted.items() for row in rows([at[day]], columns, name=names)}
    inside: dict[str, list[Row]] = {}
    for row in pairs:
        inside.setdefault(row["root"], []).append(row)
    components: dict[str, list[Row]] = {}
    for row in members:
        components.setdefault(row["root"], []).append(held[row["name"]] | {"round_up": row["round_up"]})
    for root, rows_of in components.items():
        yield from _grouped(sorted(rows_of, key=lambda row: (row["moment"], row["name"])), inside.get(root, []))


def _grouped(held: Sequence[Row], pairs: Sequence[Row]) -> Iterator[Story]:
    """The stories of one component, whose reports are in order."""
    number = {row["name"]: n for n, row in enumerate(held)}
    index, reports = EventIndex(), [report_of(row["report"], row["name"]) for row in held]
    for row in held:
        index.add(profile_of(row["profile"], row["name"], row["vector"]))
    index.settle()
    places = [(number[row["a"]], number[row["b"]], row) for row in pairs]
    odds = {(min(a, b), max(a, b)): row["odds"] for a, b, row in places}
    near = neighbours({(min(a, b), max(a, b)): row["own"] for a, b, row in places})
    last = {n for n, row in enumerate(held) if row["round_up"]}
    for members in clusters(len(held), odds, first=sure(odds, last), last=last):
        yield story(index, [reports[n] for n in members], members, near)


class Aligned(Mapping[tuple[str, str], Sequence[Passage]]):
    """Passages of pairs of reports, found when first asked for and kept: those that a lineage looked at.

    Reports that print one text are one text here: two texts are aligned once, however many print them.
    """

    def __init__(self, reports: Sequence[Report], encoder: EncoderChoice) -> None:
        self._reports = {report.id: report for report in reports}
        self._encoder = together(encoder, reports) if len(reports) <= ENCODED else None
        self._of_texts: dict[tuple[str | None, ...], Sequence[Passage]] = {}
        self.found: dict[tuple[str, str], Sequence[Passage]] = {}

    def __contains__(self, key: object) -> bool:
        return True

    def __getitem__(self, key: tuple[str, str]) -> Sequence[Passage]:
        if key not in self.found:
            a, b = self._reports[key[0]], self._reports[key[1]]
            texts = (a.text, a.language, b.text, b.language)
            if texts not in self._of_texts:
                self._of_texts[texts] = align(a, b, encoder=self._encoder)
            self.found[key] = self._of_texts[texts]
        return self.found[key]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)


def _tables(told: Story, encoder: EncoderChoice, clock: Clock) -> dict[str, list[Row]]:
    """Table -> the rows of one story."""
    aligned = Aligned(told.reports, encoder)
    with clock("tracing"):
        lineage = trace(told.reports, passages=aligned, encoder=encoder)
    with clock("changes"):
        changes = list(_changes(told, lineage, aligned))
    return {
        "stories": [_story(told, lineage)],
        "reports": [_report(report, told, lineage) for report in told.reports],
        "pairs": list(_pairs(told, lineage, aligned)),
        "lineage": [_derivation(told.id, lineage, n) for n in range(len(lineage.derivations))],
        "changes": changes,
    }


def _story(told: Story, lineage: Lineage) -> Row:
    return {
        "id": told.id,
        "title": told.title,
        "event_date": str(told.event_date or ""),
        "reports": len(told.reports),
        "independent": lineage.independent,
        "origins": [asdict(origin) for origin in lineage.origins],
        "notes": list(lineage.notes),
    }


def _report(report: Report, told: Story, lineage: Lineage) -> Row:
    return {
        **{name: getattr(report, name) for name in ("id", "outlet", "title", "url", "byline", "text", "page_id")},
        "story": told.id,
        "reason": told.reasons.get(report.id, ""),
        "own": float(lineage.own.get(report.id, 1.0)),
        "published": report.published.isoformat() if report.published else "",
        "language": report.language or "",
        "event_date": str(report.event_date or ""),
        "credits": [asdict(credit) for credit in report.credits],
    }


def _pairs(told: Story, lineage: Lineage, aligned: Aligned) -> Iterator[Row]:
    """Pairs that share text or are related; the others of a story are written independently."""
    related = {(r.a, r.b): r for r in lineage.relations}
    for key in sorted(related.keys() | {key for key, passages in aligned.found.items() if passages}):
        relation = related.get(key)
        yield {
            "story": told.id,
            "a": key[0],
            "b": key[1],
            "relation": relation.kind if relation else "none",
            "probability": relation.probability if relation else 0.0,
            "via": relation.via if relation else "none",
            "passages": [asdict(passage) for passage in aligned.found.get(key, ())],
        }


def _derivation(story_id: str, lineage: Lineage, number: int) -> Row:
    found = lineage.derivations[number]
    evidence = [{name: getattr(e, name) for name in ("signal", "strength", "detail")} for e in found.evidence]
    plain = {name: getattr(found, name) for name in ("parent", "child", "kind", "share", "probability")}
    return {"story": story_id, **plain, "seen": found.parent in lineage.reports, "evidence": evidence}


def _changes(told: Story, lineage: Lineage, aligned: Aligned) -> Iterator[Row]:
    """What each report altered of what it took from another that is here."""
    by_id = {report.id: report for report in told.reports}
    for taken in lineage.derivations:
        if taken.parent not in by_id or taken.child not in by_id:
            continue
        key = (min(taken.parent, taken.child), max(taken.parent, taken.child))
        passages = [p if key[0] == taken.parent else p.mirrored() for p in aligned[key]]
        for change in compare(by_id[taken.parent], by_id[taken.child], passages=passages):
            yield {
                "story": told.id, "parent": taken.parent, "child": taken.child, "kind": change.kind,
                "parent_text": change.a_text, "child_text": change.b_text,
                "parent_start": change.a_start, "parent_end": change.a_end,
                "child_start": change.b_start, "child_end": change.b_end, "says": change.says,
            }  # fmt: skip
