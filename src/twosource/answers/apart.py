"""Reading in a second process, so that whoever looks at answers meanwhile is not kept waiting for the processor."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from multiprocessing.connection import Connection

from ..copies.vectors import default_is, use_by_default
from ..errors import InputError, TwosourceError
from ..store import Store
from .reading import Order, Step, read_in

# Lower priority than whoever waits for an answer (Unix niceness).
NICENESS = 10

_Sent = Step | TwosourceError | None  # None: the order is done


class Reader:
    """One process that reads orders into one store, one order after the other; started when first needed."""

    def __init__(self, address: str) -> None:
        if address in ("sqlite://", ":memory:"):
            raise InputError("a store in memory cannot be shared by two processes: name a file with --store")
        self._address = address
        self._turn = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._line: Connection | None = None

    def read(self, order: Order) -> Iterator[Step]:
        """Each step as it is done; orders of other threads wait for their turn.

        Raises:
            TwosourceError: reading failed; what was read before is kept.
        """
        with self._turn:
            line = self._connected()
            try:
                line.send(order)
                while (sent := _received(line)) is not None:
                    yield sent
            except (EOFError, OSError) as error:
                self.close()
                raise TwosourceError("reading ended suddenly: what was read is kept, read again to go on") from error

    def close(self) -> None:
        """End the process; an order that it is at stays half done, with whole pages."""
        if self._process is not None and self._line is not None:
            self._line.close()
            self._process.terminate()
            self._process.join(5)
        self._process = self._line = None

    def _connected(self) -> Connection:
        if self._line is None or self._process is None or not self._process.is_alive():
            spawn = multiprocessing.get_context("spawn")
            self._line, theirs = spawn.Pipe()
            self._process = spawn.Process(target=_serve, args=(self._address, theirs, default_is()), daemon=True)
            self._process.start()
            theirs.close()
        return self._line


def _received(line: Connection) -> Step | None:
    sent: _Sent = line.recv()
    if isinstance(sent, TwosourceError):
        raise sent
    return sent


def _serve(address: str, line: Connection, encoder: str) -> None:
    """The second process: orders in, steps out, until the line is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the first process, which then ends this one
    os.nice(NICENESS)
    use_by_default(encoder)
    store = Store(address)
    with contextlib.suppress(EOFError, OSError):
        while True:
            order: Order = line.recv()
            try:
                for step in read_in(store, order):
                    line.send(step)
                line.send(None)
            except TwosourceError as error:
                line.send(TwosourceError(str(error)))
