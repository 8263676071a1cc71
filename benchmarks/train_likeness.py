"""Learns the tables of stories/event_likeness.py and company.py and writes them; --shares makes key_shares.tsv.

Each set weighs the same, whatever its size, and within a set each pair; pairs of one language and pairs across
languages have weights of their own. Graded pairs (semeval22, general news in seven languages) count as part yes, part
no: sets of one kind of event alone teach what tells those events apart, and weights learnt from them carry badly to
others.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

import twosource.stories
from event_sets import EVENT_SETS, Compared, compared, event_set, profiles
from twosource.stories import company
from twosource.stories.event_index import KINDS
from twosource.stories.event_likeness import FEATURES

TABLES = Path(twosource.stories.__file__).parent
# Pairs that each set counts for, and how strongly weights are held small (scikit-learn's C): little, pairs are many.
PAIRS_A_SET = 5000
LOOSENESS = 0.3
COMPANY_LOOSENESS = 100.0
# A key is listed if so many reports of its language hold it, and such a share of them.
LEAST_REPORTS, LEAST_SHARE = 6, 0.01
LEAST_WORD_SHARE = 0.002  # words are many, and ordinary ones must not look rare in a small collection
STOP_WORD_SHARE = 0.2
# Versions of one text by several hands: true across languages, in one language merely copies.
TRANSLATIONS = {"translated"}
# Graded pairs weigh so much of a set. Their grades: up to this one two events, beyond the other one event.
GRADED_SHARE = 0.3
TWO_EVENTS, ONE_EVENT = 0.4, 0.8
Part = tuple[NDArray, NDArray, float]  # features, truth 0..1, weight
Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Learnt:
    """Vectors of len(FEATURES) + 1, the constant last, and the three numbers of company.measures."""

    one_language: Vector
    across: Vector
    one_language_blind: Vector
    across_blind: Vector
    company: company.Weights

    def own_odds(self, of: Compared) -> Vector:
        one = of.features @ self.one_language[:-1] + self.one_language[-1]
        two = of.features @ self.across[:-1] + self.across[-1]
        odds = np.where(of.across, two, one)
        return np.where(of.ruled >= company.SURE, of.ruled, np.minimum(odds, of.ruled))

    def odds(self, of: Compared) -> dict[company.Pair, float]:
        """As grouping uses them: with company."""
        own = dict(zip(of.pairs, self.own_odds(of).tolist(), strict=True))
        return company.with_company(own, company.neighbours(own), weights=self.company)


def learnt(sets: Mapping[str, Compared], graded: Compared) -> Learnt:
    """From sets of events, and from graded pairs besides."""
    events = ((graded.truth - TWO_EVENTS) / (ONE_EVENT - TWO_EVENTS)).clip(0, 1)
    told = {name: c for name, c in sets.items() if name not in TRANSLATIONS}
    columns = []
    for blind in (False, True):
        rows = _seen(graded, blind)
        between = [(rows[of], events[of], GRADED_SHARE) for of in (~graded.across, graded.across)]
        one = fitted([*((_seen(c, blind)[~c.across], c.truth[~c.across], 1) for c in told.values()), between[0]])
        two = fitted([*((_seen(c, blind)[c.across], c.truth[c.across], 1) for c in sets.values()), between[1]])
        columns += [one if one is not None else two, two if two is not None else one]
    first = Learnt(*columns, (1, 0, 0))
    parts = [(_company(first, held), held.truth, 1.0) for held in told.values()]
    weights = fitted(parts, COMPANY_LOOSENESS, constant=False)
    return Learnt(*columns, tuple(weights[:-1].tolist()))


def _seen(of: Compared, blind: bool) -> NDArray:
    """Features, without vectors if no encoder is to be relied on."""
    return np.where(np.array(FEATURES) == "vectors", 0, of.features) if blind else of.features


def _company(first: Learnt, held: Compared) -> NDArray:
    """Shape (pairs, 3): company.measures of each."""
    own = dict(zip(held.pairs, first.own_odds(held).tolist(), strict=True))
    near = company.neighbours(own)
    sizes = company.sizes(near)
    return np.array([company.measures(own, near, sizes, pair) for pair in held.pairs])


def fitted(parts: Sequence[Part], looseness: float = LOOSENESS, *, constant: bool = True) -> Vector | None:
    """Logistic regression on pairs with truth 0..1 (a grade between counts as part yes, part no); None without any.

    A part without a single pair of one event says nothing of what makes one, only of what sets are like: left out.
    """
    x, y, weight = [], [], []
    for rows, truth, share in parts:
        if len(truth) and truth.any():
            x += [rows, rows]
            y += [np.ones(len(rows)), np.zeros(len(rows))]
            weight += [truth * share * PAIRS_A_SET / len(rows), (1 - truth) * share * PAIRS_A_SET / len(rows)]
    if not x:
        return None
    model = LogisticRegression(C=looseness, solver="newton-cholesky", fit_intercept=constant)
    model.fit(np.vstack(x), np.concatenate(y), sample_weight=np.concatenate(weight))
    return np.append(model.coef_[0], model.intercept_[0] if constant else 0.0)


def write(weights: Learnt) -> None:
    """The tables of the package."""
    what = "in one language\tacross languages\tthe same two without vectors"
    lines = [f"# feature\t{what}; log-odds, by benchmarks/train_likeness.py"]
    learnt_columns = (weights.one_language, weights.across, weights.one_language_blind, weights.across_blind)
    for name, *values in zip((*FEATURES, "constant"), *learnt_columns, strict=True):
        lines.append("\t".join([name, *(f"{value:.3f}" for value in values)]))
    (TABLES / "likeness_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = ["# what\tweight (log-odds); learnt by benchmarks/train_likeness.py"]
    lines += [f"{n}\t{w:.3f}" for n, w in zip(company.MEASURES, weights.company, strict=True)]
    (TABLES / "company_weights.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def key_shares() -> dict[str, float]:
    """Key -> share of reports that hold it: the mean over sets of one language, the greatest over languages."""
    shares: dict[str, list[dict[str, float]]] = defaultdict(list)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for name in (*EVENT_SETS, "semeval22"):
        by_language = defaultdict(list)
        for made in profiles(event_set(name)):
            by_language[made.language or ""].append(made)
        for language, held in by_language.items():
            keys = Counter(f"{k}:{key}" for p in held for k in KINDS if k != "lead" for key in getattr(p, k))
            counts[language].update(keys)
            shares[language].append({key: count / len(held) for key, count in keys.items()})
    greatest: dict[str, float] = {}
    for language, sets in shares.items():
        for key, count in counts[language].items():
            share = sum(held.get(key, 0) for held in sets) / len(sets)
            least = LEAST_WORD_SHARE if key.startswith("words:") else LEAST_SHARE
            if count >= LEAST_REPORTS and share >= least:
                greatest[key] = max(share, greatest.get(key, 0))
    return greatest | {key: STOP_WORD_SHARE for key in _stop_words() if key not in greatest}


def _stop_words() -> Iterable[str]:
    """Keys of the function words of 57 languages, from the package stopwordsiso (MIT), if it is installed."""
    import stopwordsiso

    from twosource.reports.text import words
    from twosource.stories.profiles import stem

    for language in stopwordsiso.langs():
        for listed in stopwordsiso.stopwords(language):
            found = words(listed)
            if len(found) == 1 and not found[0].key[0].isdigit():
                yield f"words:{stem(found[0].key)}"


def main() -> None:
    if "--shares" in sys.argv:
        lines = ["# key\tshare of news reports that hold it; made by benchmarks/train_likeness.py --shares"]
        lines += [f"{key}\t{share:.4f}" for key, share in sorted(key_shares().items())]
        (TABLES / "key_shares.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return
    graded = compared(event_set("semeval22"))
    write(learnt({name: compared(event_set(name)) for name in EVENT_SETS}, graded))


if __name__ == "__main__":
    main()
