"""The documentation: every link leads somewhere, every example in it runs, what is made is complete and true."""

import doctest
import importlib.util
import json
import re
import shlex
import shutil
from pathlib import Path
from types import ModuleType

import pytest
import typer
from typer.testing import CliRunner

import twosource
from twosource.faces import cli

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
WRITTEN = sorted(path.name for path in DOCS.glob("*.md"))
LOOSELY = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def _loaded() -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_docs", DOCS / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


BUILD = _loaded()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    BUILD.build(folder)
    return folder


@pytest.fixture
def desk(own_store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as the tutorial's reader has it: the examples, read once already so that the test is quick."""
    folder = tmp_path / "desk"
    (folder / "examples").mkdir(parents=True)
    shutil.copy(own_store, folder / "twosource.db")
    shutil.copytree(ROOT / "examples" / "pages", folder / "examples" / "pages")
    monkeypatch.chdir(folder)
    return folder


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)


def commands(name: str) -> list[tuple[str, str]]:
    """Each command of a page's console blocks with the output it is to print."""
    found = re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", "\n".join(blocks(name, "console")), re.MULTILINE)
    return [(command, output) for command, output in found]


def test_every_page_is_in_the_menu_and_built(site: Path) -> None:
    assert set(WRITTEN) | set(BUILD.MADE) == set(BUILD.PAGES)
    assert {path.name for path in site.glob("*.html")} == {name.replace(".md", ".html") for name in BUILD.PAGES}


def test_every_link_leads_somewhere(site: Path) -> None:
    for page in site.glob("*.html"):
        words = page.read_text(encoding="utf-8")
        for link in re.findall(r'(?:href|src)="([^"]+)"', words):
            if not link.startswith("http"):
                target, _, anchor = link.partition("#")
                assert (site / (target or page.name)).exists(), f"{page.name}: {link}"
                assert not anchor or f'id="{anchor}"' in (site / (target or page.name)).read_text(), link
        assert "<script" not in words


@pytest.mark.parametrize("name", [name for name in WRITTEN if commands(name)])
def test_commands_print_what_is_shown(name: str, desk: Path) -> None:
    for line in (line for block in blocks(name, "json") for line in block.splitlines() if '"text"' in line):
        with (desk / "mill.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(line + "\n")
    for command, wanted in commands(name):
        program, *arguments = shlex.split(command)
        assert program == "twosource"
        result = CliRunner().invoke(cli.app, arguments)
        assert result.exit_code == 0, (command, result.output, result.exception)
        assert doctest.OutputChecker().check_output(wanted.strip(), result.stdout.strip(), LOOSELY), (
            command,
            result.stdout,
        )


@pytest.mark.parametrize("name", [name for name in WRITTEN if blocks(name, "python")])
def test_python_runs(name: str, desk: Path) -> None:
    assert (desk / "twosource.db").exists()
    for block in blocks(name, "python"):
        exec(compile(block, name, "exec"), {})


def test_settings_for_assistants_are_json() -> None:
    (settings,) = blocks("howto-assistant.md", "json")
    assert json.loads(settings)["mcpServers"]["twosource"]["args"][0] in typer.main.get_command(cli.app).commands


def test_the_reference_names_everything(site: Path) -> None:
    reference = (site / "reference.html").read_text(encoding="utf-8")
    for name in (name for name in twosource.__all__ if not name.startswith("_")):
        assert f'<h2 id="{name.lower()}">{name}</h2>' in reference
    for field, words in (("probability", "that <code>kind</code> is right"), ("share", "float")):
        assert re.search(rf"<code>{field}</code>.*{words}", reference, re.DOTALL)
    told = (site / "commands.html").read_text(encoding="utf-8")
    for name, command in typer.main.get_command(cli.app).commands.items():
        assert f">twosource {name}</h2>" in told
        assert command.help


def test_figures_are_those_that_were_measured(site: Path) -> None:
    wanted = BUILD.FIGURE.findall((DOCS / "method.md").read_text(encoding="utf-8"))
    told = [BUILD.figure(benchmark, name, percent=bool(percent)) for benchmark, name, percent in wanted]
    assert len(wanted) > 20
    assert told.count("not measured") <= len(wanted) // 4  # a benchmark may rename a figure; the page stays true
    measured = json.loads((ROOT / "benchmarks" / "results" / "lineage.json").read_text(encoding="utf-8"))["figures"]
    page = (site / "figures.html").read_text(encoding="utf-8")
    plain = {name: value for name, value in measured.items() if isinstance(value, float)}
    assert plain
    for name, value in plain.items():
        assert f"<td>{name}</td>\n<td>{value:.3f}</td>" in page


def test_a_figure_that_nobody_measured_is_called_so() -> None:
    assert BUILD.figure("lineage", "how well it sings") == BUILD.figure("songs", "x") == "not measured"
