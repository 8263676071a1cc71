"""One round of inference: from what a store holds that its stories do not heed yet to the stories that change by it.

Only what is new is compared, and only stories that changed are traced; of all others nothing is read but profiles.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from . import __version__
from .copies.aligned import AlignedPairs, Ids, lesser_first
from .copies.vectors import REPORT_CHARACTERS, CachedEncoder, Encoder, report_vectors
from .lineages.comparing import ENCODED
from .lineages.lineage import trace
from .records import Correction, Lineage, Passage, Report, Story
from .store import Packed, Round, Shared, State, Store, StoredStory, packed
from .stories.grouping import in_order
from .stories.online import Placed, Shift, Stream
from .stories.profiles import Profile, profile
from .stories.separations import STORY
from .stories.stock import Stock

# Reports whose vectors are made at one time.
_BATCH = 512
# Decisions about which reports are of one story; the others are about who took from whom.
_GROUPING = frozenset({"split", "merge", "move"})


@dataclass(frozen=True, slots=True)
class Setting:
    """By what a round is done."""

    store: Store
    encoder: Encoder | None
    state: State  # as it will be afterwards
    corrections: Sequence[Correction]  # those that stand


@dataclass(frozen=True, slots=True)
class News:
    """What the stories do not heed yet."""

    reports: Sequence[Report]
    decided: Sequence[Correction]  # made or taken back
    left: frozenset[str]  # stories that lost a report to a new version of its page

    def __bool__(self) -> bool:
        return bool(self.reports or self.decided or self.left)


def next_round(store: Store, encoder: Encoder | None) -> Round | None:
    """What the store's news come to; None where there are none."""
    since, history = store.rounds.state(), store.history()
    standing = {kept.number: kept.correction for kept in reversed(history) if kept.undone is None}
    state = State(since.number + 1, way(encoder), frozenset(standing))
    setting = Setting(store, encoder, state, list(standing.values()))
    if since.way != state.way:
        return _anew(setting)
    decided = [kept.correction for kept in history if kept.number in since.heeded ^ state.heeded]
    news = News(in_order(store.rounds.waiting()), decided, store.rounds.left())
    return _after(setting, news) if news else None


def way(encoder: Encoder | None) -> str:
    """What an inference is done by: another version or encoder might come to another end."""
    return f"{__version__} {encoder.name} {REPORT_CHARACTERS}" if encoder else f"{__version__} no encoder"


def _anew(setting: Setting) -> Round:
    """Everything from the reports alone; stories keep their ids."""
    reports = {report.id: report for report in in_order(setting.store.reports())}
    before = setting.store.rounds.story_names()
    stream = Stream(encoder=None, corrections=setting.corrections)
    kept: list[Packed] = []
    profiled = _profiled(reports.values(), setting, kept)
    stream.resume((Placed(report, made, before.get(report.id, "")) for report, made in profiled), {})
    shifts = stream.group_anew()
    stories, shared = _traced(setting, stream, sorted(stream.names()), reports.__getitem__, _stock(stream))
    odds = _by_page(stream.likely(reports), {name: report.page_id for name, report in reports.items()})
    return Round(setting.state, True, kept, stories, (), odds, True, shared, shifts)


def _after(setting: Setting, news: News) -> Round:
    """What the news change, and nothing else."""
    rounds, story_of = setting.store.rounds, setting.store.rounds.story_names()
    regrouped = news.left | _named(story_of, [c for c in news.decided if c.verb in _GROUPING])
    retraced = regrouped | _named(story_of, [c for c in news.decided if c.verb not in _GROUPING])
    at_once = len(news.reports) > rounds.count()
    elsewhere = () if news.reports else frozenset(story_of.values()) - retraced
    stream = Stream(encoder=None, corrections=setting.corrections, taken=elsewhere)
    around = None if news.reports else rounds.around(retraced)
    pages = _resumed(stream, setting.store, around, with_odds=not at_once)
    kept: list[Packed] = []
    fresh = _profiled(news.reports, setting, kept)
    shifts = list(stream.regroup(sorted(regrouped), {s for c in news.decided for s in c.subjects}))
    shifts += _placed(stream, fresh, at_once=at_once)
    touched = {name for shift in shifts for name in (shift.story, shift.before)} | retraced
    names = sorted(touched & set(stream.names()))
    stock = _stock(stream) if news.reports else _stock_before(stream, setting.store, names)
    stories, shared = _traced(setting, stream, names, _reader(setting.store), stock)
    pages |= {report.id: report.page_id for report in news.reports}
    odds = _by_page(stream.likely(pages if at_once else [report.id for report in news.reports]), pages)
    ended = touched - set(stream.names()) - {""}
    return Round(setting.state, False, kept, stories, ended, odds, at_once, shared, shifts)


def _named(story_of: Mapping[str, str], corrections: Iterable[Correction]) -> frozenset[str]:
    """Ids of the stories that corrections speak of."""
    subjects = {subject for c in corrections for subject in (*c.subjects, *c.members)}
    reports = subjects | {subject.removeprefix(STORY) for subject in subjects}
    return frozenset(story_of[r] for r in reports if r in story_of) | (subjects & frozenset(story_of.values()))


def _resumed(stream: Stream, store: Store, around: Collection[str] | None, *, with_odds: bool) -> dict[str, str]:
    """Let the stream take up the reports of these pages, or all; report id -> page id."""
    placed = {one.report.id: one for one in store.rounds.placed(around)}
    pages = {name: one.report.page_id for name, one in placed.items()}
    names = {page: name for name, page in pages.items()}
    odds = store.rounds.odds(around) if with_odds else {}
    known = {(names[a], names[b]): value for (a, b), value in odds.items() if a in names and b in names}
    stream.resume([placed[report.id] for report in in_order(one.report for one in placed.values())], known)
    return pages


def _profiled(reports: Iterable[Report], setting: Setting, kept: list[Packed]) -> Iterator[tuple[Report, Profile]]:
    """Each report with its profile, which is put among those to be kept."""
    encoder = CachedEncoder(setting.encoder, setting.store.vectors) if setting.encoder else None
    ordered = list(reports)
    for start in range(0, len(ordered), _BATCH):
        batch = ordered[start : start + _BATCH]
        vectors = report_vectors(batch, encoder) if encoder else [None] * len(batch)
        for report, vector in zip(batch, vectors, strict=True):
            made = profile(report, vector)
            kept.append(packed(report, made))
            yield report, made


def _placed(stream: Stream, fresh: Iterable[tuple[Report, Profile]], *, at_once: bool) -> Iterator[Shift]:
    """Put fresh reports in stories, one by one or all at once; what shifted."""
    if at_once:
        stream.resume((Placed(report, made) for report, made in fresh), {})
        yield from stream.group_anew()
    else:
        for report, made in fresh:
            yield from stream.place(report, made)


def _reader(store: Store) -> Callable[[str], Report]:
    """Whole reports, from the store."""

    def read(name: str) -> Report:
        (report,) = store.reports([name])
        return report

    return read


def _stock(stream: Stream) -> Callable[[str], Stock]:
    """Of each story the runs of words that many stories print, of a stream that holds all."""
    common = stream.stock()
    return lambda name: common & stream.runs(name)


def _stock_before(stream: Stream, store: Store, names: Iterable[str]) -> Callable[[str], Stock]:
    """The same as it was when the reports of these stories were last traced: a decision makes no phrase commoner."""
    reports = [report.id for name in names for report in stream.story(name).reports]
    before = {run for _, lineage in store.lineages_of(reports).values() for run in lineage.stock}
    return lambda name: stream.runs(name) & before


def _traced(
    setting: Setting,
    stream: Stream,
    names: Iterable[str],
    whole: Callable[[str], Report],
    stock: Callable[[str], Stock],
) -> tuple[list[StoredStory], list[Shared]]:
    """Stories with their lineage; and the pairs that were aligned for it."""
    traced: list[StoredStory] = []
    shared: list[Shared] = []
    for told in map(stream.story, names):
        reports = tuple(whole(report.id) for report in told.reports)
        story = Story(told.id, reports, told.title, told.event_date, told.reasons)
        encoder = setting.encoder if len(reports) <= ENCODED else None
        aligned = aligned_pairs(setting.store, reports, encoder)
        lineage = trace(
            reports,
            passages=aligned,
            corrections=setting.corrections,
            encoder=setting.encoder,
            stock=stock(story.id),
        )
        traced.append(StoredStory(story, lineage, _basis(story, lineage, setting)))
        shared += _shared(aligned.fresh, {report.id: report.page_id for report in reports}, way(encoder))
    return traced, shared


def aligned_pairs(store: Store, reports: Sequence[Report], encoder: Encoder | None) -> AlignedPairs:
    """Passages of any two of these reports: from the pair table, else aligned."""
    names = {report.page_id: report.id for report in reports}
    known = (
        lesser_first((names[one.a], names[one.b]), one.passages)
        for one in store.rounds.shared(names.keys(), way(encoder))
    )
    return AlignedPairs(reports, dict(known), encoder)


def _shared(fresh: Mapping[Ids, Sequence[Passage]], pages: Mapping[str, str], way: str) -> Iterator[Shared]:
    """Aligned pairs by their page ids."""
    for (a, b), passages in fresh.items():
        (one, two), found = lesser_first((pages[a], pages[b]), passages)
        yield Shared(one, two, way, tuple(found))


def _by_page(odds: Mapping[Ids, float], pages: Mapping[str, str]) -> dict[Ids, float]:
    """The same log-odds by page ids."""
    named = (((pages[a], pages[b]), value) for (a, b), value in odds.items())
    return {(min(ids), max(ids)): value for ids, value in named}


def _basis(story: Story, lineage: Lineage, setting: Setting) -> str:
    """A digest of all that a story's lineage rests on: its reports' versions, corrections, stock, the way."""
    ids = {report.id for report in story.reports}
    touching = [repr(c) for c in setting.corrections if ids & set(c.subjects)]
    versions = sorted(f"{report.id} {report.page_id}" for report in story.reports)
    seed = "\0".join([setting.state.way, story.id, *versions, *touching, *map(str, lineage.stock)])
    return hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:16]
