"""What a report says about where its text comes from. All texts are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.records import Credit, Report
from twosource.reports.credit_phrases import Cue, Frame, cues, frames
from twosource.reports.credits import credits, stated_credits, text_credits

# What stands for X in the tables' examples, by language, and its common name.
LOCAL = {
    "zh": ("法新社", "AFP"),
    "ja": ("共同通信", "Kyodo"),
    "ko": ("연합뉴스", "Yonhap"),
    "ar": ("رويترز", "Reuters"),
}


def named(text: str, *, title: str = "", outlet: str = "", byline: str = "") -> set[tuple[str, str]]:
    return {(c.kind, c.name) for c in text_credits(text, title=title, outlet=outlet, byline=byline)}


@pytest.mark.parametrize("row", [*cues(), *frames()], ids=lambda row: f"{row.language}-{row.kind}-{row.example}")
def test_each_phrase_of_the_tables_credits(row: Cue | Frame) -> None:
    written, name = LOCAL.get(row.language, ("AFP", "AFP"))
    found = text_credits(row.example.replace("X", written))
    assert row.kind in {credit.kind for credit in found if credit.name in {name, ""} or credit.kind == "photo"}


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("LISBOA, 12 mai 2021 (Lusa) – O porto reabriu.", "dateline", "Lusa"),
        ("Kilkee, July 3, 2020 (AFP) – The ferry sank.", "dateline", "AFP"),
        ("(ANSA) - ROMA, 12 MAG - Il porto riapre.", "dateline", "ANSA"),
        ("MADRID, 12 May. (EUROPA PRESS) - El puerto reabre.", "dateline", "Europa Press"),
        ("Kiel (dpa/lno) - Die Fähre sank.", "dateline", "dpa"),
        ("Budapest, 2021. május 12., szerda (MTI) – A komp elsüllyedt.", "dateline", "MTI"),
        ("ANKARA (AA) - Feribot battı.", "dateline", "Anadolu"),
        ("МОСКВА, 15 дек - РИА Новости. Паром затонул.", "dateline", "RIA Novosti"),
        ("МОСКВА, 15 декабря. /ТАСС/. Паром затонул.", "dateline", "TASS"),
        ("新华社北京12月15日电 渡轮沉没。", "dateline", "Xinhua"),
        ("【ワシントン共同】フェリーが沈没した。", "dateline", "Kyodo"),
        ("القاهرة (رويترز) - غرقت العبارة.", "dateline", "Reuters"),
        ("(서울=연합뉴스) 여객선이 침몰했다.", "dateline", "Yonhap"),
        ("MIAMI (AP MODIFIED) - The ferry sank.", "dateline", "AP"),
        ("MASURY, Ohio (WYTV) – A ferry sank.", "station", "WYTV"),
        ("OKLAHOMA CITY, OK (KFOR-TV) -- A ferry sank.", "station", "KFOR"),
        ("By Jane Roe, Associated Press\n\nThe ferry sank.", "byline", "AP"),
        ("JANE ROE / AP\n\nThe ferry sank.", "byline", "AP"),
        ("by Associated Press\n\nThe ferry sank.", "byline", "AP"),
        ("EFE\n\nEl ferry se hundió.", "byline", "EFE"),
        ("The ferry sank.\n\nburs-ab/cde/fg/hij", "slug", "AFP"),
        ("The ferry sank.\n\n(Reporting by Jane Roe in Kilkee; Editing by John Doe.)", "slug", "Reuters"),
        ("The ferry sank. PTI\n\nPTI ABC XY", "slug", "PTI"),
        ("The ferry sank on Monday. (ANI)", "slug", "ANI"),
        ("Die Fähre sank am Montag. (jr/dpa)", "slug", "dpa"),
        ("The ferry sank.\n\nOriginally published in The Harbour Echo.", "reprint", "Harbour Echo"),
        ("Story courtesy of WKRN.", "reprint", "WKRN"),
        ("(This story has not been edited by Harbour Echo staff.)", "edited", "Harbour Echo"),
        ("It is auto-generated from a syndicated feed.", "feed", ""),
        ("The ferry sank. Manufactured using AFP and Reuters reports.", "compiled", "Reuters"),
        ("Die Fähre sank.\nMit Material von dpa", "compiled", "dpa"),
        ("Le ferry a coulé.\n\nLa rédaction avec AFP", "compiled", "AFP"),
        ("El ferry se hundió. Con información de EFE", "compiled", "EFE"),
        ("Паром затонул.\nИсточник: ТАСС", "compiled", "TASS"),
        ("The Olympian reported Wednesday that the ferry sank.", "reported", "The Olympian"),
        ("The ferry sank, according to The Olympian.", "reported", "The Olympian"),
        ("The captain told the Olympian that it was late.", "reported", "The Olympian"),
        ("KING 5 reports that the ferry sank.", "reported", "KING"),
        ("CBS affiliate KIDK reports that the ferry sank.", "reported", "KIDK"),
        ("The captain told the Kilkee Tribune on Monday that it was late.", "reported", "Kilkee Tribune"),
        ("据法新社报道，渡轮沉没。", "reported", "AFP"),
        ("AFP'nin haberine göre feribot battı.", "reported", "AFP"),
        ("The Associated Press contributed to this report.", "contributed", "AP"),
        ("Information from: Kilkee Herald", "contributed", "Kilkee Herald"),
        ("Copyright 2015 WIS. All rights reserved.", "copyright", "WIS"),
        ("© 2014 Cox Media Group.", "copyright", "Cox Media Group"),
        ("Copyright Associated Press / NBC New York", "copyright", "AP"),
        ("(Copyright 2013 by CBS San Francisco and Bay City News Service. All Rights.)", "copyright", "Bay City News"),
        ("The pier. (Photo: AP)", "photo", "AP"),
        ("The pier. (Getty Images)", "photo", "Getty Images"),
        ("The pier. (Harbour Press Office/Released)", "photo", "Harbour Press Office"),
        ("AP Photo/Jane Roe", "photo", "AP"),
    ],
)  # fmt: skip
def test_credit(text: str, kind: str, name: str) -> None:
    assert (kind, name) in named(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Police said the ferry sank, and the family told officers that it was late.",
        "According to the Medical Examiner, nobody drowned. The Coast Guard confirmed it.",
        "The sheriff's office reported the theft; the Ministry of Transport declined to comment.",
        "According to state media, the ferry sank.",
        "WHO reported twelve cases.",
        "He reads the Kilkee Tribune every day in the AP building.",
        "either/or and/or",
    ],
)
def test_no_credit(text: str) -> None:
    assert text_credits(text) == ()


def test_an_unnamed_feed_and_the_outlet_whose_copy_it_is() -> None:
    text = "(This story has not been edited by NDTV workers and is revealed from a syndicated feed.)"
    assert named(text) == {("edited", "NDTV"), ("feed", "")}


def test_a_state_agency_that_relays_its_leader_is_a_quoted_source() -> None:
    assert named("“The bridge stands,” Xinhua reported Xi as saying.") == set()
    assert named("The president praised “friendship”, according to the Xinhua News Agency.") == set()
    assert named("TASS reported, citing the ministry, that the bridge stands.") == set()


def test_a_state_agency_is_credited_for_its_reporting_and_others_for_speech_too() -> None:
    assert named("Twelve people died in the mine, Xinhua reported.") == {("reported", "Xinhua")}
    assert named("“The bridge stands,” AFP quoted him as saying.") == {("reported", "AFP")}


def test_names_that_stand_together_share_their_words() -> None:
    text = "The ferry sank, according to NBC and the AP."
    found = text_credits(text)
    assert {(c.name, c.words) for c in found} == {(n, "according to NBC and the AP") for n in ("NBC News", "AP")}


def test_a_photo_s_credit_is_no_credit_of_the_text() -> None:
    assert named("KILKEE (WYTV) – The ferry sank.\nPhoto: Reuters") == {("station", "WYTV"), ("photo", "Reuters")}


def test_the_dateline_s_agency_owns_the_slug() -> None:
    assert named("ROME (Reuters) - The ferry sank.\n\nbur-ab/cd") == {("dateline", "Reuters"), ("slug", "Reuters")}


def test_byline_and_title_carry_no_offsets() -> None:
    found = text_credits("The ferry sank.", title="Ferry sinks (AFP)", byline="Jane Roe and AP")
    assert {(c.kind, c.name, c.start) for c in found} == {("reported", "AFP", -1), ("byline", "AP", -1)}


def test_a_language_spares_the_phrases_of_others() -> None:
    text = "Laut dpa sank die Fähre."
    assert {c.name for c in text_credits(text, language="de")} == {"dpa"}
    assert text_credits(text, language="fr") == ()


def report(text: str, outlet: str = "", url: str = "", credits: tuple[Credit, ...] = ()) -> Report:
    return Report(id="r", text=text, outlet=outlet, url=url, credits=credits)


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("MASURY, Ohio (WYTV) – A ferry sank.", "wytv.com"),
        ("The captain told FOX59 that it was late.", "fox59.com"),
        ("The captain told NBC 7 that it was late.", "nbcsandiego.com"),
        ("The captain told NBC News that it was late.", "nbcsandiego.com"),
        ("The captain told the Daily News that it was late.", "nydailynews.com"),
        ("© 2014 Cox Media Group.", "whio.com"),
    ],
)
def test_a_report_s_own_outlet_its_network_and_its_owner_are_no_foreign_origin(text: str, outlet: str) -> None:
    assert credits(report(text, outlet)) == ()
    assert credits(report(text, url=f"http://www.{outlet}:80/story/1")) == ()
    assert credits(report(text, "The Kilkee Tribune")) != () or "Cox" in text


def test_whose_staff_did_not_edit_it_is_kept_for_its_own_outlet_too() -> None:
    found = credits(report("This story has not been edited by NDTV staff.", "ndtv.com"))
    assert [(c.kind, c.name) for c in found] == [("edited", "NDTV")]


def test_credits_of_page_and_text_are_united_without_doubles() -> None:
    stated = Credit("AFP", "source", "AFP")
    found = credits(report("ROME (AFP) – The ferry sank.\n\nROME (AFP) – It rained.", credits=(stated, stated)))
    assert [(c.kind, c.name) for c in found] == [("source", "AFP"), ("dateline", "AFP")]


def test_stated_credits() -> None:
    found = stated_credits(
        url="https://www.kilkee-tribune.ie/a",
        canonical="https://www.reuters.com/world/b",
        organizations=("Agence France-Presse", "The Kilkee-Tribune", ""),
        based_on=("https://apnews.com/c",),
        source="Harbour Echo",
    )
    assert [(c.kind, c.name) for c in found] == [
        ("canonical", "Reuters"),
        ("organization", "AFP"),
        ("based_on", "AP"),
        ("source", "Harbour Echo"),
    ]
    assert all((c.start, c.end) == (-1, -1) for c in found)


@pytest.mark.parametrize("canonical", ["", "/a", "https://m.bbc.co.uk/a", "http://[broken"])
def test_canonical_at_home_or_nowhere_is_no_credit(canonical: str) -> None:
    assert stated_credits(url="https://www.bbc.com/news/a", canonical=canonical) == ()


PIECES = [
    *(
        "(AFP) –",
        "Reuters",
        "AP",
        "told",
        "according to",
        "Copyright 2015 ",
        "© ",
        "originally published by ",
        "KING 5",
    ),
    *(
        "reported",
        "The Olympian",
        "\n",
        ". ",
        " and ",
        "/",
        "burs-ab/cd/ef",
        "据法新社报道",
        "\ud800",
        "Photo: ",
        "“",
        "(PTI)",
    ),
    *("This article ", "not been edited by NDTV staff", "NEW YORK", "By Jane Roe", ", ", "Kilkee Tribune", "é", "🚢"),
]


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=25).map(" ".join))
def test_each_credit_s_offsets_reproduce_its_words(text: str) -> None:
    found = text_credits(text)
    assert all(text[c.start : c.end] == c.words and c.words for c in found)
    assert len(set(found)) == len(found)
    assert text_credits(text) == found


@pytest.mark.parametrize(
    "piece", ["Reuters ", "told the Reuters ", "(", "Aa ", "a/", "Copyright 2015 ", "\ud800 (AP) - "]
)
def test_long_texts_of_one_line_end(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    assert all(text[c.start : c.end] == c.words for c in text_credits(text))


def test_a_page_without_address_is_at_home_where_its_canonical_says() -> None:
    assert stated_credits(url="", canonical="https://www.kilkeeecho.example/a") == ()


@pytest.mark.parametrize("piece", ["© ", "KABC ", "(C) ", "The Times ", "MPA (AFP) - \n"])
def test_of_a_text_that_no_report_reaches_head_and_tail_are_read(piece: str) -> None:
    head, tail = "ROME (AFP) – The ferry sank.\n", "\nSource: Reuters"
    short, long = (head + piece * (size // len(piece)) + tail for size in (200_000, 2_000_000))
    found, more = text_credits(short), text_credits(long)
    assert abs(len(more) - len(found)) <= 1
    assert {"AFP"} <= {c.name for c in more}
    assert all(long[c.start : c.end] == c.words for c in more)
