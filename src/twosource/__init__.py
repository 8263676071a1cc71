"""twosource: how many independent sources really stand behind the news.

>>> import twosource as ts
>>> a = ts.Report(id="a", text="The mill burned down on Tuesday night, and the whole street came out to watch.")
>>> b = ts.Report(id="b", text="The mill burned down on Tuesday night, and the whole street came out to watch.")
>>> ts.trace([a, b]).independent
1
"""

from .copies.alignment import align
from .copies.changes import compare
from .errors import TwosourceError
from .lineages.lineage import trace
from .records import (
    Answer,
    Change,
    Correction,
    Credit,
    Derivation,
    Disagreement,
    Evidence,
    Lineage,
    Origin,
    Page,
    Passage,
    Quotation,
    Relation,
    Report,
    Stated,
    Story,
    Support,
    Unreadable,
)
from .reports.quotes import quotations
from .reports.reading import read
from .statements.claims import check
from .statements.disagreements import disagreements
from .stories.grouping import group

__version__ = "0.1.0"

__all__ = [
    "Answer",
    "Change",
    "Correction",
    "Credit",
    "Derivation",
    "Disagreement",
    "Evidence",
    "Lineage",
    "Origin",
    "Page",
    "Passage",
    "Quotation",
    "Relation",
    "Report",
    "Stated",
    "Story",
    "Support",
    "TwosourceError",
    "Unreadable",
    "__version__",
    "align",
    "check",
    "compare",
    "disagreements",
    "group",
    "quotations",
    "read",
    "trace",
]
