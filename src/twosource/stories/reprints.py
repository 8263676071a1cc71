"""Two rules that no weight outvotes: copies are of one event, and the same wording about other people is not.

A reprint shares most of its runs of words with its parent, and its names too. A template ("police said N people were
hurt when ... in PLACE") shares runs of words and not one name or number: the names are what tells events apart.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .company import SURE
from .event_index import MARKS, EventIndex, Ints

Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

# A reprint shares so many of the shorter report's runs of words ... Of gva's 235 pairs with .4, 220 are paywall pages
# of one host, and the rules on names and outlets keep all but two of them out.
COPIED = 0.5
# ... and such a share of its names, if it names anybody rarely named.
NAMES_AGREE = 0.5
# A text more than so many times as long holds other things too (round_ups.py).
LONGER = 2.5
# Of one outlet, only what is nearly the whole text: pages of one site share their frame.
COPIED_WITHIN_OUTLET = 0.9
# Names differ if none of so many rare ones is shared: log(1 + weight). Of some 33,000 such pairs of gva about 20 are of
# one event, of 2,800 of ecbplus about 20; numbers that agree by half may tell them.
NAMES_DIFFER = 2.0
NUMBERS_AGREE = 0.5
# What such a pair counts for at most.
APART = -4.0


def ruled(index: EventIndex, number: int, others: Ints, odds: Floats, measured: dict[str, Floats]) -> Floats:
    """The log-odds with both rules applied; `measured`: the columns of event_likeness.features by name."""
    names, differ = measured["name_words overlap"], measured["name_words differ"]
    unlike = (measured["name_words rare"] == 0) & (differ > NAMES_DIFFER)
    unlike &= (measured["numbers overlap"] < NUMBERS_AGREE) & (measured["ages rare"] == 0)
    own, theirs = (dict(zip(MARKS, index.marks(of).T, strict=True)) for of in (np.array([number]), others))
    within = (own["outlet"] > 0) & (theirs["outlet"] == own["outlet"])
    foreign = (own["language"] > 0) & (theirs["language"] > 0) & (theirs["language"] != own["language"])
    lengths = np.maximum(1, theirs["runs of words"]) / np.maximum(1, own["runs of words"])
    copied = measured["copied"] >= np.where(within, COPIED_WITHIN_OUTLET, COPIED)
    copied &= (lengths <= LONGER) & (lengths >= 1 / LONGER) & ((names >= NAMES_AGREE) | (names + differ == 0))
    apart = np.where(unlike & ~foreign, np.minimum(odds, APART), odds)
    decided: Floats = np.where(copied, SURE, apart).astype(np.float32)
    return decided
