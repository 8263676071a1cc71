"""Pages that are no reports are refused with the reason; reports about such things are not."""

import pytest

from twosource.records import Page, Report, Unreadable
from twosource.reports.reading import REASONS, read

STORY = "".join(
    f"<p>{text}</p>"
    for text in (
        "The ferry Gudrun struck the pier of Port Ellery twice on Tuesday evening before it came to a stop in the mud.",
        "Nobody was hurt, the harbour master said, though one of the 41 passengers lost a suitcase to the tide.",
        "Divers are to look at the hull on Thursday, and the pier stays closed until the piles have been measured.",
        "It is the third such accident since the new timetable came into force, which leaves the crew four minutes.",
        "The union had warned of it in a letter that the company says it never received; a copy bears its stamp.",
    )
)


def page(body: str, title: str = "", head: str = "") -> Report | Unreadable:
    html = f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{body}</body></html>"
    return read(Page(url="https://ellery-post.example/x", content=html.encode(), media_type="text/html"))


def reason(found: Report | Unreadable) -> str:
    assert isinstance(found, Unreadable), found
    assert found.reason in REASONS
    assert found.detail
    return found.reason


LINKS = "".join(
    f'<div><h3><a href="/n/{i}">Council number {i} votes to keep the covered market open</a></h3>'
    f"<p>The vote in ward {i} was close, and the mayor abstained from it.</p></div>"
    for i in range(20)
)


@pytest.mark.parametrize(
    ("title", "body", "expected"),
    [
        (
            "Just a moment...",
            "<h1>post.example</h1><p>Verify you are human by completing the action below.</p>",
            "captcha",
        ),
        ("Ellery Post", "<p>Please complete the security check to access ellery-post.example.</p>", "captcha"),
        ("Un momento", "<p>Verifique que usted es humano para continuar leyendo.</p>", "captcha"),
        ("404 Not Found", "<h1>404 Not Found</h1><p>nginx</p>", "error page"),
        ("Page not found - Ellery Post", "<h1>Oops!</h1><p>It looks like nothing was found here.</p>", "error page"),
        ("Seite nicht gefunden | Ellery Bote", "<p>Die gesuchte Seite gibt es hier nicht mehr.</p>", "error page"),
        ("Страница не найдена", "<p>К сожалению, такой страницы на нашем сайте больше нет.</p>", "error page"),
        ("Error 503", "<h1>503</h1><p>The server is busy just now, try again in a few minutes.</p>", "error page"),
        (
            "Ferry strikes pier",
            "<h1>Ferry strikes pier</h1><p>The ferry Gudrun struck the pier of Port Ellery.</p>"
            "<p>Subscribe to continue reading. Already a subscriber? Log in.</p>",
            "sign-in wall",
        ),
        (
            "Fähre rammt Mole",
            "<p>Die Fähre Gudrun hat die Mole gerammt.</p>"
            "<p>Sie sind bereits Abonnent? Jetzt anmelden und weiterlesen</p>",
            "sign-in wall",
        ),
        ("Log in", "<form><p>Enter your user name and the password that belongs to it.</p></form>", "sign-in wall"),
        (
            "Ellery Post",
            "<div><p>We value your privacy. We and our partners store and/or access information on a device.</p>"
            "<p>Accept all cookies or manage your cookie settings.</p></div>",
            "cookie wall",
        ),
        ("Ellery Post: home", LINKS, "link list"),
        ("Ferry", "<p>Soon.</p>", "too short"),
    ],
)
def test_pages_that_are_no_reports(title: str, body: str, expected: str) -> None:
    assert reason(page(body, title)) == expected


@pytest.mark.parametrize(
    "title",
    [
        "Ferry strikes pier",
        "Are you a robot? Why websites ask",
        "Page not found: the archive that lost a century",
        "404 people evacuated in Port Ellery",
        "Subscribe",
    ],
)
def test_reports_about_such_things_are_reports(title: str) -> None:
    assert isinstance(page(f"<article><h1>{title}</h1>{STORY}{STORY}</article>", title), Report)


def test_a_report_with_a_cookie_banner_and_a_log_in_link_is_a_report() -> None:
    banner = "<div>We use cookies. <button>Accept all</button></div><a href='/login'>Log in</a>"
    assert isinstance(
        page(f"{banner}<article><h1>Ferry strikes pier</h1>{STORY}</article>", "Ferry strikes pier"), Report
    )


def test_addresses_in_a_plain_text_are_a_link_list() -> None:
    text = "\n".join(f"https://ellery-post.example/news/{i}" for i in range(30))
    assert reason(read(Page(content=text.encode(), media_type="text/plain"))) == "link list"


@pytest.mark.parametrize("content", [b"%PDF-1.7 x", b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 40, b"PK\x03\x04abc"])
def test_what_is_no_text_is_binary(content: bytes) -> None:
    assert reason(read(Page(content=content))) == "binary"


@pytest.mark.parametrize(
    "html",
    [
        "<div>" * 30_000 + STORY,
        "<a href='" * 20_000 + STORY,
        "<!--" * 20_000 + STORY,
        "<script>" * 20_000 + STORY,
        '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + STORY,
        "&amp;" * 50_000,
        "<" * 100_000,
        STORY.replace("e", "e\0"),
        STORY + "\udcff",
    ],
)
def test_hostile_pages_end_in_a_report_or_a_reason(html: str) -> None:
    found = read(Page(url="https://x.example/", content=html.encode("utf-8", "surrogatepass"), media_type="text/html"))
    assert isinstance(found, Report) or found.reason in REASONS
