"""What is kept: SQLite by default, PostgreSQL by address."""

from .keeping import Packed, Round, Shared, State, StoredStory, packed
from .listing import StoryLine
from .store import Kept, KeptCorrection, Store

__all__ = [
    "Kept",
    "KeptCorrection",
    "Packed",
    "Round",
    "Shared",
    "State",
    "Store",
    "StoredStory",
    "StoryLine",
    "packed",
]
