"""Words that exclude one another: of each class a thing, person or event has one value. A table, with one search.

Used where two wordings say the same of something in other words: "stable" and "critical" cannot both be right, nor
"leg"
and "back". Written from what reports of crime, war and politics state; English.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

# class -> value -> the words for it, as patterns over whole words.
_TABLE: dict[str, dict[str, str]] = {
    "means": {
        "bombing": r"bomb(?:s|ing|ings|ed)?|blasts?|explosions?|explosives?|detonat\w+|suicide bomb\w*"
        r"|booby.?trap\w*"
        r"|mines?",
        "shelling": r"shell(?:s|ing|ed)|mortars?|artillery",
        "air strike": r"air ?strikes?|air-?strikes?|air raids?|warplanes?|barrel bombs?|raids? by \w+ (?:planes"
        r"|jets)",
        "rockets": r"rockets?|missiles?",
        "shooting": r"shot|shoot(?:s|ing|ings)?|shoot-?outs?|gunfire|gunm[ae]n|gunshots?|snipers?|opened fire"
        r"|drive-by",
        "stabbing": r"stabb(?:ed|ing|ings)|kni(?:fe|ves)|knifed|slashed",
        "chemical": r"chemical (?:weapons?|attacks?)|sarin|chlorine|nerve agents?|poison(?:ed|ing)?|toxic gas"
        r"|gas attacks?",
        "fire": r"arson|burn(?:ed|t) to death|house fire|set (?:on )?(?:fire|ablaze)",
        "beating": r"beat(?:en)? to death|bludgeon\w*|blunt force",
        "strangling": r"strangl\w+|choked",
        "collapse": r"(?:building )?collapses?d?",
        "drowning": r"drown(?:ed|ing)",
        "crash": r"crash(?:ed)?|collision|run over|hit by a (?:car|truck|vehicle)",
        "starvation": r"starv\w+",
        "execution": r"execut(?:ed|ion|ions)|behead\w+",
    },
    "condition": {
        "dead": r"died|dies|pronounced dead|declared dead|succumbed",
        "improved": r"out of critical(?: condition)?|upgraded to",
        "guarded": r"critical,? but (?:\w+ )?stable(?: condition)?",
        "critical": r"(?:extremely )?critical(?:ly)?(?!,? but stable)|grave|life support|medically induced coma",
        "life-threatening": r"(?<!non-)(?<!not )(?<!considered )(?<!believed to be )life-threatening",
        "serious": r"serious(?:ly)?(?:,? but \w+)? condition|in serious(?! (?:\w+ )?injur)"
        r"|seriously (?:wounded|injured|hurt)"
        r"|serious [“\"]but",
        "stable": r"stable",
        "fair": r"fair condition|(?:in|as|and|or) fair",
        "good": r"good condition|satisfactory|expected to (?:survive|recover|be ok(?:ay)?|live)"
        r"|non-life-threatening"
        r"|not (?:\w+ ){0,3}life-threatening|will survive",
        "released": r"(?:was|were|been) (?:\w+ )?released from (?:the |a )?hospital|treated and released",
    },
    "wound": {
        "head": r"head|forehead|temple|skull|above (?:the|his|her|their) (?:left |right )?eye(?:brow)?",
        "eye": r"eyes?",
        "face": r"(?:the|his|her|their) (?:face|mouth)|cheek|jaw|chin",
        "neck": r"neck|throat",
        "chest": r"chest|torso",
        "abdomen": r"abdomen|stomach|belly",
        "back": r"(?:the|his|her|their) back(?! of)(?: area)?|upper back|lower back",
        "shoulder": r"shoulders?",
        "arm": r"arms?|forearm|elbow|biceps?",
        "hand": r"hands?|fingers?|wrist",
        "leg": r"legs?|thighs?|calf|calves|knees?",
        "foot": r"(?<!on )foot|(?<!\d )feet|ankles?|toes?",
        "hip": r"hips?|buttocks?|groin|pelvis",
        "side": r"side of (?:the|his|her) body",
        "graze": r"grazed|graze wound",
    },
    "suspect": {
        "none sought": r"no (?:other|additional|outstanding|further) (?:suspects?|arrests?)"
        r"(?: (?:is|are|was|were) (?:being )?sought)?"
        r"|not (?:actively )?(?:looking|searching|seeking) (?:for )?(?:any|other|more|an?)\b",
        "none arrested": r"no arrests?"
        r"|no (?:one|suspects?) (?:is|are|was|were|has been|have been) (?:in custody|arrested|charged)"
        r"|not (?:yet |currently )?(?:been )?(?:in custody|arrested|charged|captured|apprehended)"
        r"|nobody (?:has been|was) (?:arrested|charged)|ha(?:s|ve) not (?:been )?(?:made any arrests?"
        r"|arrested|charged)",
        "unknown": r"no suspects?|no suspect (?:information|description)|unknown (?:suspects?|gunm[ae]n"
        r"|assailants?)",
        "sought": r"at large|(?:is|are|still|being) (?:searching|looking) for|on the run|being sought|searching for"
        r"|looking for|manhunt|fled|wanted",
        "arrested": r"arrest(?:ed|s)?(?! warrants?)|in custody|into custody|custody of|brought back to"
        r"|turned (?:himself|herself"
        r"|themselves) in|surrendered"
        r"|captured"
        r"|apprehended|booked|jailed|detained|tracked down|denied bond|held without bond|being held|extradited",
        "questioned": r"being questioned|questioned by|person of interest|detained for questioning",
        "charged": r"charged with|was charged|were charged|are charged|is charged|been charged|indicted|arraigned"
        r"|faces? charges"
        r"|facing (?:a |two |three )?(?:charges?|counts?)|held for trial",
        "pending": r"(?<!additional )(?<!further )(?<!more )(?<!other )"
        r"charges? (?:are|is|against [\w ]+ are) pending|under review|will determine|could face charges"
        r"|may face",
        "convicted": r"convicted(?! felons?| sex| drug| murderer)"
        r"|found guilty|pleaded guilty|pled guilty|sentenced",
        "acquitted": r"acquitted|not guilty|charges (?:were )?dropped|cleared of",
    },
    "identity": {
        "withheld": r"(?:names?|identit(?:y|ies)|identification)[\w ,’']{0,40}(?:not|n[o']t yet|pending|withheld"
        r"|unreleased)"
        r"(?:[\w ]{0,24}(?:released|known|identified|confirmed|verification|notification))?"
        r"|not (?:yet )?(?:been )?(?:identified|released (?:the|his|her|their) (?:name|identit))"
        r"|names?[\w ,’']{0,30} not (?:yet )?(?:being |been )?released|has not been identified|unidentified"
        r"|did(?:n['’]t| not) (?:immediately )?release the (?:names?|identit\w+)",
        "named": r"identified (?:by \w+ )?(?:the (?:victim|man|woman|deceased|suspect|shooter)s? )?as"
        r"|has been identified|named as",
    },
    "building": {
        "house": r"house|home|residence|(?:an?|the|his|her|their) apartment(?! (?:building|complex))",  # a flat
        "apartment": r"apartments?|apartment (?:building|complex)|condo(?:minium)?",
        "trailer": r"mobile home|trailer",
        "store": r"store|shop|gas station|market",
        "bar": r"bar|nightclub|night club|club|tavern|lounge|restaurant",
        "school": r"school|campus|university|college",
        "church": r"church|mosque|synagogue|temple",
        "hotel": r"hotel|motel",
        "street": r"street|sidewalk|intersection|corner",
        "park": r"park|playground",
        "yard": r"(?:front |back ?)?yard",
        "parking lot": r"parking lot|parking garage",
        "car": r"(?:his|her|their|a|the) (?:car|vehicle|suv|truck)",
    },
    "kin": {
        "brother": r"brothers?",
        "sister": r"sisters?",
        "father": r"father|dad",
        "mother": r"mother|mom",
        "son": r"sons?",
        "daughter": r"daughters?",
        "husband": r"husband|ex-husband",
        "wife": r"wife|ex-wife",
        "boyfriend": r"(?:ex-)?boyfriend",
        "girlfriend": r"(?:ex-)?girlfriend",
        "cousin": r"cousins?",
        "uncle": r"uncle",
        "aunt": r"aunt",
        "nephew": r"nephew",
        "niece": r"niece",
        "grandmother": r"grandmother|grandma",
        "grandfather": r"grandfather|grandpa",
        "neighbor": r"neighbou?rs?",
        "friend": r"friends?",
        "stranger": r"strangers?",
    },
    "gun's place": {
        place: rf"(?:hand)?guns?\b[^.]{{0,60}}?\b(?:from|off|on|in|inside|under|atop) (?:[\w’']+ ){{1,3}}?{words}"
        for place, words in {
            "dresser": "dresser",
            "nightstand": r"(?:night ?stand|bedside table)",
            "table": "table",
            "bed": "bed",
            "couch": "(?:couch|sofa)",
            "closet": "closet",
            "drawer": "drawer",
            "bag": "(?:backpack|purse|bag)",
            "car": "(?:car|vehicle|truck|glove box)",
        }.items()
    },
    "death place": {
        "at the scene": r"(?:pronounced|declared|found) dead (?:at|on) (?:the )?scene|died (?:at|on) (?:the )?scene",
        "at a hospital": r"(?:pronounced|declared) dead (?:at|upon arrival at) (?!the scene|the home)[\w’'. ]{0,40}?"
        r"(?:hospital|medical center)"
        r"|(?:hospital|medical center)[\w’'. ]{0,20},? (?:where|and) (?:s?he|they|the \w+) (?:later )?"
        r"(?:died|(?:was|were) (?:later )?pronounced dead)|died (?:\w+ )?(?:at|in) (?:an?|the) (?:\w+ )?hospital",
    },
    "suicide place": {
        place: r"(?:kill(?:ed|ing) (?:him|her)self|suicide|(?:took|taking) (?:his|her) own life|shot (?:him|her)self)\b"
        rf"[^.]{{0,60}}?\b(?:in|at|on|inside) [^.,]{{0,30}}?{words}"
        for place, words in {
            "airport": "airport",
            "street": "(?:street|road|highway|avenue)",
            "home": "(?:home|house|apartment|residence)",
            "lot": "(?:parking lot|garage)",
            "park": "(?:park|woods|field)",
            "hotel": "(?:hotel|motel)",
            "jail": "(?:jail|prison|cell)",
        }.items()
    },
    "alarm": {
        "a call": r"911 calls?|9-1-1|called (?:police|911)|calls? (?:about|for|of) (?:a )?(?:shooting|shots)",
        "flagged down": r"flagged (?:\w+ ){0,3}?down|flagged down",
        "heard by police": r"officers? (?:on patrol )?heard (?:the )?(?:gun)?shots|shotspotter",
        "walked in": r"walked into (?:the |an? )?(?:\w+ ){0,2}(?:hospital|emergency room|police station)"
        r"|showed up at (?:the |an? )?(?:\w+ ){0,2}hospital",
    },
    "stop": {
        "vehicle": r"traffic stop|pulled (?:over|\w+ over)|vehicle stop|stopped (?:a|the) (?:car|vehicle)",
        "on foot": r"pedestrian stop|(?:two |three )?(?:men|man|people) walking|approached (?:two|three|a) (?:men|man)",
    },
    "manner": {
        "accident": r"accident(?:s|al|ally)?|unintentional(?:ly)?",
        "homicide": r"homicides?|murder(?:s|ed)?",
        "suicide": r"suicide|took (?:his|her) own life",
    },
    "part of day": {
        "morning": r"(?<!early )(?<!early this )mornings?",
        "afternoon": r"afternoon",
        "evening": r"evening|night",
    },
    "motive": {
        "robbery": r"robber(?:y|ies)|robbed|rob|burglary|carjack\w*",
        "domestic": r"domestic(?: (?:violence|dispute|incident))?",
        "gang": r"gang(?:s|-related)?|rival gang",
        "accident": r"accident(?:al|ally)?|self-inflicted",
        "argument": r"argu(?:ed|ment|ing)|dispute|quarrel|altercation",
        "fight": r"fight(?:ing)?|fought|brawl",
        "random": r"random(?:ly)?",
        "revenge": r"retaliat\w+|revenge",
        "drugs": r"drug (?:deal|transaction|sale)|drug-related",
    },
}
_PATTERNS = {
    # one \b before all of them: tried once a place, not once a value
    name: re.compile(
        rf"\b(?:{'|'.join(rf'(?P<v{at}>{pattern})' for at, pattern in enumerate(values.values()))})\b", re.IGNORECASE
    )
    for name, values in _TABLE.items()
}
_VALUES = {name: list(values) for name, values in _TABLE.items()}


class Alternative(NamedTuple):
    """text[start:end] gives the value `value` of the class `name`."""

    start: int
    end: int
    name: str
    value: str


@lru_cache(maxsize=1024)
def alternatives(text: str) -> tuple[Alternative, ...]:
    """All values of all classes that the text states, in order of place."""
    return tuple(sorted(one for name in _PATTERNS for one in values(text, name)))


@lru_cache(maxsize=1024)
def values(text: str, name: str) -> tuple[Alternative, ...]:
    """The values of one class that the text states, in order of place."""
    found = _PATTERNS[name].finditer(text)
    return tuple(Alternative(m.start(), m.end(), name, _VALUES[name][int(str(m.lastgroup)[1:])]) for m in found)
