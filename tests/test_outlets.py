"""One newsroom under many names and hosts."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reports.outlets import (
    Outlet,
    host_outlet,
    is_agency,
    is_owner,
    is_state_agency,
    outlet_name,
    outlets,
    same_network,
    same_outlet,
)


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Agence France-Presse", "AFP"),
        ("The Associated Press", "AP"),
        ("Deutsche Presse-Agentur", "dpa"),
        ("Reuters news agency", "Reuters"),
        ("Radio Free Europe/Radio Liberty", "RFE/RL"),
        ("Press Trust of India", "PTI"),
        ("法新社", "AFP"),
        ("ТАСС", "TASS"),
        ("KIDK-TV", "KIDK"),
        ("WPLG Local10.com", "WPLG"),
        ("the Harbour  Echo,", "Harbour Echo"),
        ("afp.com", "AFP"),
        ("", ""),
        (" .,", ""),
    ],
)
def test_common_name(written: str, name: str) -> None:
    assert outlet_name(written) == name


@pytest.mark.parametrize(
    "url",
    [
        "http://www.bbc.co.uk:80/news",
        "https://m.bbc.com/x",
        "bbc.com",
        "news.bbc.co.uk",
        "https://www.google.com/amp/s/www.bbc.com/a",
        "https://www-bbc-com.cdn.ampproject.org/c/s/www.bbc.com/a",
        "https://web.archive.org/web/20150101000000/http://www.bbc.com/a",
    ],
)
def test_one_outlet_under_many_hosts(url: str) -> None:
    assert host_outlet(url) == "BBC"


def test_newsrooms_that_share_a_host_stay_apart() -> None:
    assert host_outlet("newyork.cbslocal.com") != host_outlet("chicago.cbslocal.com")
    assert host_outlet("http://kilkee.blogspot.com/a") == "kilkee.blogspot.com"


@pytest.mark.parametrize("url", ["", "no host", "http://[broken", "news/page.html", "http://", "\ud800"])
def test_no_host(url: str) -> None:
    assert host_outlet(url) == ""


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("fox59.com", "FOX59"),
        ("fox59.com", "WXIN"),
        ("wave3.com:80", "WAVE"),
        ("kfvs12.com", "KFVS"),
        ("theolympian.com", "The Olympian"),
        ("fox10tv.com", "FOX10 News"),
        ("nbcsandiego.com", "NBC 7"),
        ("kilkeeherald.ie", "The Kilkee Herald"),
    ],
)
def test_host_and_name(a: str, b: str) -> None:
    assert same_outlet(a, b)
    assert same_outlet(b, a)


@pytest.mark.parametrize(("a", "b"), [("", ""), ("", "AP"), ("wytv.com", "wkbn.com"), ("AP", "AFP"), ("WSM", "WSMV")])
def test_other_outlets(a: str, b: str) -> None:
    assert not same_outlet(a, b)


def test_kinds_of_outlet() -> None:
    assert is_agency("Reuters")
    assert is_agency("apnews.com")
    assert not is_agency("The Olympian")
    assert not is_agency("")
    assert is_state_agency("Xinhua News Agency")
    assert not is_state_agency("AFP")
    assert is_owner("Scripps Media, Inc.")
    assert not is_owner("WXYZ")
    assert same_network("nbcsandiego.com", "NBC News")
    assert not same_network("nbcsandiego.com", "CBS News")


@pytest.mark.parametrize("outlet", outlets(), ids=lambda outlet: outlet.name)
def test_each_row_is_found_by_all_its_names_and_hosts(outlet: Outlet) -> None:
    assert all(outlet_name(name) == outlet.name for name in (outlet.name, *outlet.others))
    assert all(host_outlet(host) == outlet.name for host in outlet.hosts)


def test_no_host_in_two_rows() -> None:
    assert [host for host, n in Counter(h for o in outlets() for h in o.hosts).items() if n > 1] == []


@given(st.text(max_size=60))
def test_names_are_settled(name: str) -> None:
    assert same_outlet(name, name) == bool(name.strip())
    assert isinstance(host_outlet(name), str)
