"""What CI counts on: a test that skips itself there fails, a module that does too."""

from pathlib import Path

import pytest

CONFTEST = (Path(__file__).parent / "conftest.py").read_text(encoding="utf-8").replace('["pytester"]', "[]")
SKIPPING = """
import pytest

def test_done():
    assert True

def test_left_out():
    pytest.importorskip("no_such_library_anywhere")
"""


@pytest.mark.parametrize(("whole", "outcomes"), [("1", {"passed": 1, "failed": 1}), ("", {"passed": 1, "skipped": 1})])
def test_a_test_that_skips_itself(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, whole: str, outcomes: dict[str, int]
) -> None:
    monkeypatch.setenv("TWOSOURCE_LEAVE_NOTHING_OUT", whole)
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(SKIPPING)
    told = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    told.assert_outcomes(**outcomes)


def test_a_module_that_skips_itself(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TWOSOURCE_LEAVE_NOTHING_OUT", "1")
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile("import pytest\npytest.skip('nothing here', allow_module_level=True)")
    told = pytester.runpytest_subprocess("-p", "no:cacheprovider")
    assert told.ret != 0
    told.stdout.fnmatch_lines(["*was left out, and nothing may be*nothing here*"])
