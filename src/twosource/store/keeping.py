"""What a round of inference comes to, as records, and how it is written: in one transaction, all or nothing."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from types import MappingProxyType

import msgspec
import sqlalchemy as sa

from ..records import Lineage, Passage, Report, Story
from ..stories.online import Shift
from ..stories.profiles import Profile
from . import rows
from .tables import LIKELY, MEMBERS, PAGES, PLACED, ROUNDS, SHARED, SHIFTS, STORIES
from .worked import forget_work

Ids = tuple[str, str]  # of pages, a < b

# Names in one question; SQLite allows 32,766 and PostgreSQL 65,535.
AT_ONCE = 1000
CURRENT = sa.select(PAGES.c.id).where(PAGES.c.current)


@dataclass(frozen=True, slots=True)
class StoredStory:
    """A story as inferred: with its lineage, and the digest of what it was inferred from."""

    story: Story
    lineage: Lineage
    basis: str


@dataclass(frozen=True, slots=True)
class State:
    """How far inference has come."""

    number: int = 0  # rounds so far
    way: str = ""  # version and encoder by which it was done
    heeded: frozenset[int] = frozenset()  # numbers of the corrections that count in it


@dataclass(frozen=True, slots=True)
class Packed:
    """A report's profile as it is kept: a third of its size in memory."""

    page_id: str
    profile: bytes
    vector: bytes


@dataclass(frozen=True, slots=True)
class Shared:
    """Two reports (page ids, a < b) and their aligned passages, from a; `way`: version and encoder that looked."""

    a: str
    b: str
    way: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """What one round comes to. With `anew` nothing of what was inferred before stays but the history of shifts."""

    state: State  # as it is afterwards
    anew: bool = False
    packed: Sequence[Packed] = ()  # reports placed for the first time
    stories: Sequence[StoredStory] = ()  # those that are new or changed
    ended: Collection[str] = ()  # ids of stories that are no more
    odds: Mapping[Ids, float] = field(
        default_factory=lambda: MappingProxyType({})
    )  # of pairs that were compared for the first time
    regrouped: bool = False  # these are all the odds there are
    shared: Sequence[Shared] = ()
    shifts: Sequence[Shift] = ()


def write(db: sa.Connection, made: Round) -> bool:
    """Keep a round; False where another has been kept since the one that it started from."""
    if state(db).number != made.state.number - 1:
        return False
    if made.anew:
        for table in (PLACED, LIKELY, SHARED, MEMBERS, STORIES):
            db.execute(sa.delete(table))
    if made.regrouped:
        db.execute(sa.delete(LIKELY))
    _forget_pages(db)
    _forget_stories(db, {*made.ended, *(stored.story.id for stored in made.stories)})
    _insert(db, PLACED, map(asdict, made.packed))
    _insert(db, STORIES, map(_story_row, made.stories))
    _insert(db, MEMBERS, [row for stored in made.stories for row in rows.member_rows(stored.story)])
    _insert(db, LIKELY, [{"a": a, "b": b, "odds": odds} for (a, b), odds in made.odds.items()])
    _keep_shared(db, made.shared)
    _insert(db, SHIFTS, [_shift_row(shift, made.state.number) for shift in made.shifts])
    _keep_state(db, made.state)
    forget_work(db)
    return True


def state(db: sa.Connection) -> State:
    """How far the last round came."""
    row = db.execute(sa.select(ROUNDS)).first()
    return State(row.number, row.way, frozenset(msgspec.json.decode(row.heeded, type=list[int]))) if row else State()


def _keep_state(db: sa.Connection, state: State) -> None:
    db.execute(sa.delete(ROUNDS))
    heeded = rows.dumps(sorted(state.heeded))
    db.execute(sa.insert(ROUNDS).values(number=state.number, way=state.way, heeded=heeded))


def _forget_pages(db: sa.Connection) -> None:
    """Let go of what was inferred of versions that are no longer current."""
    gone = list(db.execute(sa.select(PLACED.c.page_id).where(PLACED.c.page_id.not_in(CURRENT))).scalars())
    for some in parts(gone):
        db.execute(sa.delete(PLACED).where(PLACED.c.page_id.in_(some)))
        for table in (LIKELY, SHARED):
            db.execute(sa.delete(table).where(sa.or_(table.c.a.in_(some), table.c.b.in_(some))))


def _forget_stories(db: sa.Connection, names: Collection[str]) -> None:
    for some in parts([rows.clean(name) for name in names]):
        db.execute(sa.delete(MEMBERS).where(MEMBERS.c.story_id.in_(some)))
        db.execute(sa.delete(STORIES).where(STORIES.c.id.in_(some)))


def _keep_shared(db: sa.Connection, shared: Sequence[Shared]) -> None:
    for one in shared:
        db.execute(sa.delete(SHARED).where(SHARED.c.a == one.a, SHARED.c.b == one.b))
    _insert(
        db,
        SHARED,
        [{"a": s.a, "b": s.b, "way": s.way, "passages": _packed_passages(s.passages)} for s in shared],
    )


def _packed_passages(passages: Sequence[Passage]) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(passages), 6)


def _insert(db: sa.Connection, table: sa.Table, made: Iterable[rows.Row]) -> None:
    together = list(made)
    if together:
        db.execute(sa.insert(table), together)


def _story_row(stored: StoredStory) -> rows.Row:
    story = stored.story
    return {
        "id": rows.clean(story.id),
        "title": rows.clean(story.title),
        "event_date": story.event_date.isoformat() if story.event_date else "",
        "basis": stored.basis,
        "lineage": rows.dumps(stored.lineage),
        "reports": len(story.reports),
        "independent": stored.lineage.independent,
        "origins": rows.dumps([origin.name for origin in stored.lineage.origins if not origin.derived]),
    }


def _shift_row(shift: Shift, number: int) -> rows.Row:
    return {
        "round": number,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "kind": shift.kind,
        "story": rows.clean(shift.story),
        "before": rows.clean(shift.before),
        "reports": rows.dumps(list(shift.reports)),
        "reason": rows.clean(shift.reason),
    }


def packed(report: Report, made: Profile) -> Packed:
    """The report's profile, fit to be kept."""
    plain = {one.name: getattr(made, one.name) for one in fields(made) if one.name != "vector"}
    vector = b"" if made.vector is None else made.vector.astype("<f2").tobytes()
    return Packed(report.page_id, zlib.compress(msgspec.msgpack.encode(plain, enc_hook=dict), 1), vector)


def parts(names: Collection[str]) -> Iterator[list[str]]:
    """Some at a time, in order."""
    ordered = sorted(names)
    return (ordered[at : at + AT_ONCE] for at in range(0, len(ordered), AT_ONCE))
