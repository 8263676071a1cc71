"""Agencies that no table knows, by form and place. All names and texts are invented."""

import pytest

from twosource.records import Credit, Report
from twosource.reports.agency_names import full_name, has_agency_form, initials, stands_for
from twosource.reports.agency_tags import tag_credits
from twosource.reports.credit_names import one_name_each
from twosource.reports.credits import credits, text_credits
from twosource.reports.outlets import host_outlet, is_agency, outlet_name, same_outlet

NAMED = " The silo fell, the Meridian Press Agency learned."


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PORT ANSLEY, March 14 (MPA) — A silo fell.", "MPA"),
        ("PORT ANSLEY, Ohio (MPA) — A silo fell.", "MPA"),
        ("PORT ANSLEY, N.Y. (WXQA/MPA) — A silo fell.", "MPA"),
        ("Port Ansley, 14 mar (Meridiano).- Cayó un silo.", "Meridiano"),
        ("PORT ANSLEY  ( MP )-- A silo fell.", "MP"),
        ("Port Ansley, March 14, 2024 (MPA) - A silo fell.", "MPA"),
        ("Port Ansley (MPA) – Ein Silo stürzte ein.", "MPA"),
        ("Port-Ansley, 14 mars 2024 (MPA) - Un silo est tombé.", "MPA"),
        ("PUERTO ANSLEY, 14 mar (MPA).- Cayó un silo.", "MPA"),
        ("(MPA) - PORTO, 14 MAR - È caduto un silo.", "MPA"),
        ("ПОРТ-ЭНСЛИ, 14 марта. /МПА/. Силос рухнул.", "МПА"),
        ("ПОРТ-ЭНСЛИ, 14 мар - МПА. Силос рухнул.", "МПА"),
        ("子午社安斯利3月14日电 粮仓倒塌。", "子午社"),
        ("【東京＝子午通信】サイロが倒れた。", "子午通信"),
        ("(안슬리=자오통신) 사일로가 무너졌다.", "자오통신"),
        ("Port Ansley (mpa) – Ein Silo fiel." + NAMED, "mpa"),
        ("Port Ansley (mpa/lno) – Ein Silo fiel." + NAMED, "mpa"),
        ("MPA: Ein Silo fiel." + NAMED, "MPA"),
        ("mpa/lno - Ein Silo fiel." + NAMED, "mpa"),
    ],
)
def test_an_unknown_tag_in_a_dateline(text: str, name: str) -> None:
    found = list(tag_credits(text))
    assert [(c.name, c.kind) for c in found] == [(name, "dateline")]
    assert all(text[c.start : c.end] == c.words for c in found)
    assert name in {c.name for c in text_credits(text) if c.kind == "dateline"}


@pytest.mark.parametrize(
    "text",
    [
        "Port Ansley (mpa) – An author's letters, and no agency named.",
        "Ada Roe (MP) – she spoke for an hour.",
        "MPA: a master of public affairs.",
        "Kestrel Milling Group (KMG) – the owner – is silent.",
        "Ada Roe (GBR) – she won.",
        "Ada Roe (XAB) – Bea Poe (XCD)\nCea Doe (XEF) – Dea Foe (XGH)",
        "PORT ANSLEY (WXQA) — A silo fell.",
        "The mayor said (MPA) – no.",
        "A silo fell.\n" * 200 + "PORT ANSLEY (MPA) — A silo fell.",
    ],
)
def test_no_tag_of_an_agency(text: str) -> None:
    assert list(tag_credits(text)) == []


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("A silo fell, the Meridian Press Agency reported.", "reported", "Meridian Press Agency"),
        ("A silo fell, according to the Meridian News Service.", "reported", "Meridian News Service"),
        ("Meridian Newswire contributed to this report.", "contributed", "Meridian Newswire"),
        ("Material from the Meridian Press Agency was used in this report.", "compiled", "Meridian Press Agency"),
        ("By Ada Roe, Meridian Press Agency\n\nA silo fell.", "byline", "Meridian Press Agency"),
        ("Ein Silo fiel, nach Angaben der Nachrichtenagentur MPA.", "reported", "MPA"),
        ("Selon l'agence de presse MPA, un silo est tombé.", "reported", "MPA"),
        ("Según la agencia de noticias Meridiano Sur, cayó un silo.", "reported", "Meridiano Sur"),
        ("Secondo l'agenzia di stampa MPA, è caduto un silo.", "reported", "MPA"),
        ("Об этом сообщает информационное агентство «Меридиан».", "reported", "Меридиан"),
    ],
)
def test_an_agency_by_the_form_of_its_name(text: str, kind: str, name: str) -> None:
    assert (kind, name) in {(c.kind, c.name) for c in text_credits(text)}


@pytest.mark.parametrize(
    "text",
    [
        "The Environmental Protection Agency reported a spill.",
        "A silo fell, according to the Kestrel Press Service.",
        "According to the Agency, a silo fell.",
        "Laut Agentur fiel ein Silo.",
    ],
)
def test_other_agencies_and_press_offices_are_none(text: str) -> None:
    assert text_credits(text) == ()


def test_forms_of_names() -> None:
    assert all(map(has_agency_form, ["Meridian Press Agency", "Agence de presse du Sud", "Nachrichtenagentur MPA"]))
    assert not any(map(has_agency_form, ["", "Press Agency", "Space Agency", "Meridian Press", "Agency"]))
    assert (initials("The Meridian Press Agency"), initials("Agence France-Presse"), initials("")) == ("MPA", "AFP", "")
    assert stands_for("mpa", "Meridian Press Agency")
    assert not stands_for("Mpa", "Meridian Press Agency")


def test_the_words_that_a_tag_abbreviates() -> None:
    assert full_name("HCB", "as the Harbour and Coast Bulletin wrote") == "Harbour and Coast Bulletin"
    assert full_name("MPA", "Many Pages Arrived") == "Many Pages Arrived"
    assert full_name("MP", "the Meridian Press") == ""
    assert full_name("MPA", "no such words") == full_name("", "") == ""


def test_a_tag_and_the_full_name_are_one_outlet() -> None:
    assert same_outlet("MPA", "Meridian Press Agency")
    assert same_outlet("The Meridian Press Agency", "MPA")
    assert same_outlet("meridianpress.example", "Meridian Press Agency")
    assert not same_outlet("MPA", "Merchant Parade Association")
    assert not same_outlet("CNA", "Coastal News Agency")  # the tables know another CNA
    assert is_agency("Meridian Press Agency")
    assert not is_agency("Kestrel Protection Agency")


def test_an_article_is_no_part_of_a_longer_name() -> None:
    assert outlet_name("The Kilkee Echo") == outlet_name("the Kilkee Echo") == "Kilkee Echo"
    assert outlet_name("the Echo") == "The Echo"


def test_under_an_unknown_suffix_the_last_two_labels_are_registered() -> None:
    assert host_outlet("https://www.kilkeeecho.example/a") == host_outlet("kilkeeecho.example") == "kilkeeecho.example"
    assert host_outlet("http://127.0.0.1:8000/a") == "127.0.0.1"


def test_a_report_calls_each_outlet_by_one_name() -> None:
    stated = Credit("meridianpress.example", "canonical", "https://meridianpress.example/a")
    text = "PORT ANSLEY (MPA) – A silo fell.\n\nThis article was originally published by the Meridian Press Agency."
    found = credits(Report(id="r", text=text, outlet="Kilkee Echo", credits=(stated,)))
    assert [(c.kind, c.name) for c in found] == [("canonical", "MPA"), ("dateline", "MPA"), ("reprint", "MPA")]
    assert credits(Report(id="r", text=text, outlet="Meridian Press Agency")) == ()


def test_a_tag_that_the_text_spells_out() -> None:
    named = [Credit("HCB", "dateline", "(HCB)"), Credit("Harbour and Coast Bulletin", "reported", "x")]
    assert [c.name for c in one_name_each(named, "as the Harbour and Coast Bulletin wrote")] == ["HCB", "HCB"]
    assert [c.name for c in one_name_each(named, "")] == ["HCB", "Harbour and Coast Bulletin"]
