"""Words for numbers, as a table: units, scales, ordinals, vague quantities, bounds and measures.

English in full; for German, French, Spanish, Portuguese, Italian and Dutch the cardinals below a hundred and the scales
("3,5 Mio.", "deux millions").
"""

from __future__ import annotations

from types import MappingProxyType

from .text import fold

_TEENS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_OTHER_LANGUAGES = {
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn"
    " siebzehn achtzehn neunzehn",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis"
    " diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis"
    " veintisiete veintiocho veintinueve",
    "pt": "zero um dois três quatro cinco seis sete oito nove dez onze doze treze catorze quinze dezesseis dezessete"
    " dezoito dezenove",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici"
    " diciassette diciotto diciannove",
    "nl": "nul één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien"
    " achttien negentien",
}
# From twenty on; French counts on from "soixante" and "quatre-vingt" (numbers.py).
_OTHER_TENS = {
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt trente quarante cinquante soixante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "pt": "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
}

_ENGLISH = {word: float(n) for n, word in enumerate(_TEENS.split())} | {
    word: 20.0 + 10 * n for n, word in enumerate(_TENS.split())
}
# Words that are articles or verbs as often as numbers are left out of the tables ("un", "um", "uno", "null").
_ARTICLES = frozenset({"um", "uno", "null", "sei"})


def _cardinals(code: str) -> dict[str, float]:
    """The cardinals of another language than English, those written as one word with their ten included."""
    ones = _OTHER_LANGUAGES[code].split()
    table = {word: float(n) for n, word in enumerate(ones)}
    for ten, word in enumerate(_OTHER_TENS[code].split(), 2):
        table[word] = 10.0 * ten
        for one in range(1, 10):
            table[_as_one_word(code, word, ones[one])] = 10.0 * ten + one
    return {fold(word): value for word, value in table.items() if word and word not in _ARTICLES}


def _as_one_word(code: str, ten: str, one: str) -> str:
    """ "dreiundzwanzig", "ventitré", "drieëntwintig"; "" where the language writes two words."""
    if code == "de":
        return one.removesuffix("s" if one == "eins" else "") + "und" + ten
    if code == "nl":
        return one.replace("é", "e") + ("ën" if one.endswith("e") else "en") + ten
    if code == "it":
        return (ten[:-1] if one[0] in "uo" else ten) + one.replace("tre", "tré")
    return ""


CARDINALS = MappingProxyType({"en": _ENGLISH, **{code: _cardinals(code) for code in _OTHER_LANGUAGES}})
# Stands between ten and one: "treinta y dos", "vingt et un".
AND = MappingProxyType({"es": "y", "pt": "e", "fr": "et"})

_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
ORDINALS = MappingProxyType(
    {word: float(n) for n, word in enumerate(_ORDINALS.split())}
    | {"thirteenth": 13.0, "fourteenth": 14.0, "fifteenth": 15.0, "sixteenth": 16.0, "seventeenth": 17.0}
    | {"eighteenth": 18.0, "nineteenth": 19.0, "twentieth": 20.0, "thirtieth": 30.0, "fortieth": 40.0, "fiftieth": 50.0}
    | {"hundredth": 100.0, "thousandth": 1000.0}
)

SCALES = MappingProxyType(
    {
        "hundred": 1e2,
        "thousand": 1e3,
        "million": 1e6,
        "billion": 1e9,
        "trillion": 1e12,
        "dozen": 12.0,
        "score": 20.0,
        "mn": 1e6,
        "bn": 1e9,
        "tn": 1e12,
        "k": 1e3,
        # de
        "hundert": 1e2,
        "tausend": 1e3,
        "tsd": 1e3,
        "mio": 1e6,
        "million(en)": 1e6,
        "millionen": 1e6,
        "mrd": 1e9,
        "milliarde": 1e9,
        "milliarden": 1e9,
        # fr es pt it nl
        "mille": 1e3,
        "millions": 1e6,
        "milliard": 1e9,
        "milliards": 1e9,
        "mil": 1e3,
        "millón": 1e6,
        "millones": 1e6,
        "milhão": 1e6,
        "milhões": 1e6,
        "bilhão": 1e9,
        "bilhões": 1e9,
        "mila": 1e3,
        "milione": 1e6,
        "milioni": 1e6,
        "miliardo": 1e9,
        "miliardi": 1e9,
        "honderd": 1e2,
        "duizend": 1e3,
        "miljoen": 1e6,
        "mln": 1e6,
        "miljard": 1e9,
    }
)

# "dozens" stands for at least two dozen and fewer than a hundred; "tens of thousands" multiplies.
PLURAL_SCALES = MappingProxyType(
    {
        "tens": 10.0,
        "dozens": 12.0,
        "scores": 20.0,
        "hundreds": 1e2,
        "thousands": 1e3,
        "millions": 1e6,
        "billions": 1e9,
        "trillions": 1e12,
    }
)

# What stands before a number and says how exact it is.
BOUNDS = MappingProxyType(
    {
        "at least": "at least",
        "no fewer than": "at least",
        "no less than": "at least",
        "not less than": "at least",
        "more than": "more than",
        "over": "more than",
        "upwards of": "more than",
        "in excess of": "more than",
        "up to": "at most",
        "at most": "at most",
        "as many as": "at most",
        "no more than": "at most",
        "fewer than": "less than",
        "less than": "less than",
        "under": "less than",
        "nearly": "about",
        "almost": "about",
        "about": "about",
        "around": "about",
        "approximately": "about",
        "roughly": "about",
        "some": "about",
        "an estimated": "about",
        "close to": "about",
        "circa": "about",
        "rund": "about",
        "etwa": "about",
        "mehr als": "more than",
        "mindestens": "at least",
        "plus de": "more than",
        "au moins": "at least",
        "environ": "about",
        "más de": "more than",
        "al menos": "at least",
        "mais de": "more than",
        "pelo menos": "at least",
        "più di": "more than",
        "almeno": "at least",
        "meer dan": "more than",
        "zeker": "at least",
        "ongeveer": "about",
    }
)

# unit words -> (what is measured, factor to its base unit)
MEASURES = MappingProxyType(
    {
        **dict.fromkeys(("kilometer", "kilometers", "kilometre", "kilometres", "km", "kms"), ("length", 1000.0)),
        **dict.fromkeys(("meter", "meters", "metre", "metres"), ("length", 1.0)),
        **dict.fromkeys(("mile", "miles"), ("length", 1609.344)),
        **dict.fromkeys(("foot", "feet", "ft"), ("length", 0.3048)),
        **dict.fromkeys(("yard", "yards"), ("length", 0.9144)),
        **dict.fromkeys(("inch", "inches"), ("length", 0.0254)),
        **dict.fromkeys(("centimeter", "centimeters", "centimetre", "centimetres", "cm"), ("length", 0.01)),
        **dict.fromkeys(("kilogram", "kilograms", "kilo", "kilos", "kg"), ("mass", 1.0)),
        **dict.fromkeys(("gram", "grams"), ("mass", 0.001)),
        **dict.fromkeys(("pound", "pounds", "lb", "lbs"), ("mass", 0.45359237)),
        **dict.fromkeys(("ounce", "ounces", "oz"), ("mass", 0.028349523)),
        **dict.fromkeys(("tonne", "tonnes"), ("mass", 1000.0)),
        **dict.fromkeys(("hectare", "hectares"), ("area", 10000.0)),
        **dict.fromkeys(("acre", "acres"), ("area", 4046.856)),
        **dict.fromkeys(("mph",), ("speed", 0.44704)),
        **dict.fromkeys(("kph", "km/h"), ("speed", 0.277778)),
        **dict.fromkeys(("second", "seconds"), ("duration", 1.0)),
        **dict.fromkeys(("minute", "minutes"), ("duration", 60.0)),
        **dict.fromkeys(("hour", "hours"), ("duration", 3600.0)),
        **dict.fromkeys(("day", "days"), ("duration", 86400.0)),
        **dict.fromkeys(("week", "weeks"), ("duration", 604800.0)),
        **dict.fromkeys(("month", "months"), ("duration", 2629746.0)),
        **dict.fromkeys(("year", "years"), ("duration", 31556952.0)),
        **dict.fromkeys(("percent", "%", "pct"), ("percent", 1.0)),
    }
)
CURRENCIES = MappingProxyType({"$": "dollar", "€": "euro", "£": "pound sterling", "¥": "yen", "₹": "rupee"})
CURRENCY_WORDS = MappingProxyType(
    {"dollar": "dollar", "dollars": "dollar", "euro": "euro", "euros": "euro", "yen": "yen", "rupees": "rupee"}
    | {"rubles": "ruble", "roubles": "ruble", "yuan": "yuan"}
)
DECIMAL_COMMA = frozenset({"de", "fr", "es", "pt", "it", "nl", "ru", "pl", "tr", "el", "hu", "cs", "uk", "id"})
