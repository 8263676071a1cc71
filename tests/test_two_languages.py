"""Reports of one event in two languages: one translates the other, or each was written by itself."""

from twosource import align, trace
from twosource.records import Report

GERMAN = (
    "Bei einem Brand in einem Lagerhaus in Altenfurt sind am Dienstag zwölf Menschen verletzt worden. Rund 80 "
    "Einsatzkräfte kämpften bis in die Nacht gegen die Flammen, die auf ein benachbartes Wohnhaus übergriffen. „Wir "
    "haben so etwas seit Jahren nicht erlebt“, sagte Feuerwehrchefin Irena Voll. Die Polizei schätzt den Schaden auf "
    "drei Millionen Euro und schließt Brandstiftung nicht aus."
)
SPANISH = (
    "Doce personas resultaron heridas el martes en el incendio de un almacén en Altenfurt. Unos 80 bomberos lucharon "
    "hasta la noche contra las llamas, que alcanzaron una vivienda vecina. «No hemos vivido algo así en años», dijo la "
    "jefa de bomberos Irena Voll. La policía estima los daños en tres millones de euros y no descarta que fuera "
    "provocado."
)
BY_ITSELF = (
    "Nach dem Feuer in der Lagerhalle am Altenfurter Hafen ermittelt die Staatsanwaltschaft. Anwohner "
    "berichteten unserer Zeitung von zwei lauten Knallen kurz nach 14 Uhr. Oskar Brandt, der gegenüber wohnt, brachte "
    "seine Kinder durch den Hinterhof in Sicherheit. In der Turnhalle verbrachten vierzig Nachbarn die Nacht."
)


def report(name: str, text: str, language: str) -> Report:
    return Report(id=name, text=text, language=language)


def test_a_translation_is_no_second_source() -> None:
    german, spanish = report("g", GERMAN, "de"), report("s", SPANISH, "es")
    assert [p.kind for p in align(german, spanish)] == ["translated"]
    assert trace([german, spanish]).independent == 1


def test_two_accounts_of_one_event_in_two_languages_are_two() -> None:
    alone, spanish = report("a", BY_ITSELF, "de"), report("s", SPANISH, "es")
    assert align(alone, spanish) == []
    assert trace([alone, spanish, report("g", GERMAN, "de")]).independent == 2
