"""Mergers, and what the first line of evidence says."""

from twosource.lineages.consistency import consistent
from twosource.lineages.pairs import pair
from twosource.lineages.readings import Reading, reading
from twosource.lineages.relations import Judgement, judged
from twosource.lineages.telling import sentences_in_common
from twosource.records import Report

BRIDGE = (
    "The old iron bridge at Ferry Lane slid into the canal shortly before noon with a sound like tearing cloth. "
    "Two anglers on the towpath scrambled up the bank and counted the boats below it."
)
INQUIRY = (
    "An engineer who measured its bolts last spring handed his notes to the county in a brown envelope. "
    "Nobody has yet explained why the envelope lay unopened in a drawer until the week of the collapse."
)


def readings(*texts: str) -> list[Reading]:
    return [reading(Report(id=name, text=text)) for name, text in zip("abc", texts, strict=True)]


def judgements(made: list[Reading]) -> dict[tuple[int, int], Judgement]:
    return {(i, j): judged(pair(made[i], made[j])) for i in range(3) for j in range(i + 1, 3)}


def test_a_report_of_two_strangers_texts_is_part_of_each() -> None:
    made = readings(BRIDGE, INQUIRY, f"{BRIDGE}\n\n{INQUIRY}")
    found = consistent(judgements(made), made)
    assert found[0, 1].kind == "none"
    assert {found[0, 2].kind, found[1, 2].kind} <= {"same", "part"}


def test_copies_stay_copies() -> None:
    made = readings(BRIDGE, BRIDGE, BRIDGE)
    assert {j.kind for j in consistent(judgements(made), made).values()} == {"same"}


def test_the_plain_fact_counts_sentences() -> None:
    a, b = readings(BRIDGE, f"{BRIDGE}\n\n{INQUIRY}", "")[:2]
    assert sentences_in_common(pair(a, b)).startswith(
        "2 of the 2 narrative sentences of a stand in b, among them 'The old"
    )
    c = reading(Report(id="c", text=INQUIRY))
    assert sentences_in_common(pair(a, c)).startswith("no whole sentence")
