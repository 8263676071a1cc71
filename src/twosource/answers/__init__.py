"""Store -> answers: the one mouth of all the faces. Each public function is one thing that a person can ask for."""

from ..store import KeptCorrection, StoryLine
from ..stories.online import Shift
from .agreeing import Agreement
from .asking import checked
from .comparing import Comparison
from .deciding import VERBS, Verb, correct, corrections, take_back
from .listing import MOST_ROWS, ROWS, Part, refusals, report, stories, whole
from .reading import Order, Step, Upload, pasted, read_in, watch_once, work_out
from .resting import comparison_rests_on, story_rests_on
from .telling import StoryAnswer, comparison, independent_origins, story, story_of

__all__ = [
    "MOST_ROWS",
    "ROWS",
    "VERBS",
    "Agreement",
    "Comparison",
    "KeptCorrection",
    "Order",
    "Part",
    "Shift",
    "Step",
    "StoryAnswer",
    "StoryLine",
    "Upload",
    "Verb",
    "checked",
    "comparison",
    "comparison_rests_on",
    "correct",
    "corrections",
    "independent_origins",
    "pasted",
    "read_in",
    "refusals",
    "report",
    "stories",
    "story",
    "story_of",
    "story_rests_on",
    "take_back",
    "watch_once",
    "whole",
    "work_out",
]
