"""Makes records for tests in one line."""

from twosource.records import Page, Report


def report(outlet: str, text: str, **more: object) -> Report:
    """A report with an id made from its outlet."""
    given = {"id": outlet.lower().replace(" ", "-"), "outlet": outlet} | more
    return Report(text=text, **given)  # type: ignore[arg-type]


def page(url: str, text: str) -> Page:
    """A plain text page."""
    return Page(url=url, content=text.encode(), media_type="text/plain")
