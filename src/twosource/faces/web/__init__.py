"""`twosource serve`: the local web application and the HTTP API."""

from __future__ import annotations

from ...errors import InputError, MissingExtra


def serve(address: str, *, host: str = "127.0.0.1", port: int = 8000, token: str = "") -> None:
    """Serve until interrupted. Without a token only to this machine."""
    try:
        import uvicorn

        from .app import application
        from .guard import LEAST_TOKEN, loopback, new_keys
    except ModuleNotFoundError as missing:
        raise MissingExtra("the web application", "web") from missing
    if not loopback(host) and not token:
        raise InputError(f"{host} can be reached from other machines: give --token, or leave --host out")
    if token and len(token) < LEAST_TOKEN:
        raise InputError(f"a token of {len(token)} letters can be guessed: give at least {LEAST_TOKEN}")
    app = application(address, keys=new_keys(token))
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)
