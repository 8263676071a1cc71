"""What the README shows runs, and what it names is there."""

import doctest
import re
from pathlib import Path

import typer

import twosource
from twosource.faces import cli

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_readmes_python_runs() -> None:
    blocks = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})


def test_the_packages_own_example_runs() -> None:
    assert doctest.testmod(twosource).failed == 0


def test_the_readme_names_real_commands_and_all_of_them_that_people_start_with() -> None:
    named = set(re.findall(r"^    twosource (\w+)", README, re.MULTILINE))
    made = set(typer.main.get_command(cli.app).commands)  # type: ignore[attr-defined]
    assert named <= made
    assert {"read", "stories", "story", "compare", "check", "export", "serve"} <= named


def test_the_modules_in_reading_order_exist() -> None:
    source = Path(twosource.__file__).parent
    order = README.partition("## The modules in reading order")[2]
    places = [name for name in re.findall(r"`([\w/.]+)`", order) if name.endswith((".py", "/"))]
    assert len(places) > 10
    assert not [place for place in places if not (source / place).exists()]
