"""The example pages and their truth file agree with one another: what the file quotes stands in the pages."""

import html
import itertools
import json
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
TRUTH: dict[str, Any] = json.loads((EXAMPLES / "truth.json").read_text(encoding="utf-8"))
STORY: dict[str, Any] = TRUTH["story"]
READABLE = [key for key, page in TRUTH["pages"].items() if page["readable"]]


def source(key: str) -> str:
    content = (EXAMPLES / "pages" / TRUTH["pages"][key]["file"]).read_bytes()
    return content.decode("iso-8859-1" if b"charset=iso-8859-1" in content else "utf-8")


def visible(key: str) -> str:
    """All words of a page, furniture included, tags and entities undone."""
    bare = re.sub(r"(?s)<script.*?</script>|<style.*?</style>|<title.*?</title>|<[^>]+>", " ", source(key))
    return " ".join(html.unescape(bare).split())


def test_every_page_is_in_the_truth_and_the_other_way_round() -> None:
    assert sorted(page["file"] for page in TRUTH["pages"].values()) == sorted(
        path.name for path in (EXAMPLES / "pages").iterdir()
    )
    assert all(page["file"].startswith(key) for key, page in TRUTH["pages"].items())
    assert STORY["reports"] == READABLE


def test_every_pair_is_judged_once() -> None:
    judged = [(pair["a"], pair["b"]) for pair in STORY["pairs"]]
    assert judged == list(itertools.combinations(READABLE, 2))
    assert {pair["relation"] for pair in STORY["pairs"]} == {"same", "part", "none"}
    assert all((pair["relation"] == "none") == (pair["via"] == "none") for pair in STORY["pairs"])


def test_the_count_follows_from_the_pairs() -> None:
    """Groups joined by "same", less those that only repeat what they credit."""
    groups = {key: {key} for key in READABLE}
    for pair in STORY["pairs"]:
        if pair["relation"] == "same":
            joined = groups[pair["a"]] | groups[pair["b"]]
            groups.update(dict.fromkeys(joined, joined))
    found = {min(group): sorted(group) for group in groups.values()}
    assert len(found) - len(STORY["derived"]) == STORY["independent"] == len(STORY["origins"])
    assert {o["report"]: o["reports"] for o in STORY["origins"]} | {k: [k] for k in STORY["derived"]} == found


def test_derivations_go_with_the_pairs() -> None:
    related = {(p["a"], p["b"]) for p in STORY["pairs"] if p["direction"] == "a>b"}
    assert {(d["parent"], d["child"]) for d in STORY["derivations"]} == related


@pytest.mark.parametrize("change", STORY["changes"] + STORY["unchanged"], ids=lambda c: f"{c['in']}-{c['now'][:20]}")
def test_changes_stand_in_the_pages(change: dict[str, str]) -> None:
    assert change["was"] in visible(change["against"])
    assert change["now"] in visible(change["in"])
    assert change["was"] not in visible(change["in"])


def test_disagreements_and_quotations_stand_in_the_pages() -> None:
    for found in STORY["disagreements"]:
        assert all(words in visible(key) for key, words in found["values"].items()), found["fact"]
    for quotation in STORY["shared_quotations"]:
        assert all(words in visible(key) for key, words in quotation["in"].items()), quotation["speaker"]


@pytest.mark.parametrize("key", READABLE)
def test_what_a_page_says_of_itself_stands_in_it(key: str) -> None:
    page = TRUTH["pages"][key]
    code = html.unescape(source(key))
    assert f'content="{page["outlet"]}"' in code
    assert page["url"] in code
    assert all(words in visible(key) for words in page["boilerplate"])
    for name in filter(None, page["credits"]):
        assert any(alias in visible(key) for alias in [name, *TRUTH["also_called"].get(name, [])])


@pytest.mark.parametrize("key", READABLE)
def test_publication_dates_are_whole(key: str) -> None:
    published = TRUTH["pages"][key]["published"]
    moment = date.fromisoformat(published) if len(published) == 10 else datetime.fromisoformat(published).date()
    assert date.fromisoformat(STORY["event_date"]) <= moment


def test_no_real_agency_is_credited_with_invented_text() -> None:
    real = re.compile(r"\b(?:AP|AFP|Reuters|dpa|UPI|TASS|Xinhua|Associated Press|Agence France|Press Association)\b")
    assert not [key for key in TRUTH["pages"] if real.search(source(key))]
    hosts = {host for key in TRUTH["pages"] for host in re.findall(r"https?://([^/\"' ]+)", source(key))}
    assert {host for host in hosts if not host.endswith(".example")} <= {"schema.org", "www.w3.org"}
