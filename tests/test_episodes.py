"""What was written at once, and what weeks later."""

from datetime import date

from test_grouping import ALL, FERRY_A
from twosource.stories.episodes import Episode, episodes
from twosource.stories.grouping import group


def test_silence_ends_an_episode() -> None:
    crash, hearing = date(2024, 3, 2), date(2024, 9, 20)
    found = episodes([("trial", hearing), ("a", crash), ("b", date(2024, 3, 9)), ("undated", None)])
    assert found == (Episode(crash, date(2024, 3, 9), ("undated", "a", "b")), Episode(hearing, hearing, ("trial",)))


def test_without_dates_there_is_one_episode() -> None:
    assert episodes([("b", None), ("a", None)]) == (Episode(None, None, ("a", "b")),)
    assert episodes([]) == ()


def test_a_membership_tells_of_the_later_episode() -> None:
    story = next(s for s in group(ALL, encoder=None) if FERRY_A in s.reports)
    assert story.reasons["ferry-trial"].endswith("; a later episode, from 2024-09-20")
    assert "episode" not in story.reasons["ferry-b"]
