"""Hebrew, Arabic, Chinese, Japanese, Thai the whole way: pages, stories, lineage, answers, every export."""

from collections.abc import Sequence

import pytest

from twosource import answers
from twosource.copies.vectors import Vectors, default_encoder
from twosource.faces.export import FORMATS
from twosource.faces.parquet import tables
from twosource.pipeline import infer, keep_pages
from twosource.records import Page
from twosource.store import Store

# Invented reports of one fire each, and the sentence that a copy adds.
TEXTS = {
    "he": (
        "שריפה פרצה ביום שלישי בלילה בטחנת הקמח הישנה ברחוב המעיין בעיר נווה אלון. שלושה בני אדם נפצעו קל ופונו לבית"
        " החולים. מפקד הכבאות יואב כרמלי אמר כי האש התפשטה במהירות בגלל הרוח. התושבים התבקשו לסגור את החלונות עד הבוקר."
        " העירייה פתחה מקלט בבית הספר שברחוב הגפן.",
        " המשטרה חוקרת את סיבת השריפה.",
    ),
    "ar": (
        "اندلع حريق ليلة الثلاثاء في المطحنة القديمة بشارع النبع في مدينة وادي الزهور."
        " وأصيب ثلاثة أشخاص بجروح طفيفة ونقلوا إلى المستشفى. وقال قائد الإطفاء سامر الحداد"
        " إن النار انتشرت بسرعة بسبب الرياح. وطلب من السكان إغلاق النوافذ حتى الصباح."
        " وفتحت البلدية ملجأ في مدرسة شارع الكرمة.",
        " وتحقق الشرطة في سبب الحريق.",
    ),
    "zh": (
        "周二晚间，青泉市泉水街的旧面粉厂发生火灾。三人受轻伤，被送往医院。消防队长陈立文说，由于风大，火势蔓延很快。"
        "居民被要求在早晨之前关好窗户。市政府在葡萄街的学校开设了避难所。",
        "警方正在调查起火原因。",
    ),
    "ja": (
        "火曜日の夜、青泉市の泉通りにある古い製粉所で火災が発生した。三人が軽いけがをして病院に運ばれた。消防隊長の"
        "高木誠は、風のため火がすぐに広がったと話した。住民は朝まで窓を閉めるよう求められた。市は葡萄通りの学校に"
        "避難所を開いた。",
        "警察が火災の原因を調べている。",
    ),
    "th": (
        "เกิดเพลิงไหม้ในคืนวันอังคารที่โรงสีเก่าบนถนนน้ำพุในเมืองทุ่งดอกไม้ มีผู้บาดเจ็บเล็กน้อยสามคนและถูกนำส่งโรงพยาบาล"
        " หัวหน้าดับเพลิงสมชาย ใจดี กล่าวว่าไฟลุกลามอย่างรวดเร็วเพราะลมแรง ประชาชนถูกขอให้ปิดหน้าต่างจนถึงเช้า"
        " เทศบาลเปิดที่พักพิงที่โรงเรียนบนถนนองุ่น",
        " ตำรวจกำลังสอบสวนสาเหตุของเพลิงไหม้",
    ),
}


class Counting:
    """The packaged encoder, counting what it is asked for."""

    def __init__(self) -> None:
        self._inner = default_encoder()
        self.asked = 0

    @property
    def name(self) -> str:
        return "counting"

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.asked += len(texts)
        assert self._inner is not None
        return self._inner.encode(texts)


def filled() -> Store:
    store = Store("sqlite://")
    pages = [
        Page(f"http://{paper}.example/{language}", words.encode(), "text/plain")
        for language, (text, added) in TEXTS.items()
        for paper, words in (("first", text), ("second", text + added))
    ]
    assert [taken.kept for taken in keep_pages(store, pages)] == ["new"] * len(pages)
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    made = filled()
    answers.work_out(made)
    return made


@pytest.mark.parametrize("language", TEXTS)
def test_a_copy_is_found_and_told_in_every_form(store: Store, language: str) -> None:
    one, two = (answers.report(store, f"http://{paper}.example/{language}") for paper in ("first", "second"))
    assert one.language == two.language == language
    answer = answers.story(store, answers.story_of(store, one.id))
    assert two.id in answer.lineage.reports
    assert answer.lineage.relation(one.id, two.id) == "same"
    compared = answers.comparison(store, one.id, two.id)
    shared = max(compared.passages, key=lambda p: p.a_end - p.a_start)
    assert one.text[shared.a_start : shared.a_end] in TEXTS[language][0]
    assert shared.a_end - shared.a_start > 0.9 * len(one.text)
    for form in FORMATS.values():
        assert form(answer)
    assert {row["id"] for row in tables(answer)["reports"]} >= {one.id, two.id}
    checked = answers.checked(store, TEXTS[language][0].partition(" ")[0] + " 2024", answer.story.id)
    assert checked.verdict in ("supported", "altered", "contradicted", "not found")


def test_vectors_are_kept_by_content_and_asked_for_once() -> None:
    store, encoder = filled(), Counting()
    infer(store, encoder=encoder)
    first = encoder.asked
    assert first >= 2 * len(TEXTS)
    store.keep_stories([])
    again = Counting()
    infer(store, encoder=again)
    assert again.asked <= first - 2 * len(TEXTS)
