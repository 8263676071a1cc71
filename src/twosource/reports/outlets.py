"""One newsroom under its many names and hosts.

"Agence France-Presse", "AFP" and afp.com are one agency; www.fox59.com:80, "FOX59" and WXIN one station. The tables are
`agencies.txt`, `press.txt` and `stations.txt` in `data`; what no table knows is matched by letters ("The Olympian",
theolympian.com).
Registered domains come from the public suffix list that ships inside `tld` (no network).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from urllib.parse import unquote, urlsplit

import tld

from .agency_names import has_agency_form, stands_for
from .tables import rows
from .text import unaccented

# Hosts whose subdomains are separate newsrooms, beyond those of the public suffix list.
SHARED_HOSTS = frozenset({"cbslocal.com", "substack.com", "medium.com", "typepad.com", "livejournal.com", "uol.com.br"})

_HOST = re.compile(r"(?:[\w-]{1,63}\.){1,8}[^\W\d_][\w-]{1,62}")
_NUMBERS = re.compile(r"[\d.:]+")
_EDITION = re.compile(r"^(?:www\d?|m|mobile|amp|edition|beta|web)\.")
_CALL_SIGN = re.compile(
    r"([KW][A-Z]{2,3})(?:[- ]?(?:TV|FM|AM|DT|CD|LD|HD))?(?:[- ]?\d{1,3})?(?: ?(?:News|NEWS|Radio))?"
)
# A call sign with the station's brand behind it: "WPLG Local10.com", "WCTV Eyewitness News".
_BRANDED = re.compile(r"([KW][A-Z]{2,3})(?:-TV)?(?: [A-Z0-9]\S{0,20}){1,3}")
# What a station's host may add to its call sign: wave3.com, kfvs12.com, wdbj7.com, wbbjtv.com, komonews.com.
_CALL_SIGN_HOST = re.compile(r"([kw][a-z]{2,3}?)(?:tv|fm|am|radio|news|local|now|\d{1,3})+")
_OWNER_SUFFIX = re.compile(r"[, ]+(?:Inc|LLC|Ltd|Corp|Co|LP|Company|Stations?)\b\.?", re.IGNORECASE)
_NETWORKS = {"ABC News": "abc", "CBS News": "cbs", "NBC News": "nbc", "Fox News": "fox"}
_LONGEST_NAME = 200  # characters; what is longer is no name


@dataclass(frozen=True, slots=True)
class Outlet:
    """A row of the tables. `common`: names too common to be looked for in running text. `country` (ISO 3166): of an

    agency that speaks for its state. `brands`: what a station calls itself and stations of other cities do too.
    """

    name: str
    others: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    agency: bool = False
    country: str = ""
    common: frozenset[str] = frozenset()
    brands: tuple[str, ...] = ()


def _table(file: str) -> Iterator[Outlet]:
    for name, others, hosts, *more in rows(file):
        names = _listed(others)
        plain = tuple(other.removesuffix("*") for other in names)
        common = frozenset(other.removesuffix("*") for other in names if other.endswith("*"))
        last = "".join(more)
        country, brands = ("", _listed(last)) if file == "stations.txt" else (last, ())
        yield Outlet(name, plain, tuple(hosts.split()), file == "agencies.txt", country, common, brands)


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, cell.split(";"))))


@cache
def outlets() -> tuple[Outlet, ...]:
    """Every outlet of the tables; where two claim one name, the earlier keeps it."""
    return (*_table("agencies.txt"), *_table("press.txt"), *_table("stations.txt"))


def _letters(name: str) -> str:
    """What is left of a name for comparison: no case, marks, spaces, leading article."""
    bare = re.sub(r"[\W_]+", "", re.sub(r"^the\s", "", unaccented(name).strip()))
    return bare or name.strip().casefold()


@cache
def _by_letters() -> Mapping[str, Outlet]:
    known: dict[str, Outlet] = {}
    for outlet in outlets():
        known.setdefault(_letters(outlet.name), outlet)
    for outlet in outlets():
        for other in outlet.others:
            known.setdefault(_letters(other), outlet)
    return MappingProxyType(known)


@cache
def _by_host() -> Mapping[str, Outlet]:
    return MappingProxyType({host: outlet for outlet in reversed(outlets()) for host in outlet.hosts})


@cache
def _owners() -> frozenset[str]:
    return frozenset(_letters(_OWNER_SUFFIX.sub("", owner)) for (owner,) in rows("owners.txt"))


def _unwrapped(url: str) -> str:
    """The address inside an archive's, a cache's or an accelerator's address."""
    inner = re.search(r"(?:web\.archive\.org/web/[^/]{1,20}/|google\.[a-z.]{2,6}/amp/(?:s/)?)(.+)", url)
    return _unwrapped(inner[1]) if inner and len(inner[1]) < len(url) else url


def host(url: str) -> str:
    """The host of an address or of a bare host, lower case, without port and user; "" where there is none."""
    address = _unwrapped(url.strip()[:4000])
    address = address if "://" in address else f"//{address.removeprefix('//')}"
    try:
        found = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:  # "http://[broken"
        return ""
    if found.endswith(".cdn.ampproject.org"):
        found = found.partition(".")[0].replace("--", "\0").replace("-", ".").replace("\0", "-")
    return unquote(found) if "." in found else ""


@lru_cache(maxsize=4096)
def _registered(host: str) -> str:
    """The domain somebody registered: "bbc.co.uk" of "news.bbc.co.uk"; the host itself where no suffix is known."""
    try:
        domain = tld.get_fld(f"http://{host}", fail_silently=True, search_private=True)
    except (ValueError, UnicodeError):
        domain = None
    # Under an unknown suffix somebody registered the last two labels (the list's own rule for what it does not name).
    registered = str(domain or (host if _NUMBERS.fullmatch(host) else ".".join(host.split(".")[-2:])))
    if registered in SHARED_HOSTS:
        inner = _EDITION.sub("", host).removesuffix(registered).rstrip(".")
        return f"{inner.rpartition('.')[2]}.{registered}" if inner else registered
    return registered


def _suffixes(host: str) -> Iterator[str]:
    """`host` and its parents down to the registered domain, longest first."""
    registered = _registered(host)
    while host.endswith(registered):
        yield host
        _, dot, host = host.partition(".")
        if not dot:
            return


def host_outlet(url: str) -> str:
    """The outlet behind an address or host: its common name, else its registered domain; "" where there is no host.

    Port, "www.", "m.", "amp.", sections and country editions make no other outlet.
    """
    place = host(url)
    if not place:
        return ""
    known = next((_by_host()[part] for part in _suffixes(place) if part in _by_host()), None)
    return known.name if known else _registered(place)


def _is_host(name: str) -> bool:
    return "://" in name or bool(_HOST.fullmatch(re.split("[/:]", name, maxsplit=1)[0]))


def _found(name: str) -> Outlet | None:
    """The row of a name, as it stands or without its last word "News", "TV", "news agency"."""
    known = _by_letters()
    shorter = re.sub(
        r"(?:[ -](?:news agency|newswire|wire|news|tv|\.com|website|newspaper))$", "", name, flags=re.IGNORECASE
    )
    return known.get(_letters(name)) or known.get(_letters(shorter))


@lru_cache(maxsize=8192)
def outlet_name(name_or_host: str) -> str:
    """The common name: "Agence France-Presse" and "afp.com" -> "AFP"; an unknown name comes back tidied."""
    name = " ".join(name_or_host[:_LONGEST_NAME].split()).strip(" .,;:|*\"'“”‘’()[]<>–—-")
    if not name:
        return ""
    known = _found(name)
    if known:
        return known.name
    if _is_host(name):
        return host_outlet(name) or name
    call_sign = _CALL_SIGN.fullmatch(name)
    branded = _BRANDED.fullmatch(name)
    if branded and not call_sign:
        return outlet_name(branded[1])
    return call_sign[1] if call_sign else _without_article(name)


def _without_article(name: str) -> str:
    """ "The Kilkee Echo" -> "Kilkee Echo"; "The Echo" keeps it: one word alone is hardly a name."""
    return re.sub(r"^[Tt]he\s(?=\S+\s\S)", "", re.sub(r"^the\s", "The ", name))


@lru_cache(maxsize=8192)
def _keys(name_or_host: str) -> frozenset[str]:
    """All letter strings that one outlet goes by, for `same_outlet`."""
    name = outlet_name(name_or_host)
    keys = {_letters(name), _letters(name_or_host)}
    if _is_host(name_or_host.strip()):
        label = _label(_registered(host(name_or_host)))
        station = _CALL_SIGN_HOST.fullmatch(label)
        keys |= {_letters(label), *([station[1]] if station else [])}
    return frozenset(map(_trunk, filter(None, keys)))


def _trunk(letters: str) -> str:
    """Letters of a name without "news", "tv" at the end, where enough is left: "fox10tv", "FOX10 News" -> "fox10"."""
    shorter = re.sub(r"(?:news|tv|now|online|agency)$", "", letters)
    return shorter if len(shorter) > 7 or shorter[-1:].isdigit() else letters


def _label(domain: str) -> str:
    """The registered domain's own part, without suffix: "fox59" of fox59.com, "mysite" of mysite.blogspot.com."""
    return domain.partition(".")[0]


def same_outlet(a: str, b: str) -> bool:
    """Whether two names, hosts or addresses mean one outlet, by the tables or by letters. "" never does."""
    if not (a.strip() and b.strip()):
        return False
    return not _keys(a).isdisjoint(_keys(b)) or any(
        _calls_itself(x, y) or _is_initials_of(x, y) for x, y in ((a, b), (b, a))
    )


def _is_initials_of(tag: str, name: str) -> bool:
    """Whether an acronym that no table knows is that of an agency that none knows: "MPA", "Meridian Press Agency"."""
    tidy = outlet_name(name)
    return stands_for(outlet_name(tag), tidy) and not (is_known(tag) or is_known(tidy))


def _calls_itself(station: str, brand: str) -> bool:
    """Whether a station goes by a brand that others share: nbcsandiego.com and "NBC 7"."""
    row = _row(station)
    return row is not None and _trunk(_letters(brand)) in map(_letters, row.brands)


def _row(name: str) -> Outlet | None:
    return _by_letters().get(_letters(outlet_name(name))) if name.strip() else None


def is_agency(name: str) -> bool:
    """Whether a name or host is a news agency's, by table or form, or another service's that sells text."""
    row = _row(name)
    return row.agency if row is not None else has_agency_form(name)


def is_state_agency(name: str) -> bool:
    """Whether a name or host is that of a state's voice: Xinhua, TASS, SANA, People's Daily."""
    row = _row(name)
    return row is not None and bool(row.country)


def is_known(name: str) -> bool:
    """Whether a table has this name or host."""
    return _row(name) is not None


def is_owner(name: str) -> bool:
    """Whether a name is that of a company that owns newsrooms ("Cox Media Group"), no newsroom itself."""
    return bool(name.strip()) and _letters(_OWNER_SUFFIX.sub("", name)) in _owners()


def owners_named(text: str) -> frozenset[str]:
    """The owners of newsrooms that a text's lines of copyright name, by their shortest names: {"Raycom"}."""
    return frozenset(_OWNERS_TRUNK.sub("", m["owner"]) for m in _owner_pattern().finditer(text))


_OWNERS_TRUNK = re.compile(
    r"[ ,]+(?:Media|Television|Broadcast(?:ing)?|Group|Inc\.?|Corporation|Stations|Properties|Digital|News|Network|TV)"
    r"(?:[ ,]+(?:Media|Group|Inc\.?|Stations|Network))*$"
)


@cache
def _owner_pattern() -> re.Pattern[str]:
    """Any owner's name, the longest first, in a line of copyright: "Copyright 2015 Raycom Media."."""
    names = sorted({name for (name,) in rows("owners.txt")}, key=lambda n: (-len(n), n))
    return re.compile(r"(?i:copyright|©|\(c\))[^\n]{0,40}?\b(?P<owner>" + "|".join(map(re.escape, names)) + r")\b")


def same_network(station: str, network: str) -> bool:
    """Whether a station's name or host carries the network's: nbcsandiego.com and "NBC News"."""
    letters = _NETWORKS.get(outlet_name(network), "")
    return bool(letters) and letters in _letters(station) + _letters(outlet_name(station))


def is_short_for(name: str, address: str) -> bool:
    """Whether a name is the end of a host's own part: "Daily News" for nydailynews.com."""
    letters = _letters(name)
    return len(letters) >= 7 and _is_host(address) and _label(_registered(host(address))).endswith(letters)
