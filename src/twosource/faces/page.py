"""One story as one self-contained HTML page: no script, nothing fetched, every word from outside escaped."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from jinja2 import Environment, PackageLoader
from markupsafe import Markup

from ..answers import Comparison, StoryAnswer
from ..records import Derivation
from .drawing import COLOURS, svg
from .harmless import short, shown
from .marking import pieces
from .moments import appeared, moment
from .naming import agreed, all_names, alternatives, by_value, in_words, shift_in_words

_TEMPLATES = Environment(
    loader=PackageLoader("twosource.faces"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
    finalize=shown,
)
_TEMPLATES.filters["short"] = short


def page(answer: StoryAnswer) -> str:
    """The page, complete."""
    reports = {report.id: report for report in answer.story.reports}
    names = all_names(answer.lineage, answer.story.reports)
    drawing = Markup(svg(answer.lineage, reports))  # noqa: S704 - svg() escapes every label itself
    return _TEMPLATES.get_template("story.html").render(
        answer=answer,
        members=sorted(reports.values(), key=appeared),
        drawing=drawing,
        colours=COLOURS,
        names=names,
        moment=moment,
        agreed=agreed,
        in_words=partial(in_words, names=names),
        alternatives=partial(alternatives, names=names),
        by_value=partial(by_value, names=names),
        shifted=partial(shift_in_words, names=names),
        parents={r: _parents(answer.lineage.derivations, r) for r in reports},
        sides=[_sides(comparison) for comparison in answer.comparisons],
    )


def _parents(derivations: Sequence[Derivation], child: str) -> list[Derivation]:
    return sorted((d for d in derivations if d.child == child), key=lambda d: -d.share)


def _sides(comparison: Comparison) -> tuple[list[object], list[object]]:
    a, b = comparison.a, comparison.b
    return list(pieces(comparison, "a", a.credits)), list(pieces(comparison, "b", b.credits))
