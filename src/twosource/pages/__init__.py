"""Where pages come from: one file a carrier, one table (sources.py) from kind to carrier, one list of reasons."""

from .reasons import REASONS
from .sources import pages

__all__ = ["REASONS", "pages"]
