"""Learns the models of reports/ that tell cues, speech and the ends of reported words from PolNeAR's training part.

`python benchmarks/train_quotes.py [cues speech ends]` writes tables to reports/data, in this order: the ends are learnt
from what the cues find.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from twosource.records import Span
from twosource.reports import clause_ends
from twosource.reports.cue_model import cue_features
from twosource.reports.cue_verbs import ADDRESSEES_END, AUXILIARIES, DETERMINERS, OBJECT, PRONOUNS, SAY, TELL
from twosource.reports.cues import cues
from twosource.reports.direct_quotes import speech_places, with_marks
from twosource.reports.quotes import quotations
from twosource.reports.speech import speech_features
from twosource.reports.text import Word, sentences, words_of

HERE = Path(__file__).parent
DATA = Path(os.environ.get("TWOSOURCE_DATA", HERE.parent.parent / "shared" / "data"))
TABLES = HERE.parent / "src" / "twosource" / "reports" / "data"
SOURCE = "# Learnt from PolNeAR's training part by benchmarks/train_quotes.py:"
# A word is looked at when it stood in so many cues, and in such a share of its places.
OFTEN, SHARE = 5, 0.25
PARTICLES = frozenset(
    {"of", "for", "on", "about", "to", "by", "out", "in", "with", "against", "from", "up", "off", "at"}
)
# A particle belongs to a word's cue when it was in it so often, and in such a share of the places where it followed.
FEWEST, PARTICLE_SHARE = 3, 0.5
PENALTY = 0.3  # sklearn's C, L1: .2 to 1 do alike on the development part, smaller tables are read more easily
RARE = 4  # features seen less often are left out
Sample = tuple[Iterable[str], bool]


def documents() -> Iterator[dict]:
    with gzip.open(DATA / "polnear" / "train.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def learn(name: str, samples: Iterable[Sample]) -> None:
    """Fits the model and writes its table."""
    rows, labels = zip(*((dict.fromkeys(features, 1), label) for features, label in samples), strict=True)
    counts = Counter(feature for row in rows for feature in row)
    table = DictVectorizer()
    matrix = table.fit_transform([{f: 1 for f in row if counts[f] >= RARE} for row in rows])
    matrix.indices, matrix.indptr = matrix.indices.astype(np.int32), matrix.indptr.astype(np.int32)
    model = LogisticRegression(C=PENALTY, l1_ratio=1, solver="liblinear", random_state=0).fit(matrix, labels)
    weights = [f"bias\t{model.intercept_[0]:.2f}"]
    weights += [f"{f}\t{w:.2f}" for f, w in zip(table.feature_names_, model.coef_[0], strict=True) if abs(w) >= 0.01]
    (TABLES / name).write_text(f"{SOURCE} feature, weight\n" + "\n".join(weights) + "\n", encoding="utf-8")
    print(name, len(labels), "places", len(weights), "weights")


# --- cues


def marked_sentences() -> Iterator[tuple[str, list[Word], set[int]]]:
    """Text, the words of a sentence outside quotations, and the characters of the text that lie in cues."""
    for row in documents():
        text, quotes = row["text"], with_marks(row["text"])
        inside = {at for one in row["attributions"] for start, end in one["cue"] for at in range(start, end)}
        for sentence in sentences(text, "en"):
            near = [q for q in quotes if q.start < sentence.end and q.end > sentence.start]
            yield (
                text,
                [w for w in words_of(text, sentence) if not any(q.start <= w.start < q.end for q in near)],
                inside,
            )


def cue_words() -> dict[str, list[str]]:
    """The words that may be cues, each with the particles that belong to it."""
    seen, found, stood, followed = Counter(), Counter(), Counter(), Counter()
    for _, tokens, inside in marked_sentences():
        for at, word in enumerate(tokens):
            seen[word.key] += 1
            if word.start in inside:
                found[word.key] += 1
                if at + 1 < len(tokens):
                    stood[word.key, tokens[at + 1].key] += 1
                    followed[word.key, tokens[at + 1].key] += tokens[at + 1].start in inside
    beside = AUXILIARIES | DETERMINERS | PRONOUNS | ADDRESSEES_END | PARTICLES | {"according", "clear", "am", "upon"}
    often = {w for w, n in found.items() if n >= OFTEN and n >= SHARE * seen[w] and len(w) > 2 and not w.endswith("ly")}
    return {
        w: sorted(p for p in PARTICLES if followed[w, p] >= max(FEWEST, PARTICLE_SHARE * stood[w, p]))
        for w in sorted((often | SAY | TELL | OBJECT) - beside)
    }


def learn_cues() -> None:
    known = cue_words()
    listed = [f"{word}\t{' '.join(particles)}" for word, particles in known.items()]
    (TABLES / "cue_words.tsv").write_text(f"{SOURCE} word, particles\n" + "\n".join(listed) + "\n", encoding="utf-8")
    learn(
        "cue_weights.tsv",
        (
            (list(cue_features(text, tokens, at)), word.start in inside)
            for text, tokens, inside in marked_sentences()
            for at, word in enumerate(tokens)
            if word.key in known
        ),
    )


# --- speech


def learn_speech() -> None:
    """A quotation is speech where its marked content is the words in the marks, and no more."""

    def samples() -> Iterator[Sample]:
        for row in documents():
            text = row["text"]
            spans = {_trimmed(text, *span) for one in row["attributions"] for span in one["content"]}
            for quote, stands, told in speech_places(text, with_marks(text)):
                yield list(speech_features(text, quote, stands, told)), (quote.start, quote.end) in spans

    learn("speech_weights.tsv", samples())


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())


# --- ends of reported words


def learn_ends() -> None:
    clause_ends._ENDS_HERE = 2.0  # what is learnt from must reach to the sentence's end

    def samples() -> Iterator[Sample]:
        for row in documents():
            text, quotes = row["text"], with_marks(row["text"])
            marked = {tuple(one["cue"][0]): one["content"] for one in row["attributions"] if len(one["cue"]) == 1}
            for given in quotations(text, "en"):
                cue = given.cue_span
                content = marked.get((cue.start, cue.end), []) if cue and not given.direct else []
                if cue and len(content) == 1 and content[0][0] == given.start > cue.end:
                    yield from _cuts(text, Span(given.start, given.end), cue, content[0][1], quotes)

    learn("clause_end_weights.tsv", samples())


def _cuts(text: str, content: Span, cue: Span, end: int, quotes: Sequence[Span]) -> Iterator[Sample]:
    group = next((c for c in cues(text, cue, ()) if c.end == cue.end), None)
    for cut in clause_ends.cuts(text, content, quotes) if group else ():
        yield list(clause_ends.end_features(text, content, cut, group.group, group.word)), cut.start() == end


PARTS = {"cues": learn_cues, "speech": learn_speech, "ends": learn_ends}

if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        PARTS[part]()
