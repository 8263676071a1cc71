"""What a story is called."""

import pytest

from twosource.stories.titles import story_title


@pytest.mark.parametrize(
    ("titles", "called"),
    [
        (["", "Ferry Aurelia sinks", "Captain on trial"], "Ferry Aurelia sinks"),
        (["News Release: Arrest in Ferry Case", "Captain of the Aurelia arrested"], "Captain of the Aurelia arrested"),
        (["UPDATE: VIDEO: Ferry sinks", "Press release - Ferry"], "Ferry sinks"),
        (["Pressemitteilung: Fähre gesunken"], "Fähre gesunken"),
        (["Press release:"], "Press release:"),
        (["Statement shocks town", "Another"], "Statement shocks town"),
        (["Watch-makers strike", "Another"], "Watch-makers strike"),
        (["Man shot", "Ferry Aurelia sinks off Vale", "Ferry sinks off Vale"], "Ferry sinks off Vale"),
        ([], ""),
    ],
)
def test_the_form_of_a_report_is_not_the_name_of_its_story(titles: list[str], called: str) -> None:
    assert story_title(titles) == called
