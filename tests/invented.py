"""Invented reports in any number: families of copies of one event each, seeded."""

import json
import random
from pathlib import Path

PLACES = ["Port Ansley", "Vale Cross", "Dunmere", "Kettlebay", "Holt Green", "Stony Reach", "Aldermoor", "Quarry Lane"]
PEOPLE = ["Ada Merrow", "Tom Hask", "Ines Calder", "Piet Loman", "Ruth Abney", "Omar Vesty", "Lena Dorn", "Karl Wick"]
THINGS = ["mill", "granary", "ferry", "brickworks", "chapel", "tannery", "signal box", "boathouse", "creamery"]
DEEDS = ["burned down", "collapsed", "was sold", "reopened", "flooded", "was robbed", "lost its roof", "was renamed"]
ENDS = [
    "Nobody was in the building, {who} said, and the cause is still being looked into by the county.",
    "Neighbours heard a noise at about {n} minutes past the hour and called the fire brigade of {where}.",
    "{who}, who has run the {what} for {n} years, told this newspaper that the insurance would pay for most of it.",
    "The council of {where} will meet on the matter next week, and {n} people have put their names on a list.",
    "A first estimate speaks of {n} thousand crowns, though {who} called that number far too low on the telephone.",
    "The road between {where} and the station was closed for {n} hours while crews cleared the yard of timber.",
]


def invented(count: int, *, seed: int = 1, days: int = 40) -> list[dict[str, str]]:
    """JSON Lines records; the first of a larger count are those of a smaller."""
    chance, made = random.Random(seed), []
    while len(made) < count:
        draft, day = _draft(chance), chance.randrange(days)
        for n in range(min(chance.randint(1, 5), count - len(made))):
            kept = [s for s in draft if chance.random() > 0.15] or draft[:1]
            outlet = f"{chance.choice(PLACES)} {chance.choice(['Echo', 'Post', 'Herald'])}"
            moment = day + (n // 2 if chance.random() < 0.9 else 25)
            number = len(made)
            made.append(
                {
                    "id": f"r{number:05}", "url": f"http://{number}.example/", "title": draft[0][:60], "outlet": outlet,
                    "published": f"2024-{1 + moment // 28:02}-{1 + moment % 28:02}", "text": " ".join(kept),
                }
            )  # fmt: skip
    return made


def _draft(chance: random.Random) -> list[str]:
    where, who, what = chance.choice(PLACES), chance.choice(PEOPLE), chance.choice(THINGS)
    told = {"where": where, "who": who, "what": what}
    deed, others = chance.choice(DEEDS), chance.randint(2, 90)
    first = f"The {what} of {where} {deed} on Tuesday, said {who}, who was there with {others} others."
    return [first, *(end.format(**told, n=chance.randint(2, 999)) for end in chance.sample(ENDS, 4))]


def written(path: Path, records: list[dict[str, str]]) -> Path:
    """The records as a file of JSON Lines."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path
