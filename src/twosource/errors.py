"""What can go wrong, as one tree. Every message says what to do next.

TwosourceError
├── InputError        a caller's mistake: a missing path, an empty folder, a bad option
│   └── UnknownNameError  no story, report or correction goes by this name
├── StoreError        the store cannot be used
│   ├── ForeignStore  the file is not a store of ours, or is from a newer version
│   ├── StoreBusy     another program holds it
│   └── StoreFull     the disk is full or cannot be written
└── MissingExtra      a feature needs a package that is not installed; the message names the extra

A page that cannot be read is no error: it is an `Unreadable` record, kept with its reason.
"""


class TwosourceError(Exception):
    """The root: `except TwosourceError` catches all that this package raises on purpose."""


class InputError(TwosourceError, ValueError):
    """What the caller gave cannot be used."""


class UnknownNameError(InputError):
    """No story, report or correction goes by this name."""


class StoreError(TwosourceError):
    """The store cannot be used."""


class ForeignStore(StoreError):
    """The file is not a store of ours, or was written by a newer version."""


class StoreBusy(StoreError):
    """Another program holds the store."""


class StoreFull(StoreError):
    """The disk is full or cannot be written."""


class MissingExtra(TwosourceError, ImportError):
    """A feature needs a package that is not installed."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs the extra '{extra}': pip install 'twosource[{extra}]'")
