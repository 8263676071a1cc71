"""Changes told between reports in German, French, Spanish, Italian, Portuguese and Dutch."""

import pytest

from twosource.copies.changes import compare
from twosource.records import Report
from twosource.reports.german_names import german_names
from twosource.reports.hedges import negations
from twosource.reports.numbers import numbers

FIRE = (
    "Bei einem Brand in einem Lagerhaus in Altenfurt sind am Dienstag zwölf Menschen verletzt worden. Das"
    " teilte die Feuerwehr mit. Rund 80 Einsatzkräfte kämpften bis in die Nacht gegen die Flammen, die auf ein"
    " benachbartes Wohnhaus übergriffen. Die Polizei schätzt den Schaden auf drei Millionen Euro und schließt"
    " Brandstiftung nicht aus."
)
FIRE_RETOLD = (
    "Bei einem Brand in einem Lagerhaus in Altenfurt sind am Dienstag 15 Menschen verletzt worden, wie die"
    " Nachrichtenagentur dpa meldet. Rund 80 Feuerwehrleute kämpften bis in die Nacht gegen die Flammen, die"
    " auf ein benachbartes Haus übergriffen. Die Polizei schätzt den Schaden auf drei Millionen Euro und"
    " schließt Brandstiftung aus."
)
CRASH = (
    "In Altenfurt ist ein Bus von der Straße abgekommen. Oskar Brandt sagte, der Fahrer habe die Kontrolle"
    " verloren. Der Wagen der Firma Kestermann prallte gegen einen Baum und ging in Flammen auf. Nach Angaben"
    " von Kommissar Volz wurden elf Kinder in ein Krankenhaus gebracht. Bürgermeisterin Irena Voll sprach von"
    " einem Unglück. Die CDU in der Ukraine gibt es nicht."
)
TOLD = {
    "fr": "Un incendie s'est déclaré mardi dans un entrepôt de Valbrune et douze personnes ont été blessées. Une"
    " soixantaine de pompiers ont lutté toute la nuit contre les flammes. La maire Irène Vollard a annoncé la"
    " fermeture de l'école jusqu'à jeudi. La police n'exclut pas un acte criminel et cherche deux témoins.",
    "es": "Un incendio se declaró el martes en un almacén de Valbruna y doce personas resultaron heridas. Unos"
    " ochenta bomberos lucharon toda la noche contra las llamas. La alcaldesa Irene Vollar anunció el cierre"
    " de la escuela hasta el jueves. La policía no descarta un acto criminal y busca a dos testigos.",
    "it": "Un incendio è scoppiato martedì in un magazzino di Valbruna e dodici persone sono rimaste ferite. Decine"
    " di pompieri hanno lottato tutta la notte contro le fiamme. La sindaca Irene Vollari ha annunciato la"
    " chiusura della scuola fino a giovedì. La polizia non esclude un atto criminale e cerca due testimoni.",
    "pt": "Um incêndio começou na terça-feira num armazém de Valbruna e doze pessoas ficaram feridas. Cerca de"
    " oitenta bombeiros lutaram toda a noite contra as chamas. A prefeita Irene Vollar anunciou o fechamento"
    " da escola até quinta-feira. A polícia não descarta um ato criminoso e procura duas testemunhas.",
    "nl": "Bij een brand in een pakhuis in Valbroek zijn dinsdag twaalf mensen gewond geraakt. Zo'n tachtig"
    " brandweerlieden vochten de hele nacht tegen de vlammen. Burgemeester Irene Vollaard kondigde de sluiting"
    " van de school aan tot donderdag. De politie sluit brandstichting niet uit en zoekt twee getuigen.",
}


def told(a: str, b: str, language: str | None) -> list[tuple[str, str, str]]:
    found = compare(Report("a", a, language=language), Report("b", b, language=language))
    return [(c.kind, c.a_text, c.b_text) for c in found]


@pytest.mark.parametrize("language", ["de", None])
def test_a_german_noun_put_for_another_is_no_change_of_name(language: str | None) -> None:
    assert told(FIRE, FIRE_RETOLD, language) == [("number", "zwölf", "15"), ("negation", "nicht", "")]


@pytest.mark.parametrize("language", ["de", None])
@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ("Irena Voll", "Irena Wolf", "name"),
        ("Altenfurt", "Neustadt", "place"),
        ("Oskar Brandt", "Oskar Brendt", "name"),
        ("Kestermann", "Holtkamp", "name"),
        ("Volz", "Wolters", "name"),
        ("CDU", "SPD", "name"),
        ("Ukraine", "Türkei", "name"),
        ("elf Kinder", "14 Kinder", "number"),
        ("nicht", "auch", "negation"),
    ],
)
def test_what_was_altered_in_german_is_told(language: str | None, old: str, new: str, kind: str) -> None:
    assert [c[0] for c in told(CRASH, CRASH.replace(old, new), language)] == [kind]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Baum", "Mast"),
        ("Straße", "Fahrbahn"),
        ("Kinder", "Schüler"),
        ("Krankenhaus", "Klinikum"),
        ("Unglück", "Unfall"),
        ("Bürgermeisterin Irena Voll", "Die Rathauschefin"),
    ],
)
def test_german_rewording_is_told_as_nothing(old: str, new: str) -> None:
    assert told(CRASH, CRASH.replace(old, new), "de") == []


def test_german_opposites_alter_the_meaning() -> None:
    assert told(FIRE, FIRE.replace("verletzt", "getötet"), "de") == [("meaning", "verletzt", "getötet")]


def test_german_names() -> None:
    text = (
        "Der heftige Regen hatte im hessischen Birkenau und in Kassel die Strecke unterspült."
        " Ministerpräsident Jonas Kehl (CDU) verteidigte das Vorhaben. Kehl verwies auf Arbeitsplätze. Auch"
        " Landwirte fürchten um ihre Felder. Anwohner berichteten von einem lauten Knall, zwei Polizisten wurden"
        " verletzt."
    )
    found = [span.of(text) for span in german_names(text)]
    assert found == ["Birkenau", "Kassel", "Ministerpräsident Jonas Kehl", "CDU", "Kehl"]


@pytest.mark.parametrize("language", ["fr", "es", "it", "pt", "nl"])
@pytest.mark.parametrize("stated", [True, False])
def test_other_languages_numbers_denials_and_names(language: str, *, stated: bool) -> None:
    text, said = TOLD[language], language if stated else None
    dozen = {"fr": "douze", "es": "doce", "it": "dodici", "pt": "doze", "nl": "twaalf"}[language]
    denial = {"fr": ("n'exclut pas", "exclut"), "es": ("no descarta", "descarta"), "it": ("non esclude", "esclude")}
    denial |= {"pt": ("não descarta", "descarta"), "nl": (" niet uit", " uit")}
    surname = {"fr": "Vollard", "it": "Vollari", "nl": "Vollaard"}.get(language, "Vollar")
    assert told(text, text.replace(dozen, "15"), said) == [("number", dozen, "15")]
    assert [c[0] for c in told(text, text.replace(*denial[language]), said)] == ["negation"]
    assert [c[0] for c in told(text, text.replace(surname, "Marchand"), said)] == ["name"]


@pytest.mark.parametrize(
    ("language", "old", "new"),
    [
        ("fr", "entrepôt", "hangar"),
        ("es", "escuela", "colegio"),
        ("it", "magazzino", "deposito"),
        ("pt", "escola", "faculdade"),
        ("nl", "pakhuis", "magazijn"),
    ],
)
def test_other_languages_a_noun_for_another_is_no_change(language: str, old: str, new: str) -> None:
    assert told(TOLD[language], TOLD[language].replace(old, new), language) == []


@pytest.mark.parametrize(
    ("language", "words", "value"),
    [
        ("de", "elf", 11),
        ("de", "einundzwanzig", 21),
        ("de", "dreißig", 30),
        ("fr", "dix-sept", 17),
        ("fr", "vingt et un", 21),
        ("fr", "soixante-douze", 72),
        ("fr", "quatre-vingts", 80),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("es", "once", 11),
        ("es", "treinta y dos", 32),
        ("pt", "vinte e três", 23),
        ("it", "ventotto", 28),
        ("it", "quarantatré", 43),
        ("nl", "drieëntwintig", 23),
        ("nl", "vijfenveertig", 45),
    ],
)
def test_number_words_below_a_hundred(language: str, words: str, value: int) -> None:
    assert [(n.low, n.high) for n in numbers(f"({words})", language)] == [(value, value)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Ce n’est pas vrai.", 1),
        ("Il ne reviendra plus.", 1),
        ("Le nombre de pas compte.", 0),
        ("Non è vero.", 1),
        ("A non profit group sang.", 0),
        ("They are non-lethal.", 0),
    ],
)
def test_words_that_deny(text: str, count: int) -> None:
    assert len(negations(text)) == count
