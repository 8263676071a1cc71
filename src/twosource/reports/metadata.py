"""What a page says about its article: title, outlet, byline, language, time of publication, where it came from.

In order of trust: the carrier's statement (a JSON line, a feed), JSON-LD, OpenGraph and other <meta>, <time>, what
the page shows. A statement that makes no sense (a date in 1970) is passed over for the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from urllib.parse import urljoin

from ..records import Page, Span
from .date_words import languages
from .dates import dates
from .json_ld import Statement, is_article, statements
from .markup import Mark
from .moments import moment, sensible
from .outlets import host_outlet, outlet_name
from .tags import Tags, tags

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title")
_OUTLETS = (
    "og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher",
    "apple-mobile-web-app-title",
)  # fmt: skip
_AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "dc.creator.author", "byl", "cxenseparse:author", "twitter:data1",
)  # fmt: skip
_DATES = (
    "article:published_time", "og:article:published_time", "article:published", "og:published_time",
    "datepublished", "published_time", "publishdate", "publish_date", "publish-date", "publication_date",
    "published", "pubdate", "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "dcterms.date", "dc.date", "date", "article.published", "article:post_date", "originalpublicationdate",
    "article_date_original", "datecreated", "uploaddate", "displaydate", "date_published", "created",
    "og:release_date", "citation_publication_date",
)  # fmt: skip
_URL_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)[/_.-]?(0[1-9]|1[0-2])[/_.-]?(0[1-9]|[12]\d|3[01])(?!\d)")
_URL_NAMED_DATE = re.compile(r"/((?:19|20)\d\d)/([a-z]{3})/(\d{1,2})/")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# "Headline - Outlet", "Headline | Outlet": the tail is the site's.
_SITE_TAIL = re.compile(r"\s+(?:[|»·•—–]|-|::)\s+[^|»·•—–]{1,60}$")
_BY = re.compile(r"^\s*(?:by|von|par|por|di|da|door|autor|author|автор)\s*:?\s+", re.IGNORECASE)
_MAX_BYLINE = 200
_MAX_TIMES = 50  # statements looked at: pages with many <time> list other pages


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page says; "" , () and None for what it does not say."""

    title: str = ""
    outlet: str = ""
    byline: str = ""
    language: str = ""  # as stated, not yet checked against the words
    published: date | datetime | None = None
    canonical: str = ""
    address: str = ""  # og:url: where the page says it stands itself
    organizations: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()  # of <h1>
    scripts: tuple[Span, ...] = ()  # where JSON-LD stands in the source


def metadata(page: Page, source: str, lexed: Sequence[Mark] = ()) -> Metadata:
    """What the page and its carrier say; `lexed`: the marks of its source, none for a plain text."""
    found = tags(source, lexed)
    said = statements([span.of(source) for span in found.scripts])
    articles = [s for s in said if is_article(s)]
    canonical = found.canonical or _meta(found, ("og:url",))
    return Metadata(
        title=page.stated.title.strip() or _title(found, articles),
        outlet=_outlet(page, found, said),
        byline=page.stated.byline.strip() or _byline(found, articles),
        language=page.stated.language
        or found.language
        or _meta(found, ("og:locale", "content-language", "dc.language"))
        or next((s.language for s in articles if s.language), ""),
        published=_published(page, found, articles, said),
        canonical=_absolute(page.url, canonical),
        address=_meta(found, ("og:url",)),
        organizations=tuple(dict.fromkeys(name for s in articles for name in s.organizations)),
        based_on=tuple(dict.fromkeys(link for s in articles for link in s.based_on)),
        headings=tuple(found.headings),
        scripts=tuple(found.scripts),
    )


def _meta(found: Tags, names: Iterable[str]) -> str:
    """The first of these names that the page states."""
    stated: dict[str, str] = {}
    for name, content in found.metas:
        stated.setdefault(name, content)
    return next((stated[name] for name in names if stated.get(name)), "")


def _title(found: Tags, articles: list[Statement]) -> str:
    headline = next((s.headline for s in articles if s.headline), "") or _meta(found, _TITLES) or found.title
    for heading in found.headings:
        # The heading as shown, where it is the title without the site's tail.
        if len(heading) > 10 and heading in headline:
            return heading
    return headline if headline != found.title else _SITE_TAIL.sub("", headline)


def _outlet(page: Page, found: Tags, said: list[Statement]) -> str:
    publisher = next((s.publisher for s in said if s.publisher), "")
    named = page.stated.outlet.strip() or _meta(found, _OUTLETS[:1]) or publisher or _meta(found, _OUTLETS)
    return outlet_name(named) or host_outlet(page.url)


def _byline(found: Tags, articles: list[Statement]) -> str:
    authors = next((s.authors for s in articles if s.authors), ())
    if not authors:
        named = (_meta(found, (name,)) for name in _AUTHORS)
        authors = tuple(name for name in named if name and "://" not in name and not name.startswith("@"))[:1]
    if not authors:
        authors = tuple(text for text in found.bylines if len(text) <= _MAX_BYLINE)[:1]
    return ", ".join(dict.fromkeys(_BY.sub("", name) for name in authors if "://" not in name))[: 2 * _MAX_BYLINE]


def _published(page: Page, found: Tags, articles: list[Statement], said: list[Statement]) -> date | datetime | None:
    for text in islice(_stated_times(page, found, articles, said), _MAX_TIMES):
        if text and sensible(value := moment(text) or _written(text)):
            return value
    return url_date(page.url) or url_date(found.canonical)


def _written(text: str) -> date | None:
    """A time as people write it: "December 15, 2021", "15. Dezember 2021"; its day only."""
    for language in languages():
        if day := next((m.day for m in dates(text[:80], None, language) if m.kind == "full"), None):
            return day
    return None


def _stated_times(page: Page, found: Tags, articles: list[Statement], said: list[Statement]) -> Iterator[str]:
    """Statements of the time of publication, the most trusted first."""
    yield page.stated.published
    yield from (s.published for s in articles)
    by_rank = {name: rank for rank, name in enumerate(_DATES)}
    yield from (c for n, c in sorted(found.metas, key=lambda m: by_rank.get(m[0], 99)) if n in by_rank)
    yield from (s.published for s in said)
    yield from (text for text, says_published in found.times if says_published)
    yield from (text for text, says_published in found.times if not says_published)


def url_date(url: str) -> date | None:
    """The day in an address: /2021/12/15/, /2021/dec/15/, -20211215."""
    path = url.partition("://")[2].partition("?")[0]
    for year, month, day in _URL_DATE.findall(path):
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            continue
    named = _URL_NAMED_DATE.search(path)
    if named and named[2] in _MONTHS and 1 <= int(named[3]) <= 28:
        return date(int(named[1]), _MONTHS.index(named[2]) + 1, int(named[3]))
    return None


def _absolute(base: str, link: str) -> str:
    try:
        return urljoin(base, link) if link else ""
    except ValueError:
        return ""
