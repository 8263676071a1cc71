"""One country under its names: itself, its people, its government, the capital that stands for it; a table.

News writes "Moscow", "the Kremlin" and "Russia" for one actor; a change from one to another alters nothing.
"""

from __future__ import annotations

from types import MappingProxyType

_ROWS = """
us united-states usa u.s u.s.a america american americans washington white-house
britain united-kingdom uk u.k british britons great-britain london
russia russian russians moscow kremlin
china chinese beijing prc
ukraine ukrainian ukrainians kyiv kiev
germany german germans berlin
france french paris
spain spanish madrid
italy italian italians rome
japan japanese tokyo
turkey turkish turks ankara turkiye
iran iranian iranians tehran
iraq iraqi iraqis baghdad
israel israeli israelis jerusalem
syria syrian syrians damascus
egypt egyptian cairo
india indian delhi new-delhi
pakistan pakistani islamabad
afghanistan afghan kabul
north-korea dprk pyongyang north-korean
south-korea seoul south-korean
taiwan taiwanese taipei
australia australian canberra
canada canadian ottawa
mexico mexican
brazil brazilian
poland polish warsaw
hungary hungarian budapest
greece greek greeks athens
netherlands dutch the-hague
belgium belgian
sweden swedish stockholm
norway norwegian oslo
denmark danish copenhagen
finland finnish helsinki
switzerland swiss
austria austrian vienna
portugal portuguese lisbon
ireland irish dublin
saudi-arabia saudi saudis riyadh
venezuela venezuelan caracas
cuba cuban havana
european-union eu brussels e.u
united-nations un u.n
nato north-atlantic-treaty-organization
isis islamic-state daesh isil daish is-group islamic-state-group is
olympics olympic-games winter-olympics games winter-games summer-olympics
"""
COUNTRY = MappingProxyType(
    {name.replace("-", " "): row.split()[0] for row in _ROWS.strip().splitlines() for name in row.split()}
)


def country(name: str) -> str:
    """The table's first name for a folded name ("british" -> "britain"), "" for one that is not in it."""
    return COUNTRY.get(name.removesuffix("'s"), "")
