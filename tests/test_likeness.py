"""Sentence pairs that share wording: all sorts of marks at once give what each gives by itself."""

import numpy as np
import pytest

from twosource.copies import likeness
from twosource.copies.wording import wording

LEFT = (
    "The harbour of Velmora was closed on Tuesday after a grain ship ran aground.\n\n"
    "“Nobody was hurt,” the port authority said. Forty tonnes of maize spilled into the basin.\n\n"
    "Divers are to inspect the hull before tugs try to free the vessel on Thursday."
)
RIGHT = (
    "Tugs will try to free the vessel at high tide. Divers inspect its hull today.\n\n"
    "Forty tonnes of maize lie in the basin of Velmora; “nobody was hurt”, the port authority said.\n\n"
    "A choir from the hills won the national prize."
)


def test_the_whole_table_agrees_with_one_join_a_sort() -> None:
    a, b = wording(LEFT, "en"), wording(RIGHT, "en")
    found = likeness.cells(a, b)
    assert len(found.i) > 3
    stems = likeness._Join(a.stems, b.stems)
    np.testing.assert_allclose(found.shared, stems.at(found.i, found.j), rtol=1e-5)
    np.testing.assert_allclose(found.dice, found.shared / stems.mean(found.i, found.j), rtol=1e-5)
    outside = likeness._Join(a.unquoted, b.unquoted).at(found.i, found.j)
    np.testing.assert_allclose(found.outside, outside, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(found.plain, likeness._dice(a.plain, b.plain, found.i, found.j), rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(found.in_order, likeness._dice(a.pairs, b.pairs, found.i, found.j), rtol=1e-5, atol=1e-6)


def test_a_table_too_large_to_fill_gives_the_same_cells_where_marks_are_rare(monkeypatch: pytest.MonkeyPatch) -> None:
    a, b = wording(LEFT, "en"), wording(RIGHT, "en")
    whole = likeness.cells(a, b)
    monkeypatch.setattr(likeness, "MOST_CELLS", 0)
    looked = likeness.cells(a, b)
    assert list(zip(whole.i, whole.j, strict=True)) == list(zip(looked.i, looked.j, strict=True))
    np.testing.assert_allclose(whole.dice, looked.dice, rtol=1e-5)
