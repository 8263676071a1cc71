"""Phrases that many stories of a store print say nothing of who copied whom."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from twosource.lineages.lineage import trace
from twosource.pipeline import infer
from twosource.records import Correction, Page, Report
from twosource.reports.text import words
from twosource.store import Store
from twosource.stories.background import word_key
from twosource.stories.profiles import runs, stem
from twosource.stories.stock import LEAST_STORIES, stock, stock_words

DAY = date(2024, 3, 14)
LINE = (
    "Whoever noticed anything unusual beside the towpath that evening may ring the Vale Echo newsdesk and whisper to "
    "Marta or to Theo, who never sleep and never tell."
)
FIRE = (
    "Flames gutted a joinery in Kelso on Monday. Its owner, Ruth Abel, said the sprinklers had been switched off for "
    f"repairs. {LINE}"
)
BLAZE = (
    "Smoke hung over the harbour until noon after a workshop burned down overnight. Fire chief Dan Orr blamed a heater "
    f"left running near sawdust. {LINE}"
)
OTHERS = (
    "A ferry with forty passengers ran aground off Skerry island in thick fog. Lifeboats took everyone ashore by dawn, "
    "and Captain Lewis Grant blamed a compass that had been repaired in Norway.",
    "The council of Brindle voted to close two of its five libraries. Librarian Sofia Marsh handed over nine thousand "
    "signatures, the most that any petition in the borough ever had.",
    "Thieves took nine paintings by Elsa Quint from a gallery in Marlow. Curator Hugo Stein thinks they came through "
    "the skylight, because rain had soaked the parquet beneath it.",
    "Voters in Oakham chose Imran Sethi as their mayor by eleven votes. His rival Gwen Foley asked for a recount, "
    "which the returning officer refused on Friday.",
    "A bridge over the river Tarn was shut when engineers found cracks. Lorries must go round by Penfold for at least "
    "seven months, said the roads minister Carla Brandt.",
    "The bakery of Joan Pell won the county prize for rye bread again. Judges praised a crust baked in clay pots that "
    "her grandfather brought from Poland.",
    "Astronomers at Mount Harrow counted three new moons around Saturn. Doctor Yuki Tanaka said that all of them are "
    "smaller than the island of Malta.",
    "Striking teachers marched through Dunlow with drums. Union leader Bruno Falk wants classes of at most twenty "
    "pupils before he calls the walkout off.",
)


def runs_of(text: str) -> frozenset[int]:
    return frozenset(runs([word_key(stem(w.key)) for w in words(text)]).tolist())


def test_stories_are_counted_not_reports() -> None:
    line = runs_of(LINE)
    assert stock((0, line) for _ in range(50)) == frozenset()
    assert stock((n, line) for n in range(LEAST_STORIES - 1)) == frozenset()
    assert stock((n, line) for n in range(LEAST_STORIES)) == line
    assert stock([]) == frozenset()


def test_words_of_a_run_are_marked_and_no_others() -> None:
    keys = [w.key for w in words(FIRE)]
    marked = stock_words(keys, runs_of(LINE))
    assert [k for k, m in zip(keys, marked, strict=True) if m] == [w.key for w in words(LINE)]
    assert not stock_words(keys, frozenset()).any()
    assert not stock_words(["short"], runs_of(LINE)).any()


def test_a_shared_stock_phrase_relates_nobody() -> None:
    a, b = Report("a", FIRE, language="en"), Report("b", BLAZE, language="en")
    told = trace([a, b], encoder=None, stock=runs_of(LINE))
    assert told.independent == 2
    assert any("Whoever noticed anything" in note for note in told.notes)
    assert set(told.stock) == runs_of(LINE)
    assert trace([a, b], encoder=None).independent == 1


def kept(store: Store, number: int, text: str, day: date = DAY) -> Report:
    url = f"http://vale-echo.example/{number}"
    page = Page(url, text.encode(), place=url)
    report = Report(f"r{number}", text, url=url, outlet="Vale Echo", published=day, language="en", page_id=page.id)
    store.keep(page, report)
    return report


def test_a_store_knows_its_stations_phrases_and_a_decision_forgets_none(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "echo.db"))
    for number, text in enumerate(OTHERS):
        kept(store, number, f"{text} {LINE}", date(2020, 1 + number, 5))
    a, b = kept(store, 8, FIRE), kept(store, 9, FIRE.replace("Kelso on Monday", "Kelso"))
    infer(store, encoder=None)
    _, before = store.lineages_of([a.id])[a.id]
    assert before.stock
    assert set(before.stock) <= runs_of(LINE)
    store.correct(Correction("independent", (a.id, b.id), "Ann", datetime.now(UTC)))
    infer(store, encoder=None)
    _, after = store.lineages_of([a.id])[a.id]
    assert after.stock == before.stock
    assert after.independent == 2
