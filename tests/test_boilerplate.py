"""Lines beside the report are cut, lines of the report are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.reports.boilerplate import is_boilerplate, report_lines


@pytest.mark.parametrize(
    "line",
    [
        'Press "Enter" to skip to content',
        "Be First to Comment",
        "Leave A Reply",
        "Your email address will not be published. Required fields are marked *",
        "%d bloggers like this:",
        "12 Comments",
        "1.2K Shares",
        "See also  Ten mills worth a visit",
        "Read more: Ten mills worth a visit",
        "READ MORE: Ten mills worth a visit",
        "Join our new Tarnow Telegram channel and never miss a thing!",
        "Schreibe einen Kommentar",
        "Votre adresse e-mail ne sera pas publiée. Les champs obligatoires sont indiqués avec *",
        "Lee también: Diez molinos",
        "Leia também",
        "LEGGI ANCHE | Dieci mulini",
        "Lees ook: Tien molens",
        "Czytaj także: Dziesięć młynów",
        "Читайте также: Десять мельниц",
        "Διαβάστε επίσης: Δέκα μύλοι",
        "Vélemény, hozzászólás?",
        "Bir yanıt yazın",
        "اترك تعليقاً",
        "发表评论",
        "関連記事",
        "•",
        "— — —",
    ],
)
def test_boilerplate_is_known(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "The comment period ends on Friday, the council said.",
        "He told the court to see also the second letter.",
        "This article was originally published by the Ellery Post and is reprinted with permission.",
        "(Except for the headline, this story is published from a syndicated feed.)",
        "Copyright 2021 Ellery Post. All rights reserved.",
        "Manufactured using agency reports.",
        "burs-abc/de/fg",
        "Home prices rose by 4 percent.",
        "“Share the road,” he said.",
    ],
)
def test_the_reports_own_lines_are_kept(line: str) -> None:
    assert not is_boilerplate(line)


def test_readers_comments_after_the_form_are_cut() -> None:
    story = ["The mill burned down on Monday night, and nobody was hurt in it, the brigade said."] * 5
    comments = ["3 Comments", "Good riddance to that old mill.", "Leave a Reply", "I used to work there."]
    assert report_lines(story + comments) == [0, 1, 2, 3, 4]


def test_a_form_link_at_the_top_cuts_itself_only() -> None:
    assert report_lines(["Mill burns", "Leave a comment", "The mill burned down on Monday.", "Nobody was hurt."]) == [
        0,
        2,
        3,
    ]


@given(st.lists(st.text(max_size=60), max_size=20))
def test_lines_that_are_kept_stay_in_order(lines: list[str]) -> None:
    kept = report_lines(lines)
    assert kept == sorted(set(kept))
    assert all(lines[i].strip() for i in kept)
