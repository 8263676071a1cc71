"""Which of two reports took from the other: signals of direction, the table DIRECTIONS.

Each measure is signed: above 0 it speaks for a as the parent, below 0 for b. Mirrored pairs give mirrored measures.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from .collation import Difference, cut_words, ends_early, slips
from .crediting import credited, is_official, takes_credit
from .finding import Finding
from .pairs import Pair
from .readings import BESIDE

Direction = Callable[[Pair, tuple[Difference, ...]], Finding | None]


def _signed(value: float, a_parent: str, b_parent: str) -> Finding | None:
    """A finding with the words that fit the sign; None for nothing."""
    return Finding(value, a_parent if value > 0 else b_parent) if value else None


def credits_parent(pair: Pair, _: tuple[Difference, ...]) -> Finding | None:
    """One names the other's outlet as its source; two that name each other cancel out."""
    b_says, a_says = takes_credit(pair.b, pair.a), takes_credit(pair.a, pair.b)
    return _signed(bool(b_says) - bool(a_says), f"the copy credits it: '{b_says}'", f"the copy credits it: '{a_says}'")


def credits_somebody(pair: Pair, _: tuple[Difference, ...]) -> Finding | None:
    """Only one names another outlet as a source of its text: it is rather the copy."""
    a, b = credited(pair.a), credited(pair.b)
    value = bool(b) - bool(a)
    return _signed(value, f"the copy credits {', '.join(sorted(b))}", f"the copy credits {', '.join(sorted(a))}")


def official_itself(pair: Pair, _: tuple[Difference, ...]) -> Finding | None:
    """One is the official text itself, and newsrooms print from it."""
    value = is_official(pair.a) - is_official(pair.b)
    return _signed(float(value), f"{pair.a.outlet} is the official source", f"{pair.b.outlet} is the official source")


def published_first(pair: Pair, _: tuple[Difference, ...]) -> Finding | None:
    """Whose time of publication is the earlier, from 0 for the same day or hour to 1 for half a day and more."""
    a, b = pair.a.report.published_span, pair.b.report.published_span
    if a is None or b is None:
        return None
    hours = ((b[0] - a[0]) + (b[1] - a[1])).total_seconds() / 2 / 3600
    words = f"out {abs(hours):.0f} hours earlier" if abs(hours) < 48 else f"out {abs(hours) / 24:.0f} days earlier"
    return _signed(math.tanh(hours / 6), words, words)


def fuller(pair: Pair, found: tuple[Difference, ...]) -> Finding | None:
    """Which has text that the other merely lacks, and where: cutting is commoner than adding."""
    only_a, only_b = cut_words(found)
    value = math.log2(1 + only_a) - math.log2(1 + only_b)
    cuts = [(d.a_start, d.a_end) for d in found], [(d.b_start, d.b_end) for d in found]
    where = _where(cuts[0], len(pair.a.codes)), _where(cuts[1], len(pair.b.codes))
    return _signed(
        value,
        f"has {only_a} words that the copy leaves out{where[0]}",
        f"has {only_b} words that the copy leaves out{where[1]}",
    )


def _where(stretches: Sequence[tuple[int, int]], length: int) -> str:
    """Where the longest stretch stands: ", most of them at the end"; "" where none is a sentence long."""
    start, end = max(stretches, key=lambda s: s[1] - s[0], default=(0, 0))
    if end - start < _SENTENCE:
        return ""
    place = "at the beginning" if start == 0 else "at the end" if end >= length else "within"
    return f", most of them {place}" if 2 * (end - start) > sum(e - s for s, e in stretches) else ", here and there"


_SENTENCE = 8  # words


def cut_at_end(pair: Pair, found: tuple[Difference, ...]) -> Finding | None:
    """One stops where the other goes on: newspapers cut from the end."""
    value = ends_early(found, pair.a, pair.b)
    return _signed(float(value), "the copy stops early", "the copy stops early")


def slip_of_copy(pair: Pair, found: tuple[Difference, ...]) -> Finding | None:
    """One has slips where the other reads right: slips are made in copying, seldom mended."""
    marked = slips(found, pair.a, pair.b)
    value = sum(-1 if in_a else 1 for _, in_a in marked)
    shown = [_reading(pair, d, in_a) for d, in_a in marked][:3]
    words = f"the copy slips: {', '.join(shown)}"
    return _signed(math.copysign(math.log2(1 + abs(value)), value), words, words) if value else None


def _reading(pair: Pair, d: Difference, in_a: bool) -> str:
    """A slip beside the right word."""
    a, b = " ".join(pair.a.keys[d.a_start : d.a_end]), " ".join(pair.b.keys[d.b_start : d.b_end])
    return f"'{a}' for '{b}'" if in_a else f"'{b}' for '{a}'"


def own_readings(_: Pair, found: tuple[Difference, ...]) -> Finding | None:
    """One has readings of its own where a third report sides with the other: it is nobody's parent there."""
    alone_a = sum(1 for d in found if d.b_also and not d.a_also)
    alone_b = sum(1 for d in found if d.a_also and not d.b_also)
    value = math.log2(1 + alone_b) - math.log2(1 + alone_a)
    return _signed(value, f"the copy reads alone in {alone_b} places", f"the copy reads alone in {alone_a} places")


def odd_words(pair: Pair, found: tuple[Difference, ...]) -> Finding | None:
    """Whose differing words are the rarer in news: spinning and machine translation make odd phrases."""
    value = _oddness(pair, found, False) - _oddness(pair, found, True)
    return (
        _signed(value, "the copy is the oddlier worded", "the copy is the oddlier worded")
        if abs(value) > 0.02
        else None
    )


def _oddness(pair: Pair, found: tuple[Difference, ...], in_a: bool) -> float:
    """Mean rarity of the word pairs at one side's short differences, 0..1, drawn towards .5 where they are few."""
    reading = pair.a if in_a else pair.b
    places = [(d.a_start, d.a_end) if in_a else (d.b_start, d.b_end) for d in found]
    short = [(max(0, start - 1), end) for start, end in places if 0 < end - start <= _SHORT]
    rare = reading.rare[BESIDE]
    total = sum(float(rare[start:end].sum()) for start, end in short)
    return (total + 5) / (sum(len(rare[start:end]) for start, end in short) + 10)


_SHORT = 6  # words: a longer difference is a passage of its own, no rewording


DIRECTIONS: Mapping[str, Direction] = MappingProxyType(
    {
        s.__name__.replace("_", " "): s
        for s in (
            credits_parent, credits_somebody, official_itself, published_first, fuller, cut_at_end, slip_of_copy,
            own_readings, odd_words,
        )
    }
)  # fmt: skip


def directions(pair: Pair, found: tuple[Difference, ...]) -> dict[str, Finding]:
    """What each signal of direction found, by its name."""
    all_found = ((name, signal(pair, found)) for name, signal in DIRECTIONS.items())
    return {name: f for name, f in all_found if f is not None}
