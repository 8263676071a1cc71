"""Passages of two reports: laws and worked examples. All texts are invented."""

from twosource.copies.alignment import align
from twosource.records import Report

DISPATCH = (
    "The harbour of Velmora was closed on Tuesday after a grain ship ran aground at the northern pier.\n\n"
    "Nobody was hurt, but some forty tonnes of maize spilled into the basin, the port authority said.\n\n"
    "Divers are to inspect the hull before tugs try to free the vessel at high tide on Thursday."
)


def report(text: str, name: str = "a") -> Report:
    return Report(id=name, text=text, language="en")


def test_a_text_against_itself_is_one_verbatim_passage() -> None:
    (passage,) = align(report(DISPATCH), report(DISPATCH, "b"), encoder=None)
    assert (passage.a_start, passage.a_end, passage.kind) == (0, len(DISPATCH), "verbatim")


def test_nothing_is_shared_with_an_empty_text() -> None:
    assert align(report(""), report(DISPATCH), encoder=None) == []
    assert align(report(""), report(""), encoder=None) == []
