"""The wings import one way: a room may use the rooms before it, never those after."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "twosource"

# Wings in the order of the data; a module may import its own wing and those to its left.
ORDER = [
    "errors",
    "timing",
    "records",
    "pages",
    "reports",
    "copies",
    "stories",
    "lineages",
    "statements",
    "store",
    "engine",
    "inference",
    "batch",
    "pipeline",
    "answers",
    "faces",
]


def wing(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py").replace("engine_spark", "engine")


def imported_wings(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = list(path.relative_to(SOURCE).parts[:-1])
            base = base[: len(base) - (node.level - 1)]
            module = base + (node.module.split(".") if node.module else [])
            names.update([module[0]] if module else [alias.name for alias in node.names])
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("twosource."):
            names.add(node.module.split(".")[1])
        elif isinstance(node, ast.ImportFrom) and node.module == "twosource":
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            names.update(a.name.split(".")[1] for a in node.names if a.name.startswith("twosource."))
    return {name.replace("engine_spark", "engine") for name in names} & set(ORDER)


MODULES = sorted(p for p in SOURCE.rglob("*.py") if p.parent != SOURCE or not p.name.startswith("__"))


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_imports_run_one_way(path: Path) -> None:
    here = ORDER.index(wing(path))
    later = {name for name in imported_wings(path) if ORDER.index(name) > here}
    assert not later, f"{path.relative_to(SOURCE)} reaches forward into {later}"


def test_the_picture_of_the_house_names_every_room() -> None:
    picture = (Path(__file__).parent.parent / "docs" / "architecture.md").read_text()
    wings = ("pages", "reports", "copies", "stories", "lineages", "statements", "store", "batch", "answers", "faces")
    source = Path(__file__).parent.parent / "src" / "twosource"
    rows = {wing: next(line for line in picture.splitlines() if line.startswith(f"| `{wing}/`")) for wing in wings}
    rooms = [(wing, path.stem) for wing in wings for path in (source / wing).glob("*.py") if path.stem != "__init__"]
    assert [room for room in rooms if f"`{room[1]}`" not in rows[room[0]]] == []
