"""Writes src/twosource/reports/data/calendar.json: names of months and weekdays from Unicode CLDR, by way of Babel.

Run by hand when CLDR changes; needs `pip install babel`. Months: full and short names, as in a date and alone; short
names of weekdays are left out (English "sat", "sun" and Spanish "mar" are words).
"""

from __future__ import annotations

import json
from pathlib import Path

from babel import Locale, localedata

TARGET = Path(__file__).parent.parent / "src/twosource/reports/data/calendar.json"
LANGUAGES = (
    "ar", "bg", "bn", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "gl", "he",
    "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "ko", "lt", "lv", "mk", "ms", "nl", "no", "pl", "pt",
    "ro", "ru", "sk", "sl", "sq", "sr", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip


def names(
    tables: dict[str, dict[str, dict[int, str]]], first: int, count: int, widths: tuple[str, ...]
) -> list[list[str]]:
    result = []
    for i in range(first, first + count):
        forms = {tables[c][w][i].lower().rstrip(".") for c in ("format", "stand-alone") for w in widths}
        result.append(sorted(f for f in forms if not f.isdigit()))
    return result


def main() -> None:
    table = {}
    for code in LANGUAGES:
        localedata._cache.clear()  # aliases of one locale leak into the next (seen with Babel 2.18)
        locale = Locale.parse("nb" if code == "no" else code)
        table[code] = {
            "months": names(locale.months, 1, 12, ("wide", "abbreviated")),
            "weekdays": names(locale.days, 0, 7, ("wide",)),  # Monday first
        }
    rows = ",\n".join(f'"{code}": {json.dumps(value, ensure_ascii=False)}' for code, value in table.items())
    TARGET.write_text("{\n" + rows + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
