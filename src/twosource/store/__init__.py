"""What is kept: SQLite by default, PostgreSQL by address."""

from .listing import StoryLine
from .store import Kept, KeptCorrection, Store, StoredStory

__all__ = ["Kept", "KeptCorrection", "Store", "StoredStory", "StoryLine"]
