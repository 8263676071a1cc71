"""Verbs and phrases that give words to somebody, in eight languages; a table.

English forms are made from lemmas. Which English verbs belong here, and in which group, was settled by counting how
often each stands as a cue in PolNeAR's training part; the other languages list what news agencies print beside quotes.
"""

from __future__ import annotations

from types import MappingProxyType


def _row(words: str) -> frozenset[str]:
    """The words of one row of the table."""
    return frozenset(words.split())


# May stand after the words they give ("..., he added") and take a clause with or without "that".
_SAY = _row(
    """say add note argue claim suggest acknowledge insist explain declare conclude state assert announce warn recall
concede reply respond continue tweet write report observe comment predict complain allege joke remark stress emphasize
emphasise reiterate admit indicate maintain caution believe think hope vow promise pledge agree confirm mention reveal
estimate charge contend testify recount lament quip wonder decide hint fear worry imply speculate shout yell repeat
advise answer exclaim boast theorize counter find show learn propose recommend request"""
)
# Take the person spoken to before the words: "told reporters that ...".
_TELL = _row("tell remind assure inform ask urge order persuade convince thank accuse call blame encourage")
# Take what is talked of as an object: "criticized the plan".
_OBJECT = _row(
    """criticize criticise praise blast denounce condemn reject dismiss attack mock defend endorse question cite
describe discuss blame support oppose back deny express voice echo slam tout decry referenced highlight challenge demand
applaud bemoan champion promote portray label offer"""
)
_IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote written writing",
    "think": "thinks thought thinking",
    "find": "finds found finding",
    "show": "shows showed shown showing",
    "learn": "learns learned learnt learning",
    "admit": "admits admitted admitting",
    "quip": "quips quipped quipping",
    "speak": "speaks spoke spoken speaking",
}
_NOT_CUES = frozenset({"call", "charge", "order", "back", "offer", "show", "report", "reports", "support", "demand"})
_NOT_CUES_EITHER = frozenset(
    {"state", "states", "charges", "demands", "written", "backs", "labels", "thought", "answers"}
)


def _forms(lemma: str) -> frozenset[str]:
    """say -> say says said saying; argue -> argue argues argued arguing."""
    if lemma in _IRREGULAR:
        return frozenset({lemma, *_IRREGULAR[lemma].split()})
    stem = lemma.removesuffix("e")
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return frozenset({lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"})
    plural = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return frozenset({lemma, plural, stem + "ed", stem + "ing"})


def _all(lemmas: frozenset[str]) -> frozenset[str]:
    return frozenset(form for lemma in lemmas for form in _forms(lemma)) - _NOT_CUES - _NOT_CUES_EITHER


SAY = _all(_SAY)
TELL = _all(_TELL)
OBJECT = _all(_OBJECT)
PARTICIPLES = frozenset(form for form in SAY | TELL | OBJECT if form.endswith("ing"))
# Stand beside a quotation or a clause and need no "that": used for languages other than English, where word order
# differs.
FOREIGN = MappingProxyType(
    {
        "de": _row("sagte sagt sagten erklärte erklärt teilte betonte meinte kündigte berichtete warnte schrieb fügte"),
        "fr": _row(
            "dit déclare déclaré affirme affirmé indiqué indique expliqué explique ajouté ajoute précisé souligné"
            " estime estimé annoncé assuré assure rapporté"
        ),
        "es": _row("dijo dice afirmó declaró señaló aseguró explicó indicó añadió agregó sostuvo advirtió informó"),
        "pt": _row("disse diz afirmou declarou explicou acrescentou informou ressaltou destacou garantiu contou"),
        "it": _row(
            "detto dice dichiarato affirma affermato spiegato aggiunto sottolineato riferito annunciato ha_detto"
        ),
        "nl": _row("zei zegt verklaarde vertelde liet meldde aldus stelde benadrukte waarschuwde"),
        "ru": _row("сказал сказала заявил заявила сообщил сообщила отметил отметила добавил добавила подчеркнул"),
    }
)
FOREIGN_AUXILIARIES = _row("a ont hat haben ha han há heeft hebben")
# Words that stand between subject and cue and belong to the cue: "has also said", "did not say".
AUXILIARIES = _row(
    "has have had was were is are be been also did do does not never would could will may might can should then"
    " later once again previously repeatedly reportedly publicly now just still even first further hasn't haven't"
    " didn't doesn't don't wouldn't recently already further often simply initially"
)
# Open the clause in which a subject stands; what lies before them is no part of the subject.
CLAUSE_OPENERS = _row(
    "and but or that as when while because if which what where so although though since after before until whether"
    " than how why however meanwhile still then instead yet nor also"
)
PRONOUNS = _row("he she they it we i you who him her them")
DETERMINERS = _row(
    "the a an this that these those his her its their my our your no some any every each of to in on for with"
)
ADDRESSEES_END = _row("that he she they it we i there to how what why if whether the")
HONORIFICS = _row(
    "mr mrs ms dr sen rep gov gen lt col sgt capt rev president secretary senator representative governor police chief"
    " sheriff officer detective lieutenant sergeant captain judge minister prime king queen pope"
)
