"""Tables: what is observed, what is inferred from it, what a person decided. A change needs a migration."""

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

METADATA = MetaData()

# Names are sorted by their letters' numbers, as SQLite does, whatever language the server speaks.
Name = Text().with_variant(Text(collation="C"), "postgresql")

PAGES = Table(
    "pages",
    METADATA,
    Column("id", String(16), primary_key=True),  # Page.id: a digest of address, carrier's statement and bytes
    Column("address", Name, nullable=False),  # what makes two captures the same page: see rows.address
    Column("version", Integer, nullable=False),  # 1, 2, ... of that address
    Column("current", Boolean, nullable=False),
    Column("url", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("content", LargeBinary, nullable=False),  # zlib
    Column("captured", String(40), nullable=False),  # ISO 8601, "" where not known
    Column("stated", Text, nullable=False),  # JSON of Stated
    Column("place", Text, nullable=False),
    Index("pages_address", "address", "version", unique=True),
)

REPORTS = Table(
    "reports",
    METADATA,
    Column("page_id", String(16), ForeignKey("pages.id"), primary_key=True),
    Column("id", Name, nullable=False, index=True),  # unique among the current versions
    Column("text", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("outlet", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("published", String(40), nullable=False),  # ISO 8601 with its precision, "" where not known
    Column("language", String(16), nullable=False),
    Column("byline", Text, nullable=False),
    Column("event_date", String(10), nullable=False),
    Column("credits", Text, nullable=False),  # JSON of tuple[Credit, ...]
    Column("traces", Text, nullable=False),  # JSON of tuple[Trace, ...]
)

UNREADABLES = Table(
    "unreadables",
    METADATA,
    Column("key", String(16), primary_key=True),  # the page's id, or a digest of place and reason where no page came
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("place", Name, nullable=False),
    Column("page_id", Text, nullable=False),
)

# Inferred: emptied and made again whenever what it rests on has changed.
STORIES = Table(
    "stories",
    METADATA,
    Column("id", Name, primary_key=True),
    Column("title", Text, nullable=False),
    Column("event_date", String(10), nullable=False),
    Column("basis", String(16), nullable=False),  # a digest of the reports and corrections it was inferred from
    Column("lineage", Text, nullable=False),  # JSON of Lineage
    # What a list of stories shows, so that no lineage is read for it.
    Column("reports", Integer, nullable=False),
    Column("independent", Integer, nullable=False),
    Column("origins", Text, nullable=False),  # JSON list of names: the origins that count
)

MEMBERS = Table(
    "members",
    METADATA,
    Column("story_id", Name, ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("report_id", Name, primary_key=True, index=True),
    Column("position", Integer, nullable=False),  # in Story.reports
    Column("reason", Text, nullable=False),
)

# What each report says of its event, so that a report that comes later can be compared with it.
PLACED = Table(
    "placed",
    METADATA,
    Column("page_id", String(16), primary_key=True),  # the version of the report that has been put in a story
    Column("profile", LargeBinary, nullable=False),  # zlib of the MessagePack of Profile, without its vector
    Column("vector", LargeBinary, nullable=False),  # float16, little-endian; empty where there is none
)

# The pair table: which reports may be of one event, and what reports of one story share.
LIKELY = Table(
    "likely",
    METADATA,
    Column("a", String(16), primary_key=True),  # page ids, a < b
    Column("b", String(16), primary_key=True, index=True),
    Column("odds", Float, nullable=False),  # log-odds that the two are of one event
)

SHARED = Table(
    "shared",
    METADATA,
    Column("a", String(16), primary_key=True),  # page ids, a < b
    Column("b", String(16), primary_key=True, index=True),
    Column("way", Text, nullable=False),  # what looked: version and encoder
    Column("passages", LargeBinary, nullable=False),  # MessagePack of list[Passage], from a; zlib
)

# How stories came to be what they are: each report that joined one, each merge and split, with its reason.
SHIFTS = Table(
    "shifts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("round", Integer, nullable=False),
    Column("made", String(40), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("story", Text, nullable=False, index=True),
    Column("before", Text, nullable=False),
    Column("reports", Text, nullable=False),  # JSON list of ids
    Column("reason", Text, nullable=False),
)

# One row: how far inference has come.
ROUNDS = Table(
    "rounds",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("way", Text, nullable=False),  # version and encoder; another way makes everything anew
    Column("heeded", Text, nullable=False),  # JSON list of the numbers of corrections
)

# Passages, changes and the like of whole stories: dear to work out, cheap to keep.
WORKED = Table(
    "worked",
    METADATA,
    Column("key", String(32), primary_key=True),  # a story's basis, and the form that the body has
    Column("body", LargeBinary, nullable=False),  # zlib
)

VECTORS = Table(
    "vectors",
    METADATA,
    Column("key", String(32), primary_key=True),  # a digest of the encoder's name and the text
    Column("vector", LargeBinary, nullable=False),  # float16, little-endian: half the room, cosines within .001
)

# Addresses that a watch has asked for.
WATCHED = Table(
    "watched",
    METADATA,
    Column("url", Text, primary_key=True),
    Column("etag", Text, nullable=False),
    Column("modified", Text, nullable=False),
)

# Decided by a person.
CORRECTIONS = Table(
    "corrections",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("verb", String(20), nullable=False),
    Column("subjects", Text, nullable=False),  # JSON list of ids
    Column("who", Text, nullable=False),
    Column("made", String(40), nullable=False),
    Column("note", Text, nullable=False),
    Column("members", Text, nullable=False, server_default="[]"),  # JSON list of report ids
    Column("undone", String(40), nullable=False),  # when it was taken back, "" while it stands
)
