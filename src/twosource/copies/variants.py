"""Words that differ and mean the same: spelling conventions, hyphens, endings; and words that mean the opposite.

British against American spelling after the regular series in Webster (-our, -ise, -re, doubled l); everything is folded
to one form, so a typing error that happens to look like a convention passes as one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from types import MappingProxyType

from ..reports.synonyms import GROUPS
from ..reports.text import unaccented

_IRREGULAR = MappingProxyType(
    {
        "programme": "program",
        "grey": "gray",
        "tyre": "tire",
        "defence": "defense",
        "offence": "offense",
        "licence": "license",
        "cheque": "check",
        "storey": "story",
        "kerb": "curb",
        "plough": "plow",
        "jewellery": "jewelry",
        "aluminium": "aluminum",
        "mum": "mom",
        "towards": "toward",
        "afterwards": "afterward",
        "amongst": "among",
        "whilst": "while",
        "ok": "okay",
        "percent": "%",
        "per-cent": "%",
        "st": "street",
        "ave": "avenue",
        "blvd": "boulevard",
        "rd": "road",
        "dr": "drive",
        "hwy": "highway",
        "apt": "apartment",
        "usa": "us",
        "u.s": "us",
        "u.s.a": "us",
        "uk": "britain",
        "u.k": "britain",
        "w": "west",
        "e": "east",
        "n": "north",
        "s": "south",
        "sgt": "sergeant",
        "lt": "lieutenant",
        "capt": "captain",
        "det": "detective",
        "is": "be",
        "are": "be",
        "was": "be",
        "were": "be",
        "been": "be",
        "being": "be",
        "has": "have",
        "had": "have",
        "having": "have",
        "said": "say",
        "says": "say",
        "saying": "say",
        "died": "die",
        "dying": "die",
        "shot": "shoot",
        "told": "tell",
    }
)
_SERIES = (
    (re.compile(r"is(e[drs]?|ing|ation)$"), r"iz\1"),
    (re.compile(r"ys(e[drs]?|ing)$"), r"yz\1"),
    (re.compile(r"our(s|ed|ing|able|ite|hoods?|ly|liness)?$"), r"or\1"),
    (re.compile(r"(cent|theat|met|lit|fib|calib|spect|somb)re(s?)$"), r"\1er\2"),
    (re.compile(r"ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"ogue(s?)$"), r"og\1"),
    (re.compile(r"aes"), "es"),
    (re.compile(r"paed"), "ped"),
)
_ENDINGS = re.compile(r"(?:'s|s'|')$")
_SUFFIX = re.compile(r"(?<=.{3})(?:ies|ied|ing|edly|ed|es|s|ly|e|y)$")

_FUNCTION_ROWS = """a an the this that these those of in on at to for from by with and or but nor as if than then so
be have do does did
    will would shall should can could may might must it its he his him she her they their them we our us i my me you
    your who
    whom whose which what when where while there here about into onto over under after before during between among
    through
    out up down off again also just only both each other such own same too very more most some any all say tell also s t
    because since until upon within near around along across against toward that's it's he's she's not no"""
FUNCTION_WORDS = frozenset(_FUNCTION_ROWS.split())

_PAIRS = """
killed injured, killed wounded, dead injured, dead wounded, died survived, dead alive, man woman, men women,
boy girl, brother sister, father mother, son daughter, husband wife, male female, north south, east west,
northern southern, eastern western, increase decrease, increased decreased, rose fell, rise fall, up down,
won lost, win lose, admitted denied, confirmed denied, supported opposed, support oppose, accepted rejected,
approved rejected, guilty innocent, guilty acquitted, convicted acquitted, arrested released, charged cleared,
open closed, opened closed, first last, before after, buy sell, bought sold, import export, ally enemy,
attack defense, friend enemy, legal illegal, success failure, passed failed, day night, morning evening,
morning night, afternoon morning, uncle nephew, victim suspect, stable critical, fair critical, good critical,
above below, left right, hire fire, cousin brother, cousin sister, boyfriend husband, girlfriend wife, knife gun,
stabbed shot, stabbing shooting, accident murder, hundred thousand, hundreds thousands, hundred million,
thousand million, million billion, thousands millions, home school,
tote verletzte, toter verletzter, getötet verletzt, mann frau, männer frauen, junge mädchen, bruder schwester,
vater mutter, sohn tochter, norden süden, osten westen, stieg sank, gestiegen gesunken, mord unfall, vor nach,
schuldig unschuldig, verurteilt freigesprochen, festgenommen freigelassen, schwer leicht, angenommen abgelehnt,
geöffnet geschlossen, bestätigte dementierte, mort blessé, morts blessés, tué blessé, tués blessés, homme femme,
hommes femmes, garçon fille, frère sœur, père mère, fils fille, nord sud, hausse baisse, avant après,
coupable innocent, condamné acquitté, arrêté libéré, accepté rejeté, ouvert fermé, accident meurtre,
muerto herido, muertos heridos, hombre mujer, hombres mujeres, hermano hermana, padre madre, hijo hija, norte sur,
subió bajó, antes después, culpable inocente, condenado absuelto, detenido liberado, aceptó rechazó, abierto cerrado,
accidente asesinato, morto ferito, morti feriti, uomo donna, uomini donne, fratello sorella, figlio figlia,
prima dopo, colpevole innocente, condannato assolto, arrestato liberato, aperto chiuso, incidente omicidio,
doden gewonden, gedood gewond, man vrouw, mannen vrouwen, jongen meisje, broer zus, vader moeder, zoon dochter,
gestegen gedaald, schuldig onschuldig, veroordeeld vrijgesproken, aangehouden vrijgelaten, moord ongeluk,
morto ferido, mortos feridos, homem mulher, homens mulheres, irmão irmã, pai mãe, filho filha, norte sul,
culpado inocente, condenado absolvido, aberto fechado,
"""


@lru_cache(maxsize=65536)
def canonical(word: str) -> str:
    """One form for all spellings of a word by convention; inflection is kept apart (see `stem`)."""
    key = _ENDINGS.sub("", unaccented(word)).replace("-", "").rstrip(".")
    if key in _IRREGULAR:
        return _IRREGULAR[key]
    for pattern, form in _SERIES:
        if pattern.search(key) and len(key) > 4:
            key = pattern.sub(form, key)
            break
    return key


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The word without inflection: "politicizing" and "politicised" are one."""
    key = canonical(word)
    short = _SUFFIX.sub("", key)
    return short[:-1] if len(short) > 4 and short[-1] == short[-2] else short


_WORD_PAIRS = [row.split() for row in _PAIRS.replace("\n", ",").split(",") if row.strip()]
_OPPOSITES = frozenset(pair for x, y in _WORD_PAIRS for pair in ((stem(x), stem(y)), (stem(y), stem(x))))


def opposite(a: str, b: str) -> bool:
    """Whether two words exclude each other: "killed" / "injured"."""
    return (stem(a), stem(b)) in _OPPOSITES


@lru_cache(maxsize=1)
def _senses() -> dict[str, frozenset[int]]:
    groups: dict[str, set[int]] = defaultdict(set)
    for number, row in enumerate(GROUPS):
        for word in row:
            groups[stem(word)].add(number)
    return {word: frozenset(numbers) for word, numbers in groups.items()}


@lru_cache(maxsize=65536)
def meanings(word: str) -> frozenset[str]:
    """What a word may stand for: its stem, and the numbers of the groups of words that news uses for one another."""
    key = stem(word)
    return frozenset((key, *(f"#{number}" for number in _senses().get(key, ()))))


def synonyms(a: str, b: str) -> bool:
    """Whether news uses one word (or stem) for the other: "hurt" / "wounded"."""
    senses = _senses()
    return bool(senses.get(stem(a), frozenset()) & senses.get(stem(b), frozenset()))
