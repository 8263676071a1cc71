"""The web pages and forms: what a person reads and sends, and what is refused."""

import html
import itertools
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from twosource import answers
from twosource.errors import InputError, UnknownNameError
from twosource.faces.mcp_server import serve_http
from twosource.faces.web import guard, serve
from twosource.faces.web.app import application
from twosource.faces.web.guard import checked_keys, new_keys
from twosource.records import Derivation, Lineage, Origin, Page, Report, Story
from twosource.store import Store

HERE = "http://127.0.0.1:8000"
TEXT = "The mill on Quarry Lane burned down on Tuesday night. The whole street came out to watch. Nobody was hurt."


@pytest.fixture(scope="module")
def desk(example_store: str) -> Iterator[TestClient]:
    with TestClient(application(example_store), base_url=HERE) as client:
        yield client


@pytest.fixture
def own_desk(own_store: str) -> Iterator[TestClient]:
    with TestClient(application(own_store), base_url=HERE) as client:
        yield client


def form_word(client: TestClient, page: str = "/read") -> str:
    found = re.search(r'name="form_word" value="(\w+)"', client.get(page).text)
    assert found
    return found[1]


def ended(client: TestClient, place: str) -> str:
    """The page of a reading once it has ended."""
    for _ in range(600):
        words = client.get(place).text
        if 'data-state="done"' in words or 'data-state="failed"' in words:
            return words
        time.sleep(0.1)
    raise AssertionError("the reading did not end")


def settled(client: TestClient, answer: Response) -> Response:
    """The page that a correction leads to, also where working out took longer than the form is held open."""
    if answer.url.path.startswith("/reading/"):
        ended(client, answer.url.path)
        return client.get(f"{answer.url.path}/story")
    return answer


def only_story(address: str) -> answers.StoryAnswer:
    return answers.story(Store(address))


def test_a_new_store_says_what_to_do(tmp_path: Path) -> None:
    with TestClient(application(str(tmp_path / "new.db")), base_url=HERE) as client:
        assert "Read pages" in client.get("/").text
        assert "Nobody has corrected anything yet" in client.get("/corrections").text
        assert client.get("/check?claim=It+burned").status_code == 404


def test_the_list_has_the_two_figures(desk: TestClient, example_store: str) -> None:
    (line,) = answers.stories(Store(example_store)).rows
    words = re.sub(r"<[^>]+>", "", desk.get("/").text)
    assert f"{line.reports} reports, {line.independent} origins" in words
    assert line.title in words


def test_search_finds_words_of_reports(desk: TestClient) -> None:
    assert "/story/" in desk.get("/?q=elevator+ANSLEY").text
    assert "0 stories" in desk.get("/?q=volcano").text
    for words, count in (
        ('"grain elevator"', 1),
        ('"elevator grain"', 0),
        ("“grain elevator” Ansley", 1),
        ('"grain', 1),
    ):
        assert f"{count} stor" in desk.get("/", params={"q": words}).text, words


def test_a_story_shows_its_answer(desk: TestClient, example_store: str) -> None:
    answer = only_story(example_store)
    words = desk.get(f"/story/{answer.story.id}").text
    assert words.count('id="branch-') == len(answer.lineage.derivations)
    assert words.count('id="report-') == len(answer.story.reports)
    for link in set(re.findall(r'href="#([^"]+)"', words)):
        assert f'id="{link}"' in words


def test_two_reports_side_by_side(desk: TestClient, example_store: str) -> None:
    compared = only_story(example_store).comparisons[0]
    words = desk.get("/compare", params={"a": compared.a.id, "b": compared.b.id}).text
    for link in set(re.findall(r'href="#([^"]+)"', words)):
        assert f'id="{link}"' in words
    assert len(set(re.findall(r'data-passage="(\d+)"', words))) == len(compared.passages)
    choices = [re.sub(r"<[^>]+>", "", c).strip() for c in re.findall(r'name="decision"[^>]*>(.*?)</label>', words)]
    one, other = (html.escape(r.outlet, quote=False) for r in (compared.a, compared.b))
    assert choices[1:3] == [f"{other} took its text from {one}", f"{one} took its text from {other}"]


def test_a_claim_leads_to_its_sentences(desk: TestClient) -> None:
    words = desk.get("/check?claim=The+explosion+was+on+Thursday").text
    place = re.search(r'href="(/report/[^"]+#there)"', words)
    assert place
    assert '<mark id="there">' in desk.get(place[1].replace("&amp;", "&")).text


def test_copies_of_one_account_speak_together(desk: TestClient, example_store: str) -> None:
    answer = answers.checked(Store(example_store), "The explosion was on Thursday")
    words = desk.get("/check?claim=The+explosion+was+on+Thursday").text
    assert words.count("<blockquote") == sum(map(len, (answer.supporting, answer.altered, answer.contradicting)))
    assert "of the same account</summary>" in words


def test_another_story_is_found_and_joined(own_desk: TestClient, own_store: str) -> None:
    sent = {
        "form_word": form_word(own_desk),
        "text": "A ferry sank in Kelso on Monday. " + TEXT,
        "title": "Ferry sinks",
    }
    ended(own_desk, str(own_desk.post("/read", data=sent).url.path))
    store = Store(own_store)
    one, other = sorted(answers.stories(store).rows, key=lambda line: line.reports)
    words = own_desk.get(f"/join?story={one.id}&q=elevator").text
    assert other.id in words
    assert "No other story has these words" in own_desk.get(f"/join?story={one.id}&q=Ferry").text
    joined = {"verb": "merge", "subject": [one.id, other.id], "who": "Ann", "form_word": form_word(own_desk)}
    settled(own_desk, own_desk.post("/corrections", data=joined))
    (line,) = answers.stories(store).rows
    assert line.reports == one.reports + other.reports


def test_a_report_is_moved_to_another_story(own_desk: TestClient, own_store: str) -> None:
    sent = {
        "form_word": form_word(own_desk),
        "text": "A ferry sank in Kelso on Monday. " + TEXT,
        "title": "Ferry sinks",
    }
    ended(own_desk, str(own_desk.post("/read", data=sent).url.path))
    store = Store(own_store)
    one, other = sorted(answers.stories(store).rows, key=lambda line: line.reports)
    report = answers.story(store, other.id).story.reports[0]
    assert f"/move?report={report.id}" in own_desk.get(f"/report/{report.id}").text
    words = own_desk.get(f"/move?report={report.id}&q=Ferry").text
    assert one.id in words
    assert other.id not in words
    moved = {"verb": "move", "subject": [report.id, one.id], "who": "Ann", "form_word": form_word(own_desk)}
    settled(own_desk, own_desk.post("/corrections", data=moved))
    assert answers.story_of(store, report.id) == one.id


@pytest.mark.parametrize(
    "path",
    [
        "/story/none",
        "/join?story=none",
        "/move?report=none",
        "/report/none",
        "/reading/99",
        "/nowhere",
        "/compare?a=x&b=y",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404
    assert "All stories" in answer.text


def test_pages_are_read_from_files_addresses_and_text(tmp_path: Path) -> None:
    with TestClient(application(str(tmp_path / "new.db")), base_url=HERE) as client:
        sent = {"form_word": form_word(client), "text": TEXT, "outlet": "Vale Echo", "title": "Mill burns"}
        sent["addresses"] = "http://127.0.0.1:9/private"
        files = [("files", ("../../mill.txt", TEXT + " Its owner wept.", "text/plain")), ("files", ("x.pdf", b"%PDF-"))]
        answer = client.post("/read", data=sent, files=files)
        words = ended(client, str(answer.url.path))
        assert "private address" in words
        assert "not a page" in words
        (line,) = client.get("/api/stories").json()["rows"]
        assert line["reports"] == 2
        story = client.get(f"/reading/{answer.url.path.rpartition('/')[2]}/story")
        assert story.url.path.startswith("/story/")
        again = client.post("/read", data=sent | {"addresses": ""})
        assert "known already" in ended(client, str(again.url.path))


def test_a_path_of_the_server_is_no_address(desk: TestClient) -> None:
    answer = desk.post("/read", data={"form_word": form_word(desk), "addresses": "/etc/passwd"})
    assert answer.status_code == 400
    assert "not a web address" in answer.text


def test_a_decision_counts_and_is_undone(own_desk: TestClient, own_store: str) -> None:
    before = only_story(own_store)
    pair = next(c for c in before.comparisons if c.relation and c.relation.kind == "same")
    sent = {"form_word": form_word(own_desk), "decision": "independent:ab", "a": pair.a.id, "b": pair.b.id}
    answer = settled(own_desk, own_desk.post("/corrections", data=sent | {"who": "Ann", "note": "both were there"}))
    assert answer.url.path.startswith("/story/")
    assert only_story(own_store).lineage.relation(pair.a.id, pair.b.id) == "none"
    history = own_desk.get("/corrections").text
    assert "Ann" in history
    assert 'value="Ann"' in own_desk.get(f"/compare?a={pair.a.id}&b={pair.b.id}").text
    settled(own_desk, own_desk.post("/corrections/1/undo", data={"form_word": form_word(own_desk)}))
    assert "undone" in own_desk.get("/corrections").text
    assert only_story(own_store).lineage == before.lineage


def test_reports_leave_a_story_and_come_back(own_desk: TestClient, own_store: str) -> None:
    before = only_story(own_store)
    leaving = [r.id for r in before.story.reports[-2:]]
    sent = {"form_word": form_word(own_desk), "verb": "split", "story": before.story.id, "subject": leaving, "who": "A"}
    settled(own_desk, own_desk.post("/corrections", data=sent))
    store = Store(own_store)
    assert {answers.story_of(store, name) for name in leaving}.isdisjoint({before.story.id})
    settled(own_desk, own_desk.post("/corrections/1/undo", data={"form_word": form_word(own_desk)}))
    assert only_story(own_store).story == before.story


def test_a_decision_may_name_the_beginning_of_an_id(own_store: str) -> None:
    store = Store(own_store)
    a, b = (report.id for report in only_story(own_store).story.reports[:2])
    answers.correct(store, "independent", [a[:8], b[:8]], who="Ann")
    assert store.corrections()[0].subjects == (a, b)
    with pytest.raises(InputError, match="different"):
        answers.correct(store, "independent", [a, a[:8]], who="Ann")


def test_a_beginning_that_several_share_names_none_of_them(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "two.db"))
    for name in ("r1", "r12"):
        store.keep(
            Page(f"https://a.example/{name}", name.encode()), Report(name, TEXT, url=f"https://a.example/{name}")
        )
    answers.correct(store, "independent", ["r1", "r12"], who="Ann")
    assert store.corrections()[0].subjects == ("r1", "r12")
    for name, why in (("r", "more than one"), ("x", "no report")):
        with pytest.raises(UnknownNameError, match=why):
            answers.correct(store, "independent", [name, "r12"], who="Ann")


@pytest.mark.parametrize(
    "sent",
    [
        {"verb": "burn", "subject": ["a", "b"], "who": "A"},
        {"verb": "independent", "subject": ["a"], "who": "A"},
        {"verb": "independent", "subject": ["none", "nothing"], "who": "A"},
        {"who": "A"},
    ],
)
def test_a_decision_that_cannot_be_is_refused(desk: TestClient, sent: dict[str, object]) -> None:
    answer = desk.post("/corrections", data=sent | {"form_word": form_word(desk)})
    assert answer.status_code in (400, 404)


def test_a_form_of_another_site_is_refused(desk: TestClient) -> None:
    sent = {"verb": "independent", "subject": ["a", "b"], "who": "A"}
    assert desk.post("/corrections", data=sent).status_code == 403
    good = sent | {"form_word": form_word(desk)}
    others = [{"Origin": origin} for origin in ("http://evil.example", "null", "http://[", "")]
    for header in [*others, {"Sec-Fetch-Site": "cross-site"}]:
        assert desk.post("/corrections", data=good, headers=header).status_code == 403


def test_another_name_for_this_machine_is_refused(desk: TestClient) -> None:
    for host in ("evil.example", "169.254.1.1", "127.0.0.1.evil.example", "", "[", "[::1"):
        assert desk.get("/", headers={"Host": host}).status_code == 421
    for host in ("localhost:8000", "[::1]:8000", "127.0.0.1"):
        assert desk.get("/", headers={"Host": host}).status_code == 200


def test_every_answer_is_guarded(desk: TestClient) -> None:
    for path in ("/", "/nowhere", "/api/stories", "/static/desk.css", "/api/stories/none"):
        headers = desk.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_too_much_is_refused(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_BODY_BYTES", 1_000)
    assert desk.post("/read", data={"text": "x" * 2_000}).status_code == 413
    pieces = (b"x" * 100 for _ in range(100))  # no length stated
    assert desk.post("/api/readings", content=pieces).status_code == 413


def test_elsewhere_only_with_a_token(example_store: str) -> None:
    with pytest.raises(InputError, match="--token"):
        checked_keys("0.0.0.0", "")
    for serving in (serve, serve_http):
        with pytest.raises(InputError, match="--token"):
            serving(example_store, host="0.0.0.0")
    with pytest.raises(InputError, match="guessed"):
        checked_keys("0.0.0.0", "short")
    token = "a long enough token"
    with TestClient(application(example_store, keys=new_keys(token)), base_url="http://desk.example") as client:
        assert client.get("/api/stories").status_code == 401
        assert client.get("/").url.path == "/sign-in"
        assert client.get("/api/stories", headers={"Authorization": f"Bearer {token}"}).status_code == 200
        assert client.get("/api/stories", headers={"Authorization": "Bearer é".encode()}).status_code == 401
        word = form_word(client, "/sign-in")
        assert client.post("/sign-in", data={"form_word": word, "token": "wrong"}).status_code == 403
        assert client.post("/sign-in", data={"form_word": word, "token": token}).url.path == "/"
        assert client.get("/api/stories").status_code == 200


def test_many_lines_of_evidence_are_folded(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    reports = tuple(Report(f"r{n:02}", TEXT, outlet=f"Outlet {n}") for n in range(20))
    ids = tuple(report.id for report in reports)
    taken = tuple(Derivation(a, b, "edited", 0.9, 0.9) for a, b in itertools.pairwise(ids))
    lineage = Lineage(ids, 1, (Origin(ids[0], "Outlet 0", True, ids),), taken)
    told = answers.StoryAnswer("20 reports.", Story("story:s", reports), lineage, (), (), ())
    monkeypatch.setattr(answers, "story", lambda *_: told)
    monkeypatch.setattr(answers, "story_rests_on", lambda *_: "")
    words = desk.get("/story/s").text
    assert "and 7 more lines" in words
    assert words.count('id="branch-') == 19
    assert words.count("<details") == words.count("</details>")
    assert words.count("<div") == words.count("</div>")
    assert "scroll it" in words


def test_an_empty_form_says_what_to_do(desk: TestClient) -> None:
    answer = desk.post("/read", data={"form_word": form_word(desk)})
    assert answer.status_code == 400
    assert "400 Bad Request" in answer.text
    assert "Nothing to read: choose files" in answer.text
    assert 'href="/read">Read pages</a> ·' in answer.text
    long = desk.post(
        "/read", data={"form_word": form_word(desk), "text": "x" * 2_100_000}, files=[("files", ("", b""))]
    )
    assert "save it as a file" in long.text


def test_a_list_that_ends_before_this_leads_back(desk: TestClient) -> None:
    words = desk.get("/?offset=99").text
    assert "ends before this" in words
    assert 'href="/?offset=0"' in words
