"""`twosource serve`: the local web application and the HTTP API."""

from __future__ import annotations

from ...errors import MissingExtra

# How long a connection may rest between two questions: longer than a person reads, or the next one meets a closed door.
KEEP_ALIVE_SECONDS = 75


def serve(address: str, *, host: str = "127.0.0.1", port: int = 8000, token: str = "") -> None:
    """Serve until interrupted. Without a token only to this machine."""
    try:
        import uvicorn

        from .app import application
        from .guard import checked_keys
    except ModuleNotFoundError as missing:
        raise MissingExtra("the web application", "web") from missing
    app = application(address, keys=checked_keys(host, token))
    uvicorn.run(
        app, host=host, port=port, log_level="warning", server_header=False, timeout_keep_alive=KEEP_ALIVE_SECONDS
    )
