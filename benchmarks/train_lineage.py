"""Learn src/twosource/lineages/weights.json: logistic weights of the signals, from the open labels and generated trees.

python benchmarks/train_lineage.py        (needs scikit-learn; the library itself does not)
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from sklearn.linear_model import LogisticRegression

from alignment import of_one_subject
from labelled import ROOT, Labelled, passages, stories, translations, unlabelled_texts
from transmission import tradition
from twosource.lineages.collation import differences, printed
from twosource.lineages.comparing import with_spread
from twosource.lineages.directions import DIRECTIONS, directions
from twosource.lineages.family import lone_language
from twosource.lineages.pairs import Pair, pair, translated
from twosource.lineages.readings import reading
from twosource.lineages.signals import findings

TARGET = ROOT / "src" / "twosource" / "lineages" / "weights.json"
KINDS = ("none", "part", "same")
# Inverse strength of the ridge, the best of .03 to 10 by cross-validated log-loss.
RIDGE = 1.0
# What each model of the relation looks at: few, strong and general ones, chosen by cross-validated log-loss and by what
# the stories come to. How much is in other words helps "derived" by the first (.156 for .160), not by the second.
USED = {
    "derived": (
        *("telling phrases", "sentence likeness", "longest run", "best alignment"),
        *("quoted only", "odd phrases", "one credits other"),
    ),
    "same": (
        *("sentence likeness", "sentence likeness of longer", "telling share", "telling share of longer"),
        *("aligned share of longer", "length of shorter", "days apart", "same house", "odd phrases"),
    ),
    # Across languages words have nothing to say; alignment by vectors and numbers have.
    "derived translated": ("best alignment", "aligned share", "aligned share of longer", "same numbers"),
    "same translated": ("aligned share", "same numbers"),
    # Left out: that both speak of a release (without it .321 for .344, though it opens the question, see relations.py),
    # and how far the wording spread (.313 for .310): small newsrooms' copies spread no less.
    "release": (
        *("same credit", "one credits other", "same house", "same chain", "same owner", "quoted only", "same title"),
        *("retold in order", "official source", "from an outlet"),
    ),
}
# Generated families used for direction, half of them without credits and dates.
FAMILIES = 60
# A labelled pair counts for as much as this many generated ones.
LABELLED_WEIGHT = 5.0


@dataclass(frozen=True)
class Example:
    """A labelled pair with what the signals measure (relation) and what those of direction measure."""

    story: str
    a: str
    b: str
    measures: dict[str, float]
    turns: dict[str, float]
    labels: tuple[str, ...]
    vias: tuple[str, ...]
    parent: int  # 1: a is the parent, -1: b is, 0: neither or not known
    across: bool = False  # in two languages


def _pairs(story_reports: Sequence, aligned: dict) -> dict[tuple[str, str], tuple[Pair, dict, dict]]:
    """Every pair of a story with its measures, by ids."""
    ready = [reading(r) for r in sorted(story_reports, key=lambda r: r.id)]
    where, everyone = printed(ready), (1 << len(ready)) - 1
    numbers = [(i, j) for i in range(len(ready)) for j in range(i + 1, len(ready))]
    ids = {(i, j): (ready[i].report.id, ready[j].report.id) for i, j in numbers}
    pairs = with_spread({(i, j): pair(ready[i], ready[j], aligned.get(ids[i, j], ())) for i, j in numbers}, ready)
    made = {}
    for (i, j), both in pairs.items():
        places = differences(both.a, both.b, where, (1 << i) | (1 << j), everyone)
        found = {k: f.value for k, f in findings(both).items()}
        turned = {k: f.value for k, f in directions(both, places).items()}
        made[ids[i, j]] = (both, found, turned)
    return made


def labelled_examples(story: Labelled) -> list[Example]:
    """The pairs of one labelled story."""
    made = _pairs(story.reports, passages(story.reports))
    examples = []
    for label in story.pairs:
        _, found, turned = made[label.a, label.b]
        parent = {f"{label.a}>{label.b}": 1, f"{label.b}>{label.a}": -1}.get(label.direction, 0)
        examples.append(Example(story.name, label.a, label.b, found, turned, label.labels, label.vias, parent))
    return examples


def generated_examples(count: int, first: int = 5000) -> list[Example]:
    """Parent and child of generated families, real texts and invented ones, half of them stripped."""
    texts = unlabelled_texts("gva")
    examples = []
    for seed in range(first, first + count):
        given = texts[seed % len(texts)] if seed % 3 else ()
        made = tradition(seed, stripped=seed % 2 == 0, texts=given)
        measured = _pairs(made.reports, {})
        for (a, b), (_, found, turned) in measured.items():
            parent = ((a, b) in made.edges) - ((b, a) in made.edges)
            if parent:
                examples.append(Example(f"made:{seed}", a, b, found, turned, (), (), parent))
    return examples


def translated_examples(first: int = 3, step: int = 8) -> list[Example]:
    """Pairs of a text and its translations, and of two texts' reports; measuring takes the even-numbered others."""
    told = list(translations())[first::step]
    examples = []
    for (name, mine), (_, other) in zip(told, told[1:] + told[:1], strict=True):
        both = (*mine, other[0])
        for (a, b), (shared, found, turned) in _pairs(both, passages(both)).items():
            strange = other[0].id in (a, b)
            parent = (a == mine[0].id) - (b == mine[0].id) if not strange else 0
            lone = {k: f.value for k, f in lone_language(shared, [reading(r) for r in mine]).items()}
            labels = ("none",) if strange else ("same",)
            examples.append(
                Example(f"translated:{name}", a, b, found, turned | lone, labels, (), parent, translated(shared))
            )
    return examples


def strange_examples() -> list[Example]:
    """Articles in two languages on different events about one company that show a passage all the same."""
    examples = []
    for event, a, b in of_one_subject():
        both = (replace(a, id="a"), replace(b, id="b"))
        for shared, found, turned in _pairs(both, passages(both)).values():
            if translated(shared) and shared.passages:
                examples.append(Example(f"meantime:{event}", "a", "b", found, turned, ("none",), (), 0, True))
    return examples


def _fit(
    x: np.ndarray, y: np.ndarray, names: Sequence[str], *, bias: bool = True, weight: np.ndarray | None = None
) -> dict:
    """One logistic model in the units of the measures."""
    scale = np.maximum(x.std(axis=0), 1e-6)
    used = x.std(axis=0) > 1e-6
    model = LogisticRegression(C=RIDGE, max_iter=5000, fit_intercept=bias).fit(x / scale, y, sample_weight=weight)
    weights = {n: round(float(w), 4) for n, w, u in zip(names, model.coef_[0] / scale, used, strict=True) if u}
    return {"bias": round(float(model.intercept_[0]), 4) if bias else 0.0, "threshold": 0.5, "weights": weights}


def _matrix(rows: Sequence[dict[str, float]], names: Sequence[str]) -> np.ndarray:
    """Measures as a table: (rows, names), 0 where a signal found nothing."""
    return np.array([[row.get(n, 0.0) for n in names] for row in rows]).reshape(len(rows), len(names))


def learnt(labelled: Sequence[Example], made: Sequence[Example]) -> dict:
    """The table of all models. `made`: generated (no labels) and translated pairs."""
    across = [e for e in made if e.labels and e.across]
    return {
        "derived": _relation("derived", labelled) | {"threshold": DERIVED},
        "same": _relation("same", labelled),
        "derived translated": _relation("derived translated", across) | {"threshold": DERIVED_TRANSLATED},
        "same translated": _relation("same translated", [*across, *_halves(across)]),
        "release": _relation("release", labelled),
        "direction": _direction([e for e in (*labelled, *made) if e.parent]),
    }


def _relation(model: str, examples: Sequence[Example]) -> dict:
    """One model of the relation: derived or not, or of the derived: same or not, release or not."""
    if not model.startswith("derived"):
        examples = [e for e in examples if e.labels[0] != "none"]
    right = {"derived": "none", "same": "same", "release": "release"}[model.split(maxsplit=1)[0]]
    said = np.array([right in (e.vias if model == "release" else e.labels[:1]) for e in examples])
    names = USED[model]
    return _fit(_matrix([e.measures for e in examples], names), said != model.startswith("derived"), names)


def _halves(across: Sequence[Example]) -> list[Example]:
    """Translations of which the other has only a part: a third of the sentences aligned (no open set has such)."""
    return [
        replace(e, measures=e.measures | {"aligned share": e.measures.get("aligned share", 0) / 3}, labels=("part",))
        for e in across
        if e.labels == ("same",)
    ]


def _direction(directed: Sequence[Example]) -> dict:
    """The model of who took from whom: each pair seen from both sides, no bias."""
    turns = [*DIRECTIONS, "lone language"]
    both = [(e.turns, e.parent) for e in directed]
    both += [({k: -v for k, v in e.turns.items()}, -e.parent) for e in directed]
    weight = np.array([LABELLED_WEIGHT if e.vias else 1.0 for e in directed] * 2)
    parents = np.array([p > 0 for _, p in both])
    return _fit(_matrix([t for t, _ in both], turns), parents, turns, bias=False, weight=weight)


# From which probability on a pair is called derived. Means of four cross-validations at .25, .3, .35, .4: macro F1 .925
# .926 .931 .924, direction .885 .875 .846 .817 (a copy that is not seen has none), politics' alarms 3.0 3.0 3.0 1.7 %.
DERIVED = 0.3
# The same across languages: of the training texts strangers that show a passage have .34 at most, all translations but
# one .71 and more.
DERIVED_TRANSLATED = 0.5


def main() -> None:
    """Learn from everything open and write the table."""
    labelled = [e for folder in ("gva", "politics") for s in stories(folder) for e in labelled_examples(s)]
    table = learnt(labelled, generated_examples(FAMILIES) + translated_examples() + strange_examples())
    about = (
        f"Learnt {date.today()} by benchmarks/train_lineage.py from {len(labelled)} labelled pairs and generated trees."
    )
    TARGET.write_text(json.dumps({"about": about, "models": table}, indent=1, ensure_ascii=False) + "\n")
    json.dump(table, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
