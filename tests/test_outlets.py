"""One newsroom under many names and hosts."""

import pytest

from twosource.reports.outlets import host_outlet, is_agency, outlet_name, same_outlet


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Agence France-Presse", "AFP"),
        ("The Associated Press", "AP"),
        ("Deutsche Presse-Agentur", "dpa"),
        ("Radio Free Europe/Radio Liberty", "RFE/RL"),
        ("KIDK-TV", "KIDK"),
        ("the Harbour  Echo,", "The Harbour Echo"),
        ("afp.com", "AFP"),
        ("", ""),
    ],
)
def test_common_name(written: str, name: str) -> None:
    assert outlet_name(written) == name


@pytest.mark.parametrize(
    "url",
    ["http://www.bbc.co.uk:80/news", "https://m.bbc.com/x", "bbc.com", "https://www.google.com/amp/s/www.bbc.com/a"],
)
def test_one_outlet_under_many_hosts(url: str) -> None:
    assert host_outlet(url) == "BBC"


@pytest.mark.parametrize("url", ["", "no host", "http://[broken", "news/page.html"])
def test_no_host(url: str) -> None:
    assert host_outlet(url) in {"", "page.html"}


@pytest.mark.parametrize(
    ("a", "b"),
    [("fox59.com", "FOX59"), ("fox59.com", "WXIN"), ("wave3.com:80", "WAVE"), ("theolympian.com", "The Olympian")],
)
def test_host_and_name(a: str, b: str) -> None:
    assert same_outlet(a, b)
    assert same_outlet(b, a)


def test_agencies() -> None:
    assert is_agency("Reuters")
    assert not is_agency("The Olympian")
    assert not is_agency("")
