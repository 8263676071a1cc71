"""One name for each outlet that a report credits in several ways: by host, by tag, in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from ..records import Credit
from .agency_names import full_name, is_tag
from .outlets import host, is_known, same_outlet

_MOST_NAMES = 40  # names compared with one another; no report credits as many


def one_name_each(credits: Iterable[Credit], text: str) -> list[Credit]:
    """The credits, renamed where the report itself shows a better name.

    A host gives way to the name the report uses ("meridianpress.example", "Meridian Press Agency"), and a full name to
    the tag beside it ("MPA"), as the tables do with those they know.
    """
    found = list(credits)
    names = list(dict.fromkeys(credit.name for credit in found if credit.name))[:_MOST_NAMES]
    hosts = [name for name in names if host(name)]
    called = {name: _spoken(name, names) for name in hosts}
    tags = {full: tag for tag in names if is_tag(tag) and not is_known(tag) for full in _spelt_out(tag, names, text)}
    return [replace(credit, name=_last(credit.name, called, tags)) for credit in found]


def _spoken(address: str, names: Sequence[str]) -> str:
    """The name that goes with a host, else the host."""
    return next((name for name in names if not host(name) and same_outlet(name, address)), address)


def _spelt_out(tag: str, names: Sequence[str], text: str) -> list[str]:
    """The credited names that a tag abbreviates: by an agency's form, or because the text spells the tag out."""
    spelt = full_name(tag, text)
    return [n for n in names if n != tag and (same_outlet(tag, n) or (bool(spelt) and same_outlet(spelt, n)))]


def _last(name: str, called: dict[str, str], tags: dict[str, str]) -> str:
    spoken = called.get(name, name)
    return tags.get(spoken, spoken)
