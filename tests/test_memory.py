"""Answers given lately come again while they rest on the same, and only then."""

from starlette.testclient import TestClient

from twosource import answers
from twosource.faces.web.app import application
from twosource.faces.web.memory import Memory
from twosource.store import Store


def test_what_is_kept_is_not_made_again() -> None:
    memory, made = Memory(), []
    for _ in range(3):
        assert memory.recalled(("story", "a", "basis"), lambda: made.append(1) or b"words") == b"words"
    assert len(made) == 1
    assert memory.recalled(("story", "a", "another basis"), lambda: b"other words") == b"other words"


def test_what_rests_on_nothing_known_is_made_each_time() -> None:
    memory = Memory()
    assert [memory.recalled(("story", "a", ""), lambda n=n: bytes([n])) for n in range(3)] == [b"\0", b"\1", b"\2"]


def test_the_longest_unused_is_forgotten_first() -> None:
    memory, made = Memory(most=10), []

    def ask(name: str) -> None:
        memory.recalled((name,), lambda: made.append(name) or b"xxxx")

    for name in ("a", "b", "a", "c", "a", "b"):
        ask(name)
    assert made == ["a", "b", "c", "b"]


def test_a_correction_changes_what_is_shown(own_store: str) -> None:
    store = Store(own_store)
    before = answers.story(store)
    pair = next(c for c in before.comparisons if c.relation and c.relation.kind == "same")
    places = [f"/story/{before.story.id}", f"/api/stories/{before.story.id}"]
    places.append(f"/compare?a={pair.a.id}&b={pair.b.id}")
    with TestClient(application(own_store), base_url="http://127.0.0.1") as client:
        first = [client.get(place).content for place in places]
        assert [client.get(place).content for place in places] == first
        answers.correct(store, "independent", [pair.a.id, pair.b.id], who="Ann")
        answers.work_out(store)
        assert not {client.get(place).content for place in places} & set(first)


def test_each_reader_gets_their_own_words(example_store: str) -> None:
    story = answers.stories(Store(example_store)).rows[0].id
    app = application(example_store)
    pages = []
    with TestClient(app, base_url="http://127.0.0.1") as client:
        for who in ("Ann", '"><b>Bob'):
            client.cookies.clear()
            client.cookies.set("who", who)
            pages.append(client.get(f"/story/{story}").text)
    assert 'value="Ann"' in pages[0]
    assert 'value="&#34;&gt;&lt;b&gt;Bob"' in pages[1]
    words = [page.partition('name="form_word" value="')[2].partition('"')[0] for page in pages]
    assert words[0] != words[1]
