"""One test a signal, on invented reports."""

from datetime import UTC, datetime

import pytest

from twosource.copies.calibration import calibrated
from twosource.lineages.collation import differences, printed
from twosource.lineages.comparing import with_spread
from twosource.lineages.directions import DIRECTIONS, directions
from twosource.lineages.finding import Finding
from twosource.lineages.pairs import Pair, pair
from twosource.lineages.readings import reading
from twosource.lineages.signals import SIGNALS, findings
from twosource.records import Passage, Report

MARKET = (
    "Tilda Marrow saw smoke pour out of the roof a little after two and ran to wake her neighbours. "
    "Volunteers brought soup, bread and more dry socks than anybody could use. "
    "Some ninety residents spent the night on camp beds in a gymnasium."
)
OTHER = (
    "Flames tore through the hall in the early hours and by sunrise its iron ribs stood bare. "
    "Gas had been smelt for days around the fish stalls, traders insist, and nobody came."
)


def both(a: str, b: str, *, a_more: dict | None = None, b_more: dict | None = None, passages: tuple = ()) -> Pair:
    first = reading(Report(id="a", text=a, **(a_more or {})))
    return pair(first, reading(Report(id="b", text=b, **(b_more or {}))), passages)


def measure(name: str, one: Pair) -> float:
    found = SIGNALS[name](one)
    if found is None:
        return 0.0
    assert found.detail
    assert found.value == pytest.approx((SIGNALS[name](one.mirrored()) or Finding(0, "")).value)
    return found.value


WORDING = ["telling phrases", "telling share", "telling share of longer", "sentence likeness", "longest run"]


@pytest.mark.parametrize("name", [*WORDING, "sentence likeness of longer"])
def test_a_copy_shares_wording_and_a_stranger_little(name: str) -> None:
    assert measure(name, both(MARKET, MARKET + " " + OTHER)) > measure(name, both(MARKET, OTHER))


def test_names_and_numbers_alone_are_no_telling_phrases() -> None:
    one = both(
        "Police say Osiel Benitez Benitez, 42, was held on 9 May 2016.",
        "In court stood Osiel Benitez Benitez, 42, after 9 May 2016.",
    )
    assert measure("telling phrases", one) == 0
    assert measure("telling share", one) == 0


def test_length_of_shorter_grows_with_it() -> None:
    assert measure("length of shorter", both(MARKET * 3, MARKET * 4)) > measure(
        "length of shorter", both(MARKET, MARKET)
    )


def test_best_alignment_and_aligned_share_come_from_the_passages() -> None:
    end = MARKET.index(". ") + 1
    one = both(MARKET, MARKET, passages=(calibrated(Passage(0, end, 0, end, "reworded", 0.9)),))
    assert measure("best alignment", one) == pytest.approx(0.9, abs=1e-4)
    assert measure("aligned share", one) == pytest.approx(0.3, abs=1e-4)
    quoted = both(MARKET, MARKET, passages=(Passage(0, end, 0, end, "quoted", 0.9),))
    assert measure("best alignment", quoted) == measure("aligned share", quoted) == 0


def test_same_order_falls_when_the_facts_are_shuffled() -> None:
    parts = MARKET.split(". ")
    turned = ". ".join([parts[2].rstrip("."), parts[1], parts[0]]) + "."
    between = " Meanwhile. "
    assert measure("same order", both(MARKET, MARKET.replace(". ", between))) > measure(
        "same order", both(MARKET, turned)
    )


def test_quoted_only_sees_speech_that_both_print() -> None:
    speech = '"It went up like paper and nobody came to help us for an hour," said Irena Voll. '
    assert measure("quoted only", both(speech + OTHER, speech + MARKET)) > 0.5
    assert measure("quoted only", both(MARKET, MARKET)) == 0


def test_odd_phrases_finds_the_slip_that_both_print() -> None:
    slip = "The man opened night on a crowd near the house."
    one = both(slip + " " + OTHER, slip + " " + MARKET)
    assert measure("odd phrases", one) > 0
    assert "opened night" in SIGNALS["odd phrases"](one).detail


def test_same_credit() -> None:
    one = both("LOWER PENWICK (AP) - " + MARKET, "LOWER PENWICK (AP) - " + OTHER)
    assert measure("same credit", one) == 1
    assert measure("same credit", both(MARKET, OTHER)) == 0


def test_one_credits_other() -> None:
    one = both(MARKET, OTHER + " The Olympian reported that two were hurt.", a_more={"outlet": "The Olympian"})
    assert measure("one credits other", one) == 1


def test_same_house() -> None:
    assert measure("same house", both(MARKET, OTHER, a_more={"outlet": "Post"}, b_more={"outlet": "Post"})) == 1
    assert measure("same house", both(MARKET, OTHER, a_more={"outlet": "Post"}, b_more={"outlet": "Star"})) == 0
    assert measure("same house", both(MARKET, OTHER)) == 0


def test_same_chain_is_one_path_on_two_hosts() -> None:
    urls = "http://www.one.example/story/25850437/teens", "http://www.two.example/story/25850437/teens"
    assert measure("same chain", both(MARKET, OTHER, a_more={"url": urls[0]}, b_more={"url": urls[1]})) == 1
    assert measure("same chain", both(MARKET, OTHER, a_more={"url": urls[0]}, b_more={"url": urls[0]})) == 0


def test_same_title() -> None:
    titles = {"title": "Eleven hurt as market burns"}, {"title": "Eleven hurt as market burns - Post"}
    assert measure("same title", both(MARKET, OTHER, a_more=titles[0], b_more=titles[1])) == pytest.approx(0.5)


def test_days_apart() -> None:
    dates = {"published": datetime(2020, 1, 1, tzinfo=UTC)}, {"published": datetime(2020, 1, 8, tzinfo=UTC)}
    assert measure("days apart", both(MARKET, OTHER, a_more=dates[0], b_more=dates[1])) == pytest.approx(3)
    assert measure("days apart", both(MARKET, OTHER)) == 0


def test_names_release() -> None:
    said = " The two were named in a news release."
    assert measure("names release", both(MARKET + said, OTHER + said)) > 0
    assert measure("names release", both(MARKET + said, OTHER)) == 0


def test_official_register_is_in_the_shared_words() -> None:
    official = "Officers responded and located the occupants, who were transported from the residence by a crew."
    assert measure("official register", both(official, official)) > measure("official register", both(MARKET, MARKET))


def test_official_source() -> None:
    assert measure("official source", both(MARKET, OTHER, a_more={"url": "https://www.justice.gov/x"})) == 1
    assert measure("official source", both(MARKET, OTHER, a_more={"url": "https://www.govtrack.example/x"})) == 0


def test_from_an_outlet() -> None:
    assert measure("from an outlet", both("LOWER PENWICK (AP) - " + MARKET, OTHER)) == 1


def test_every_signal_has_its_words_and_a_docstring() -> None:
    for table in (SIGNALS, DIRECTIONS):
        for name, signal in table.items():
            assert name == signal.__name__.replace("_", " ")
            assert signal.__doc__


# --- who took from whom


def turn(name: str, a: str, b: str, *thirds: str, **more: dict) -> float:
    one = both(a, b, **more)
    ready = [one.a, one.b, *(reading(Report(id=f"t{i}", text=t)) for i, t in enumerate(thirds))]
    where, everyone = printed(ready), (1 << len(ready)) - 1
    found = directions(one, differences(one.a, one.b, where, 3, everyone)).get(name)
    back = directions(one.mirrored(), differences(one.b, one.a, where, 3, everyone)).get(name)
    assert (found.value if found else 0) == pytest.approx(-(back.value if back else 0))
    return found.value if found else 0.0


def test_the_credited_is_the_parent() -> None:
    said = MARKET + " The Olympian reported."
    assert turn("credits parent", MARKET, said, a_more={"outlet": "The Olympian"}) == 1
    assert turn("credits somebody", MARKET, said) == 1


def test_the_official_text_is_the_parent() -> None:
    assert turn("official itself", MARKET, MARKET, b_more={"url": "https://police.example.gov/1"}) == -1


def test_the_earlier_is_the_parent() -> None:
    dates = {"published": datetime(2020, 1, 1, tzinfo=UTC)}, {"published": datetime(2020, 1, 2, tzinfo=UTC)}
    assert turn("published first", MARKET, MARKET, a_more=dates[0], b_more=dates[1]) > 0.9
    assert turn("published first", MARKET, MARKET) == 0


def test_the_fuller_is_the_parent_and_the_cut_stops_early() -> None:
    whole = MARKET + " " + OTHER
    assert turn("fuller", whole, MARKET) > 0
    assert turn("cut at end", whole, MARKET) == 1


@pytest.mark.parametrize(
    ("copy", "says"),
    [
        (MARKET, ", most of them at the end"),
        (OTHER, ", most of them at the beginning"),
        (MARKET.partition(". ")[0] + ". " + OTHER, ", most of them within"),
        (OTHER.replace(", traders insist,", ""), ", most of them at the beginning"),
    ],
)
def test_it_says_where_text_was_cut(copy: str, says: str) -> None:
    one = both(MARKET + " " + OTHER, copy)
    ready = [one.a, one.b]
    found = directions(one, differences(one.a, one.b, printed(ready), 3, 3))["fuller"]
    assert found.detail.endswith(f"words that the copy leaves out{says}")


def test_the_slip_is_the_copys() -> None:
    assert turn("slip of copy", MARKET, MARKET.replace("night", "nihgt")) > 0
    assert turn("slip of copy", MARKET, MARKET.replace("night", "night night")) > 0


DIGUE = (
    "La rivière montait depuis trois jours et les habitants du village regardaient les digues avec inquiétude. "
    "Le vieux meunier disait que son père avait vu pire, mais personne ne le croyait dans la vallée."
)


def test_in_a_language_that_the_background_has_not_read_a_word_it_knows_by_chance_is_no_better() -> None:
    assert turn("slip of copy", DIGUE, DIGUE.replace("habitants", "habitnats")) > 0
    assert turn("slip of copy", DIGUE, DIGUE.replace("dans", "dan")) >= 0  # a name in English news
    assert turn("slip of copy", DIGUE.replace("dans", "dan"), DIGUE) <= 0


def test_common_words_of_such_a_language_are_no_odd_phrases() -> None:
    autre = "Les habitants regardaient la rivière pendant que le meunier parlait de son père avec inquiétude."
    assert measure("odd phrases", both(DIGUE, autre)) == 0


def test_who_reads_alone_is_the_copy() -> None:
    assert turn("own readings", MARKET, MARKET.replace("dry socks", "wet coats"), MARKET) > 0


def test_the_oddlier_worded_is_the_copy() -> None:
    plain = "The man was taken to the hospital and police said he was in good condition."
    spun = "The man was taken to the infirmary and police mentioned he was in nice condition."
    assert turn("odd words", plain, spun) > 0


def test_findings_leave_out_what_says_nothing() -> None:
    assert "same credit" not in findings(both(MARKET, OTHER))


def test_translations_keep_the_numbers() -> None:
    german = "Am 14. März starben 27 Menschen, 1.700 wurden obdachlos."
    kept = both("On 14 March 27 people died and 1,700 lost their homes.", german)
    other = both("On 14 March 28 people died and 900 lost their homes.", german)
    assert measure("same numbers", kept) > 0 > measure("same numbers", other)
    assert measure("same numbers", both(MARKET, OTHER)) == 0


def test_one_owner_at_the_foot_of_both() -> None:
    foot = "\nCopyright 2015 {}. All rights reserved."
    assert measure("same owner", both(MARKET + foot.format("Raycom Media"), OTHER + foot.format("Raycom"))) == 1
    assert measure("same owner", both(MARKET + foot.format("Raycom Media"), OTHER + foot.format("Gannett"))) == 0
    assert measure("same owner", both("Raycom bought a barn. " + MARKET, "Raycom sold it. " + OTHER)) == 0


def test_what_many_print_is_spread() -> None:
    texts = [MARKET, MARKET, MARKET + " " + OTHER, OTHER]
    members = [reading(Report(id=str(i), text=t)) for i, t in enumerate(texts)]
    pairs = with_spread({(0, 1): pair(members[0], members[1]), (0, 3): pair(members[0], members[3])}, members)
    assert pairs[0, 1].spread == 1
    assert measure("spread", pairs[0, 1]) == 1
    assert measure("spread", pairs[0, 3]) == 0


def test_how_much_is_in_other_words_and_of_the_longer_too() -> None:
    half = len(MARKET) // 2
    passages = (Passage(0, half, 0, half, "verbatim", 1.0), Passage(half, 2 * half, half, 2 * half, "reworded", 1.0))
    told = both(MARKET, MARKET + " " + OTHER, passages=passages)
    assert measure("in other words", told) == pytest.approx(0.5)
    assert 0 < measure("aligned share of longer", told) < measure("aligned share", told)
