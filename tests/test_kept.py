"""Facts of a text are worked out once and kept, for so many characters together."""

from twosource.copies.kept import kept_by_text


def counting(most: int):
    asked: list[str] = []

    @kept_by_text(most)
    def length(text: str, language: str | None) -> int:
        asked.append(text)
        return len(text) + bool(language)

    return length, asked


def test_a_text_is_worked_out_once() -> None:
    length, asked = counting(100)
    assert [length("a harbour"), length("a harbour"), length("a harbour", "en")] == [9, 9, 10]
    assert asked == ["a harbour", "a harbour"]  # once in each language


def test_what_was_used_longest_ago_makes_room() -> None:
    length, asked = counting(20)
    for text in ("x" * 8, "y" * 8, "x" * 8, "z" * 8, "x" * 8, "y" * 8):
        length(text)
    assert [text[0] for text in asked] == ["x", "y", "z", "y"]


def test_a_text_longer_than_all_there_is_room_for_stays_until_the_next() -> None:
    length, asked = counting(20)
    for text in ("x" * 50, "x" * 50, "y" * 8, "x" * 50):
        length(text)
    assert [text[0] for text in asked] == ["x", "y", "x"]
