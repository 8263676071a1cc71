"""The answers over HTTP: JSON, errors as problem+json, ETags, lists in parts, readings and corrections."""

import json
import time
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from twosource import answers
from twosource.faces.export import FORMATS
from twosource.faces.web.app import application
from twosource.store import Store

TEXT = "The mill on Quarry Lane burned down on Tuesday night. The whole street came out to watch. Nobody was hurt."


@pytest.fixture(scope="module")
def api(example_store: str) -> Iterator[TestClient]:
    with TestClient(application(example_store), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture
def own_api(own_store: str) -> Iterator[TestClient]:
    with TestClient(application(own_store), base_url="http://127.0.0.1") as client:
        yield client


def ended(client: TestClient, place: str) -> dict[str, object]:
    for _ in range(600):
        told: dict[str, object] = client.get(place).json()
        if told["state"] in ("done", "failed"):
            return told
        time.sleep(0.1)
    raise AssertionError("the reading did not end")


def test_what_is_known_is_not_sent_again(api: TestClient) -> None:
    first = api.get("/api/stories")
    tag = first.headers["etag"]
    for asked in (tag, f'"other", W/{tag}', "*"):
        again = api.get("/api/stories", headers={"If-None-Match": asked})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert api.get("/api/stories", headers={"If-None-Match": '"other"'}).status_code == 200


def test_long_answers_are_packed_for_who_can_unpack_them(api: TestClient, example_store: str) -> None:
    place = f"/api/stories/{answers.stories(Store(example_store)).rows[0].id}"
    plain = api.get(place, headers={"Accept-Encoding": "identity"})
    packed = api.get(place, headers={"Accept-Encoding": "br, gzip"})
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) * 2 < int(plain.headers["content-length"])
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]
    for known in (plain, packed):
        assert api.get(place, headers={"If-None-Match": known.headers["etag"]}).status_code == 304
    for refused in ("gzip;q=0", "gzip; q=0.0, br"):
        assert "content-encoding" not in api.get(place, headers={"Accept-Encoding": refused}).headers
    assert "content-encoding" not in api.get("/api/stories").headers


def test_lists_come_in_parts(api: TestClient) -> None:
    whole = api.get("/api/refusals").json()
    assert whole["total"] == len(whole["rows"]) == 1
    assert api.get("/api/refusals?offset=1").json() == {"total": 1, "offset": 1, "rows": []}
    for bad in ("offset=-1", "limit=0", "limit=1001", "limit=x", "offset=99999999999999999999"):
        assert api.get(f"/api/stories?{bad}").status_code == 422


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/stories/none", 404),
        ("/api/reports/none", 404),
        ("/api/readings/7", 404),
        ("/api/export/xlsx/none", 404),
        ("/api/compare?a=none&b=none", 404),
        ("/api/compare?a=none", 422),
        ("/api/check?claim=%20", 400),
        ("/api/nowhere", 404),
    ],
)
def test_errors_are_problems_that_say_what_to_do(api: TestClient, path: str, status: int) -> None:
    answer = api.get(path)
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == answer.status_code == status
    assert told["detail"]


def test_every_form_of_a_story_can_be_had(api: TestClient, example_store: str) -> None:
    answer = answers.story(Store(example_store))
    for form, render in FORMATS.items():
        given = api.get(f"/api/export/{form}/{answer.story.id}")
        assert given.content == render(answer).encode()
        assert given.headers["content-disposition"].startswith("attachment")


def test_texts_are_read(own_api: TestClient) -> None:
    wanted = {"texts": [{"text": TEXT, "outlet": "Vale Echo"}, {"text": TEXT, "outlet": "Harbour Post"}]}
    answer = own_api.post("/api/readings", json=wanted)
    assert answer.status_code == 202
    assert ended(own_api, answer.headers["location"])["counts"] == {"read": 2}
    assert own_api.get("/api/stories?q=Quarry").json()["rows"][0]["independent"] == 1


def test_files_are_read(own_api: TestClient) -> None:
    line = json.dumps({"id": "x/1", "text": TEXT, "outlet": "Vale Echo"})
    answer = own_api.post("/api/uploads", files=[("files", ("a.jsonl", line)), ("files", ("b.bin", b"\0\1\2"))])
    told = ended(own_api, answer.headers["location"])
    assert told["counts"] == {"read": 1, "refused": 1}
    assert told["refused"][0]["place"].startswith("b.bin")  # type: ignore[index]
    assert own_api.get("/api/reports/x/1").json()["outlet"] == "Vale Echo"


def test_only_web_addresses_are_fetched(api: TestClient) -> None:
    for address in ("/etc/passwd", "file:///etc/passwd", "-", "ftp://a.example/x"):
        answer = api.post("/api/readings", json={"addresses": [address]})
        assert answer.status_code == 400


def test_decisions_are_kept_and_taken_back(own_api: TestClient) -> None:
    a, b = (r["id"] for r in own_api.get(f"/api/stories/{_story(own_api)}").json()["story"]["reports"][:2])
    decision = {"verb": "independent", "subjects": [a, b], "who": "Ann"}
    made = own_api.post("/api/corrections", json=decision)
    assert made.status_code == 202
    assert ended(own_api, made.headers["location"])["state"] == "done"
    (kept,) = own_api.get("/api/corrections").json()["rows"]
    assert (kept["number"], kept["undone"]) == (made.json()["correction"], None)
    taken = own_api.delete(f"/api/corrections/{kept['number']}")
    ended(own_api, taken.headers["location"])
    assert own_api.get("/api/corrections").json()["rows"][0]["undone"]
    assert own_api.delete(f"/api/corrections/{kept['number']}").status_code == 404
    assert own_api.post("/api/corrections", json=decision | {"verb": "burn"}).status_code == 422


def _story(client: TestClient) -> str:
    return str(client.get("/api/stories").json()["rows"][0]["id"])


def test_the_description_names_every_answer(api: TestClient) -> None:
    paths = api.get("/api/openapi.json").json()["paths"]
    assert {"/api/stories", "/api/stories/{story_id}", "/api/compare", "/api/check", "/api/refusals"} <= paths.keys()
    assert all(operation["summary"] for path in paths.values() for operation in path.values())


def test_head_is_get_without_its_body(api: TestClient) -> None:
    for path in ("/", "/api/stories", "/static/desk.css"):
        asked, got = api.head(path), api.get(path)
        assert (asked.status_code, asked.headers["content-type"]) == (200, got.headers["content-type"])
    assert api.head("/api/stories/none").status_code == 404


def test_what_is_allowed_is_said(api: TestClient) -> None:
    for path in ("/api/stories", "/"):
        assert api.put(path).headers["allow"] == "GET"


@pytest.mark.parametrize(
    "wanted", [{}, {"addresses": [], "texts": []}, {"texts": [{"text": TEXT, "url": "javascript:alert(1)"}]}]
)
def test_an_order_of_nothing_or_of_no_address_is_refused(api: TestClient, wanted: dict[str, object]) -> None:
    answer = api.post("/api/readings", json=wanted)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
