"""The nouns. All frozen; all offsets count characters (code points), half-open: text[start:end].

Observed: Page, Stated, Report, Credit, Trace, Unreadable.
Inferred (can be thrown away and made again): Quotation, Passage, Evidence, Derivation, Origin, Relation, Lineage,
Story, Change, Disagreement, Support, Answer.
Decided by a person, and winning over what is inferred: Correction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from types import MappingProxyType
from typing import Literal

PassageKind = Literal["verbatim", "edited", "reworded", "translated", "quoted"]
RelationKind = Literal["same", "part", "none"]
Via = Literal["copy", "release", "none"]
ChangeKind = Literal[
    "number", "name", "quote", "time", "place", "negation", "hedge", "attribution", "meaning", "cut", "added"
]
Nature = Literal["conflict", "update"]
Verdict = Literal["supported", "altered", "contradicted", "not found"]
CreditKind = Literal[
    "dateline",  # "Moscow, December 15, 2021 (AFP) –"
    "byline",  # "By Jane Roe, Associated Press"
    "slug",  # "burs-alf/gkg/lch/dbh/mar/fp"
    "reprint",  # "originally published by X and is reprinted with permission"
    "feed",  # "published from a syndicated feed": name is "" where the agency is not named
    "edited",  # "this story has not been edited by NDTV staff": the outlet whose copy this is
    "compiled",  # "Manufactured using AFP and Reuters reports"
    "reported",  # "The Olympian reported"
    "contributed",  # "The Associated Press contributed to this report"
    "station",  # "(WYTV)"
    "copyright",  # "Copyright 2015 WIS"
    "photo",  # a photo's or video's, no origin of the text
    "canonical",  # rel=canonical to another host
    "organization",  # JSON-LD sourceOrganization, creditText, provider
    "based_on",  # JSON-LD isBasedOn
    "source",  # RSS <source>, a carrier's statement
]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters start..end of some text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this place of `text`."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Stated:
    """What the carrier of a page (a feed, a JSON line) says about it, beside the page itself."""

    id: str = ""
    title: str = ""
    outlet: str = ""
    byline: str = ""
    language: str = ""
    published: str = ""  # as written; reading understands it
    source: str = ""  # RSS <source>: who the feed says it comes from
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What was captured: bytes, address, time."""

    url: str = ""
    content: bytes = b""
    media_type: str = ""  # "text/html", "text/plain"; "" = judge by the content
    captured: datetime | None = None
    stated: Stated = Stated()
    place: str = ""  # where it lies: "news.jsonl:7", "crawl.warc.gz@18311"

    @property
    def id(self) -> str:
        """Content address: the same bytes at the same address are the same page."""
        key = b"\0".join([self.url.encode("utf-8", "surrogatepass"), repr(self.stated).encode(), self.content])
        return hashlib.sha256(key).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A page that gives no report, with the reason; never dropped in silence."""

    reason: str  # one of reports.reading.REASONS or pages.REASONS: "sign-in wall", "captcha", "empty" ...
    detail: str = ""  # what a person should know: words that gave it away, the parser's message
    url: str = ""
    place: str = ""
    page_id: str = ""


@dataclass(frozen=True, slots=True)
class Credit:
    """An outlet or agency that a report itself names as the origin of its text.

    `start`, `end` are offsets of `words` into `Report.text`; both -1 for a credit from metadata (then `words` is the
    value of the field). `name` is the outlet's common name ("AFP"), "" for a feed that is not named.
    """

    name: str
    kind: CreditKind
    words: str
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Trace:
    """text[start:end] stands in the page's decoded source at page_start..page_end (entities and tags between)."""

    start: int
    end: int
    page_start: int
    page_end: int


def _moment(value: object) -> date | datetime | None:
    """Convert what a caller gives as a time: None, "", date, datetime, ISO 8601 text. Naive times are taken as UTC."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        text = value.strip()
        value = date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=UTC)
    if isinstance(value, date):
        return value
    raise ValueError(f"published={value!r}: give a date, a datetime or ISO 8601 text such as '2021-12-15'")


@dataclass(frozen=True, slots=True)
class Report:
    """One outlet's article read from a page. `published` keeps its precision: a date, or a datetime with zone."""

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: date | datetime | None = None
    language: str | None = None  # ISO 639-1
    byline: str = ""
    credits: tuple[Credit, ...] = ()
    event_date: date | None = None
    traces: tuple[Trace, ...] = ()
    page_id: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "published", _moment(self.published))

    @property
    def published_span(self) -> tuple[datetime, datetime] | None:
        """Earliest and latest moment of publication; a bare date is the whole day in any time zone (-12 h .. +38 h)."""
        if self.published is None:
            return None
        if isinstance(self.published, datetime):
            return self.published, self.published
        midnight = datetime.combine(self.published, time(), UTC)
        return midnight - timedelta(hours=12), midnight + timedelta(hours=38)


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a report gives as somebody's, at offsets into its text; `speaker` and `cue` "" where not stated.

    A direct quotation's span includes its marks. A continued one ("A," he said. "B.") is several of one cue.
    """

    start: int
    end: int
    speaker: str = ""
    cue: str = ""
    direct: bool = True
    speaker_span: Span | None = None  # where the text names the speaker ("he"); `speaker` is whom that means
    cue_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of report a aligned with a span of report b. `score`: probability that the text is shared."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    kind: PassageKind
    score: float

    def mirrored(self) -> Passage:
        """The same passage seen from b."""
        return Passage(self.b_start, self.b_end, self.a_start, self.a_end, self.kind, self.score)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair worth aligning, and why: the keys both hold, with places. `a < b` by id."""

    a: str
    b: str
    shared: int  # rare n-grams both hold
    likeness: float = 0.0  # cosine of vectors, 0 where no encoder ran
    places: tuple[tuple[int, int], ...] = ()  # character offsets (in a, in b) of some shared n-grams


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why we think one report took text from another: words that a reader can check."""

    signal: str  # a name in lineages.signals.SIGNALS
    strength: float  # log-odds, learnt
    detail: str  # "both print 'opened fired'"
    passages: tuple[Passage, ...] = ()  # a = child, b = parent


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another report that may be the parent, nearly as likely as the one named."""

    parent: str
    probability: float


@dataclass(frozen=True, slots=True)
class Derivation:
    """Child took text from parent (report ids, or an unseen origin's id). `share`: of the child's narrative, 0..1.

    `alternatives`: whom else it may have taken it from, the likeliest first, where the odds are near.
    """

    parent: str
    child: str
    kind: PassageKind
    share: float
    probability: float
    evidence: tuple[Evidence, ...] = ()
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """One independently written account: seen (a report here) or unseen (a dispatch that only its copies show)."""

    id: str  # the report's id, or "unseen:..." for an unseen one
    name: str
    seen: bool
    reports: tuple[str, ...]  # ids of the reports that carry it
    derived: bool = False  # not independent of another origin here: only repeats what it credits


@dataclass(frozen=True, slots=True)
class Relation:
    """The public summary of a pair of reports, a < b by id."""

    a: str
    b: str
    kind: RelationKind
    probability: float  # that `kind` is right
    via: Via = "none"
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Lineage:
    """A story's derivations and origins: a directed graph without cycles over reports and unseen origins."""

    reports: tuple[str, ...]
    independent: int
    origins: tuple[Origin, ...] = ()
    derivations: tuple[Derivation, ...] = ()
    relations: tuple[Relation, ...] = ()  # pairs not named here are "none"
    own: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))  # report id -> share its own, 0..1
    notes: tuple[str, ...] = ()  # doubts and limits, in words: "no encoder: translated copies were not looked for"
    stock: tuple[int, ...] = ()  # hashes of runs of words that many stories of the store print: they weighed nothing

    def relation(self, a: str, b: str) -> RelationKind:
        """How reports a and b (ids) relate: "same", "part" or "none"; KeyError for an id not in this story."""
        for name in (a, b):
            if name not in self.reports:
                raise KeyError(f"no report {name!r} in this story")
        if a == b:
            return "same"
        pair = (min(a, b), max(a, b))
        return next((r.kind for r in self.relations if (r.a, r.b) == pair), "none")


@dataclass(frozen=True, slots=True)
class Story:
    """The reports of one event, its follow-ups included as later episodes."""

    id: str
    reports: tuple[Report, ...]
    title: str = ""
    event_date: date | None = None
    reasons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # report id -> why it belongs


@dataclass(frozen=True, slots=True)
class Change:
    """How b altered what it shares with a. An empty side (start == end) for `cut` and `added`."""

    kind: ChangeKind
    a_text: str
    b_text: str
    a_start: int
    a_end: int
    b_start: int
    b_end: int
    says: str = ""  # a sentence: "turned 'tens of thousands' into 'tens of hundreds'"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Independent accounts, or two copies, state one fact differently."""

    kind: str  # "number", "name", "age", "time", "place", "outcome", "other"
    nature: Nature
    fact: str  # "age of the victim"
    values: Mapping[str, str]  # report id -> the words
    spans: Mapping[str, Span]  # report id -> where in its text
    says: str = ""


@dataclass(frozen=True, slots=True)
class Support:
    """A sentence of a report that bears on a claim."""

    report: str
    start: int
    end: int
    text: str
    reason: str = ""  # what differs, or what agrees


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a claim stands, and on which origins."""

    claim: str
    verdict: Verdict
    independent: int  # origins that support it
    supporting: tuple[Support, ...] = ()
    altered: tuple[Support, ...] = ()
    contradicting: tuple[Support, ...] = ()
    says: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person decided, with who and when; wins over inference and can be taken back."""

    verb: Literal["independent", "copied from", "same release", "split", "merge", "move"]
    subjects: Sequence[str]  # report or story ids
    who: str
    when: datetime
    note: str = ""
    members: Sequence[str] = ()  # of a split, merge or move: the reports of the stories it names, as they then were
