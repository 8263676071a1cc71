"""A few sentences that retell a whole other text. All texts are invented."""

from twosource.copies.alignment import align
from twosource.records import Passage, Report

ORIGINAL = """
The ferry line between Tolma and the outer islands will close in October after eighty years of service.
Its owner, the family firm Brandvik, lost the mail contract to an airline in spring and has not made a profit since.
Passengers numbered four hundred thousand in the sixties, when the quarries on Hesten employed half the archipelago.
Last winter fewer than nine thousand bought a ticket, most of them pupils of the grammar school.
The council discussed a subsidy for two evenings in a crowded gymnasium.
Teachers warned that boarding houses for pupils would cost more than the boats do.
A motion to buy the older vessel for one crown failed by a single vote.
Harbour master Ines Thorsen, whose grandfather sold the first tickets, called it a sad and avoidable decision.
Islanders now hope for a helicopter that the coastguard has promised to share for emergencies.
The two vessels are to be sold to a museum and to a diving school in the south.
"""
DIGEST = (
    "Brandvik's ferry line to the outer islands closes in October because the mail contract went to an airline. "
    "Only nine thousand passengers bought a ticket last winter, mostly pupils. "
    "The council failed by a single vote to buy the older vessel for one crown. "
    "For emergencies the coastguard promised a helicopter that islanders will share."
)
AROUND = """
Beekeepers in the valley count their losses after a wet June in which hardly a lime tree flowered.
Honey from abroad fills the shelves at half the price, and shops no longer ask where it was gathered.

{}

A retired baker keeps sixty hives behind the railway station and lends smokers to beginners.
His apprentices learn to hear from the hum whether a queen is present or a swarm prepares to leave.
The association meets on the first Monday of each month over coffee and wax.
"""


def passages(a: str, b: str) -> list[Passage]:
    return align(Report(id="a", text=a, language="en"), Report(id="b", text=b, language="en"), encoder=None)


def test_a_digest_is_one_passage_with_all_it_sums_up() -> None:
    text = AROUND.format(DIGEST)
    (found,) = passages(text, ORIGINAL)
    assert text[found.a_start : found.a_end] == DIGEST
    assert found.b_end - found.b_start > 0.9 * len(ORIGINAL.strip())
    assert found.kind == "reworded"
    assert found.score > 0.9


def test_it_is_the_same_from_the_other_side() -> None:
    text = AROUND.format(DIGEST)
    assert [p.mirrored() for p in passages(ORIGINAL, text)] == passages(text, ORIGINAL)


def test_a_copied_paragraph_is_no_digest() -> None:
    copied = "\n".join(ORIGINAL.strip().splitlines()[3:7])
    text = AROUND.format(copied)
    (found,) = passages(text, ORIGINAL)
    assert text[found.a_start : found.a_end] == copied == ORIGINAL[found.b_start : found.b_end]


def test_other_text_holds_no_digest() -> None:
    assert passages(AROUND.format(""), ORIGINAL) == []
