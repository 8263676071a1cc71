"""What a report says about where its text comes from."""

import pytest

from twosource.reports.credit_phrases import Cue, Frame, cues, frames
from twosource.reports.credits import text_credits

# Outlets that stand for X in the tables' examples: what a language calls them.
LOCAL = {"zh": "法新社", "ja": "共同通信", "ko": "연합뉴스", "ar": "رويترز"}


def found(text: str, **options: str) -> set[tuple[str, str]]:
    return {(credit.kind, credit.name) for credit in text_credits(text, **options)}


@pytest.mark.parametrize("row", [*cues(), *frames()], ids=lambda row: f"{row.language}-{row.kind}-{row.example}")
def test_each_phrase_of_the_tables_credits(row: Cue | Frame) -> None:
    name = LOCAL.get(row.language, "AFP")
    expected = {"法新社": "AFP", "共同通信": "Kyodo", "연합뉴스": "Yonhap", "رويترز": "Reuters"}.get(name, "AFP")
    kinds = {
        credit.kind
        for credit in text_credits(row.example.replace("X", name))
        if credit.name in {expected, ""} or credit.kind == "photo"
    }
    assert row.kind in kinds
