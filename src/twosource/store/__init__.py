"""What is kept: SQLite by default, PostgreSQL by address."""

from .store import Kept, Store, StoredStory

__all__ = ["Kept", "Store", "StoredStory"]
