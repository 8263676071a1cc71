"""Stories: reports of one event together, look-alike events apart. Without an encoder unless said otherwise."""

import random
from datetime import UTC, datetime

import pytest

from twosource.records import Correction, Report, Story
from twosource.stories import grouping
from twosource.stories.event_likeness import small_store
from twosource.stories.grouping import group

NOW = datetime(2024, 5, 1, tzinfo=UTC)

FERRY_A = Report(
    id="ferry-a",
    title="Ferry Aurelia sinks off Vardholm, 14 missing",
    published="2024-03-02",
    language="en",
    text="The ferry Aurelia sank off Vardholm on Saturday morning after it struck the freighter Nordkap in fog. The"
    " coast guard said 14 of the 212 passengers were missing. Captain Elise Tharaldsen, 51, told rescuers the radar"
    " had failed minutes before. Divers searched the wreck off Skarv lighthouse until dark.",
)
FERRY_B = Report(
    id="ferry-b",
    title="Radar failure blamed in Aurelia sinking",
    published="2024-03-03",
    language="en",
    text="Investigators are looking at a failed radar aboard the Aurelia, the ferry that went down near Vardholm with"
    " 212 people on board. Captain Elise Tharaldsen said the screens went dark shortly before the collision with the"
    " Nordkap. Fourteen people have not been found near the Skarv lighthouse.",
)
FERRY_TRIAL = Report(
    id="ferry-trial",
    title="Captain of the Aurelia goes on trial",
    published="2024-09-20",
    language="en",
    text="The trial of Elise Tharaldsen, captain of the ferry Aurelia, opened in Vardholm on Friday. She is accused of"
    " sailing in fog without a working radar in March, when the ferry struck the Nordkap off Skarv lighthouse and 14"
    " of 212 passengers died.",
)
FERRY_OTHER = Report(
    id="ferry-other",
    title="Nine missing after ferry Bellona runs aground near Porto Lume",
    published="2024-03-03",
    language="en",
    text="Nine people were missing on Sunday evening after the ferry Bellona, with 87 passengers, ran onto a sandbank"
    " in heavy wind outside Porto Lume and went down. Rui Camacho, 44, in command, said the engine had stopped. A"
    " search by helicopters near Ilha Verde was to go on overnight.",
)
FERRY_CLONE = Report(
    id="ferry-clone",
    title="Ferry Bellona sinks off Ostrava Bay, 9 missing",
    published="2024-03-03",
    language="en",
    text="The ferry Bellona sank in Porto Lume on Sunday evening after it struck a sandbank in heavy wind. The coast"
    " guard said 9 of the 87 passengers were missing. Captain Rui Camacho, 44, told rescuers that the engine had failed"
    " minutes before. Divers searched the wreck near Ilha Verde until dark.",
)
BANK = Report(
    id="bank",
    title="Central bank of Tressia raises rates",
    published="2024-03-02",
    language="en",
    text="The central bank of Tressia raised its main rate to 4.75 percent on Friday, saying that inflation was slower"
    " to fall than hoped. Governor Ilse Moravec said that a further step in June was possible.",
)
ALL = [FERRY_A, FERRY_B, FERRY_TRIAL, FERRY_OTHER, BANK]


def together(stories: list[Story]) -> set[frozenset[str]]:
    return {frozenset(report.id for report in story.reports) for story in stories}


def grouped(reports: list[Report], corrections: tuple[Correction, ...] = ()) -> set[frozenset[str]]:
    return together(group(reports, encoder=None, corrections=corrections))


def correction(verb: str, *subjects: str) -> Correction:
    return Correction(verb, subjects, "an editor", NOW)  # type: ignore[arg-type]


def test_no_reports_no_stories() -> None:
    assert group([]) == []


def test_reports_of_one_event_and_its_trial_are_one_story_and_look_alikes_apart() -> None:
    assert grouped(ALL) == {
        frozenset({"ferry-a", "ferry-b", "ferry-trial"}),
        frozenset({"ferry-other"}),
        frozenset({"bank"}),
    }


def test_a_look_alike_in_the_same_words_is_apart() -> None:
    assert frozenset({"ferry-clone"}) in grouped([FERRY_A, FERRY_B, FERRY_TRIAL, FERRY_CLONE, BANK])


def test_without_an_encoder_names_and_numbers_join_two_languages() -> None:
    german = Report(
        id="ferry-de",
        title="Fähre Aurelia vor Vardholm gesunken",
        published="2024-03-02",
        language="de",
        text="Die Fähre Aurelia ist am Samstag vor Vardholm im Nebel mit dem Frachter Nordkap zusammengestoßen und"
        " gesunken. Nach Angaben der Küstenwache werden 14 der 212 Passagiere vermisst. Kapitänin Elise Tharaldsen (51)"
        " sagte, das Radar sei ausgefallen. Taucher suchten beim Leuchtturm Skarv bis zum Abend.",
    )
    assert any({"ferry-a", "ferry-de"} <= story for story in grouped([*ALL, german]))


TEMPLATE = (
    "{name}, {age}, was flown to hospital on Saturday after a car left the road near {place}, police said. The driver"
    " lost control in heavy rain shortly before {hour} o'clock and struck a tree, according to a preliminary report."
    " Alcohol was not thought to be a factor. Anyone who saw the crash is asked to call {officer} at the county"
    " barracks on {phone}. Rescuers from {town} needed nearly an hour to free the driver from the wreck."
)
CRASHES = [
    ("Aldo Brenner", 34, "Fenwick Hollow", 6, "Trooper Lena Oduya", "555-0131", "Marlow Heath"),
    ("Petra Vanhoek", 61, "Quarrel Creek", 9, "Trooper Ian Sattler", "555-0177", "Dunmore"),
    ("Yusuf Calloway", 27, "Saint Orrin", 11, "Trooper Mae Thornquist", "555-0162", "Little Basset"),
]
FIELDS = ("name", "age", "place", "hour", "officer", "phone", "town")


def crash(number: int) -> Report:
    text = TEMPLATE.format(**dict(zip(FIELDS, CRASHES[number], strict=True)))
    return Report(id=f"crash-{number}", text=text, outlet=f"Paper {number}", published="2024-03-02", language="en")


def test_one_template_filled_in_for_other_people_is_as_many_stories() -> None:
    crashes = [crash(number) for number in range(len(CRASHES))]
    assert len(grouped(crashes)) == len(crashes)


@pytest.mark.parametrize("kept", [1.0, 0.6])
def test_copies_land_together_however_many_they_are(kept: float) -> None:
    cut = crash(0).text[: int(kept * len(crash(0).text))]
    copies = [Report(id=f"copy-{i:03}", text=cut if i % 2 else crash(0).text, outlet=f"Outlet {i}") for i in range(450)]
    assert len(grouped(copies)) == 1


def test_an_editors_split_wins_over_copying() -> None:
    copy = Report(id="copy", text=FERRY_A.text, outlet="Elsewhere", published="2024-03-04")
    assert frozenset({"ferry-a", "copy"}) in grouped([FERRY_A, copy])
    assert frozenset({"copy"}) in grouped([FERRY_A, copy], (correction("split", "story:ferry-a", "copy"),))


def test_each_report_is_in_exactly_one_story() -> None:
    stories = group([*ALL, FERRY_A], encoder=None)
    assert sorted(r.id for s in stories for r in s.reports) == sorted(r.id for r in ALL)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_reports_changes_nothing(seed: int) -> None:
    shuffled = random.Random(seed).sample(ALL, len(ALL))
    assert group(shuffled, encoder=None) == group(ALL, encoder=None)


def test_a_verbatim_copy_lands_in_the_story_of_its_original() -> None:
    copies = [Report(id=f"copy-{r.id}", text=r.text, title="", outlet="Elsewhere") for r in ALL]
    stories = grouped([*ALL, *copies])
    for report in ALL:
        assert any({report.id, f"copy-{report.id}"} <= story for story in stories)


def test_the_id_is_that_of_the_earliest_report_and_stays() -> None:
    before = group([FERRY_A], encoder=None)[0].id
    after = next(s for s in group(ALL, encoder=None) if FERRY_A in s.reports).id
    assert before == after == "story:ferry-a"


def test_every_membership_says_why() -> None:
    story = next(s for s in group(ALL, encoder=None) if FERRY_A in s.reports)
    assert set(story.reasons) == {"ferry-a", "ferry-b", "ferry-trial"}
    assert "names in common" in story.reasons["ferry-b"]
    assert "elise tharaldsen" in story.reasons["ferry-b"]


def test_no_date_and_a_wrong_date_still_group() -> None:
    undated = Report(id="undated", text=FERRY_B.text, title="Radar failed aboard the ferry Aurelia")
    wrong = Report(id="wrong", text=FERRY_A.text, title=FERRY_A.title, published="1970-01-01")
    stories = grouped([FERRY_A, undated, wrong, BANK])
    assert frozenset({"ferry-a", "undated", "wrong"}) in stories


def test_a_round_up_glues_nothing() -> None:
    parts = (FERRY_A, FERRY_OTHER, BANK)
    round_up = Report(id="round-up", title="The week", published="2024-03-04", text="\n".join(r.text for r in parts))
    assert not any({"ferry-a", "ferry-other"} <= s or {"ferry-a", "bank"} <= s for s in grouped([*ALL, round_up]))


@pytest.mark.parametrize("text", ["", " \n", "?!", "\ud800", "ok", "ⴰⴷⵔⴰⵔ ⵏ ⵡⴰⵟⵍⴰⵙ", "1", "的" * 3000])
def test_odd_texts_are_stories_of_their_own(text: str) -> None:
    assert frozenset({"odd"}) in grouped([*ALL, Report(id="odd", text=text)])


def test_several_workers_find_the_same_stories(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grouping, "_BATCH", 2)
    assert group(ALL, encoder=None, workers=2) == group(ALL, encoder=None)


def test_merge_split_and_move_win_over_inference() -> None:
    assert frozenset({"bank", "ferry-other"}) in grouped(ALL, (correction("merge", "story:bank", "story:ferry-other"),))
    assert frozenset({"ferry-trial"}) in grouped(ALL, (correction("split", "story:ferry-a", "ferry-trial"),))
    moved = grouped(ALL, (correction("move", "ferry-trial", "story:bank"),))
    assert frozenset({"bank", "ferry-trial"}) in moved


def test_a_correction_about_unknown_reports_is_passed_over() -> None:
    assert grouped(ALL, (correction("merge", "nobody", "story:nothing"),)) == grouped(ALL)


def test_in_a_small_store_less_likeness_is_enough() -> None:
    sizes = (0, 1, 13, 150, 499, 500, 100_000)
    added = [small_store(size) for size in sizes]
    assert added == sorted(added, reverse=True)
    assert 1.0 < small_store(13) < 1.2
    assert small_store(500) == small_store(100_000) == 0
