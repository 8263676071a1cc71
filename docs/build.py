"""Builds the documentation site: the pages of this folder, and those that are made from the program itself.

Made, never written by hand: the reference (from docstrings and the records' comments), the commands, the HTTP API, the
tools for assistants, and all figures (from benchmarks/results). In a page, [[lineage: gva macro F1]] is that figure.
"""

from __future__ import annotations

import inspect
import itertools
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from string import Template

import typer
from markdown_it import MarkdownIt

import twosource
from twosource.faces import cli, mcp_server
from twosource.faces.web.app import application

HERE = Path(__file__).parent
RESULTS = HERE.parent / "benchmarks" / "results"
PAGES = {  # in the order of the menu: file -> title
    "index.md": "What it is",
    "tutorial.md": "Tutorial",
    "howto-pages.md": "How to bring pages in",
    "howto-desk.md": "How to work at the desk",
    "howto-out.md": "How to take answers along",
    "howto-assistant.md": "How to ask from an assistant",
    "howto-python.md": "How to ask from Python",
    "method.md": "The method, and how often it errs",
    "figures.md": "All figures",
    "commands.md": "Commands",
    "reference.md": "Python reference",
    "api.md": "HTTP API",
    "tools.md": "Tools for assistants",
    "architecture.md": "The house",
    "scale.md": "What an archive costs",
}
FIGURE = re.compile(r"\[\[(\w+): ([^\]|]+?)(?: \| (%))?\]\]")
FIELD = re.compile(r"^    (\w+): ([^#=]+?)(?: = [^#]+?)?(?:\s+# (.*))?$", re.MULTILINE)


def build(target: Path) -> list[Path]:
    """Write the site into a folder; the pages written."""
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(HERE / "report.png", target)
    written = []
    for name, title in PAGES.items():
        path = target / name.replace(".md", ".html")
        path.write_text(_html(title, markdown(name)), encoding="utf-8")
        written.append(path)
    return written


def markdown(name: str) -> str:
    """The source of a page, its figures filled in."""
    words = MADE[name]() if name in MADE else (HERE / name).read_text(encoding="utf-8")
    return FIGURE.sub(lambda m: figure(m[1], m[2], percent=bool(m[3])), words)


def figure(benchmark: str, name: str, *, percent: bool = False) -> str:
    """One measured figure as words; "not measured" where the benchmark has none of this name."""
    value = results().get(benchmark, {}).get(name)
    if not isinstance(value, int | float):
        return "not measured"
    return f"{value:.1%}" if percent else f"{value:.2f}" if isinstance(value, float) else f"{value:,}"


def results() -> dict[str, dict[str, object]]:
    """Benchmark -> name of a figure ("gva.b3") -> its value, with "date" and "commit" among them."""
    found = {}
    for path in sorted(RESULTS.glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        found[path.stem] = {"date": told["date"][:10], "commit": told["commit"]} | dict(_flat(told["figures"]))
    return found


def _flat(figures: Mapping[str, object], before: str = "") -> Iterator[tuple[str, object]]:
    for name, value in figures.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{name}.")
        elif isinstance(value, int | float | str):
            yield f"{before}{name}", value


def figures_page() -> str:
    """Every figure of every benchmark."""
    lines = ["# All figures", "", "Each as its benchmark recorded it, with the date and the commit of that run."]
    for benchmark, figures in results().items():
        lines += ["", f"## {benchmark}", "", f"{figures['date']}, commit {figures['commit']}.", ""]
        lines += ["| figure | value |", "|---|---|"]
        rows = [(name, value) for name, value in figures.items() if name not in ("date", "commit")]
        lines += [f"| {name} | {_number(value)} |" for name, value in rows]
    return "\n".join(lines)


def _number(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value).replace("|", "/")


def reference_page() -> str:
    """Every public name: its signature or its fields, and its docstring."""
    lines = ["# Python reference", "", "`import twosource as ts`. Offsets count characters, half-open."]
    public = [getattr(twosource, name) for name in twosource.__all__ if not name.startswith("_")]
    for one in sorted(public, key=lambda one: (inspect.isclass(one), one.__name__)):
        lines += ["", *_described(one)]
    return "\n".join(lines)


def _described(one: type | object) -> list[str]:
    name, told = one.__name__, inspect.getdoc(one) or ""  # type: ignore[attr-defined]
    if inspect.isclass(one):
        rows = [f"| `{n}` | `{kind.replace('|', '/')}` | {words or ''} |" for n, kind, words in _fields(one)]
        table = ["", "| field | type | |", "|---|---|---|", *rows] if rows else []
        return [f"## {name}", "", _blocks(told), *table]
    return [f"## {name}", "", "```python", f"{name}{_signature(one)}", "```", "", _blocks(told)]  # type: ignore[arg-type]


def _signature(one: object) -> str:
    """As it is written in the source: types without quotation marks."""
    return re.sub(r"(: |-> )'([^']+)'", r"\1\2", str(inspect.signature(one)))  # type: ignore[arg-type]


def _fields(record: type) -> list[tuple[str, str, str]]:
    """Name, type and comment of each field, as the source says them."""
    return FIELD.findall(inspect.getsource(record).partition("    def ")[0])


def _blocks(docstring: str) -> str:
    """A docstring as Markdown: examples as code, "Raises:" as a list."""
    words = re.sub(r"((?:^>>> .*\n?(?:^(?!$|>>>).*\n?)*)+)", r"```python\n\1\n```\n", docstring, flags=re.MULTILINE)
    return re.sub(r"^    (\w+): ", r"- `\1`: ", words, flags=re.MULTILINE)


def commands_page() -> str:
    """Every command with its arguments and options."""
    lines = ["# Commands", "", "`twosource COMMAND --help` says the same."]
    group = typer.main.get_command(cli.app)
    for name, command in sorted(group.commands.items()):  # type: ignore[attr-defined]
        lines += ["", f"## twosource {name}", "", command.help or "", "", "| | |", "|---|---|"]
        lines += [f"| `{_parameter(p)}` | {getattr(p, 'help', '') or ''} |" for p in command.params]
    return "\n".join(lines)


def _parameter(parameter: object) -> str:
    options = getattr(parameter, "opts", [])
    named = ", ".join(option for option in options if option.startswith("-"))
    return named or str(getattr(parameter, "metavar", "") or getattr(parameter, "name", "")).upper()


def api_page() -> str:
    """Every question and order of the HTTP API, as its OpenAPI description says them."""
    lines = ["# HTTP API", "", "Served by `twosource serve` under /api; described by OpenAPI at /api/openapi.json."]
    lines += ["Errors are problem+json (RFC 9457); answers carry an ETag; lists take `offset` and `limit`.", ""]
    lines += ["| | | |", "|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        described = application(str(Path(folder) / "none.db")).openapi()
    for path, operations in described["paths"].items():
        for verb, operation in operations.items():
            asked = ", ".join(f"`{p['name']}`" for p in operation.get("parameters", []))
            lines.append(f"| `{verb.upper()} {path}` | {operation.get('description', '')} | {asked} |")
    return "\n".join(lines)


def tools_page() -> str:
    """Every tool of the MCP server."""
    lines = ["# Tools for assistants", "", mcp_server.INSTRUCTIONS, ""]
    for name, tool in vars(mcp_server.Tools).items():
        if not name.startswith("_"):
            signature = _signature(tool).replace("self, ", "")
            lines += [f"## {name}", "", "```python", f"{name}{signature}", "```", "", inspect.getdoc(tool) or "", ""]
    return "\n".join(lines)


MADE = {
    "figures.md": figures_page,
    "reference.md": reference_page,
    "commands.md": commands_page,
    "api.md": api_page,
    "tools.md": tools_page,
}


def _html(title: str, words: str) -> str:
    """A page with the menu; links to other pages of ours lead to their HTML."""
    tokens = (reader := MarkdownIt("commonmark", {"html": False}).enable("table")).parse(words)
    for heading, text in itertools.pairwise(tokens):
        if heading.type == "heading_open":
            heading.attrSet("id", re.sub(r"\W+", "-", text.content.lower()).strip("-"))
    body = re.sub(r'href="([\w-]+)\.md', r'href="\1.html', reader.renderer.render(tokens, reader.options, {}))
    menu = "".join(
        f'<li><a href="{name.replace(".md", ".html")}"{" aria-current=page" if told == title else ""}>{told}</a></li>'
        for name, told in PAGES.items()
    )
    frame = Template((HERE / "page.html").read_text(encoding="utf-8"))
    return frame.substitute(title=escape(title), menu=menu, body=body)


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "site"
    print(f"{len(build(folder))} pages in {folder}")
