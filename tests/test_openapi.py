"""Whatever the description of the API allows, and much that it does not, gets an answer and never a fault of ours."""

import os

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from twosource.faces.web.app import application

try:
    import schemathesis
except ModuleNotFoundError:
    if os.environ.get("TWOSOURCE_LEAVE_NOTHING_OUT"):
        raise
    pytest.skip("the API's description left untried: pip install schemathesis", allow_module_level=True)

SETTINGS = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def described(example_store: str, tmp_path_factory: pytest.TempPathFactory):  # type: ignore[no-untyped-def]
    import shutil

    address = str(shutil.copy(example_store, tmp_path_factory.mktemp("openapi") / "own.db"))
    app = application(address)
    app.state.jobs.start = lambda _order, label, **_more: _Done(label)
    return schemathesis.openapi.from_asgi("/api/openapi.json", app, headers={"Host": "127.0.0.1"})


class _Done:
    """A reading that was not done: what is tested is the door, not what is behind it."""

    number, state, report, error, tally, refused = 1, "done", "", "", {}, ()

    def __init__(self, label: str) -> None:
        self.label = label


def test_no_request_is_our_fault(described) -> None:  # type: ignore[no-untyped-def]
    asked = set()
    for result in described.get_all_operations():
        operation = result.ok()

        @SETTINGS
        @given(case=operation.as_strategy())
        def ask(case) -> None:  # type: ignore[no-untyped-def]
            answer = case.call(headers={"Host": "127.0.0.1"})
            assert answer.status_code < 500, case.as_curl_command()

        ask()
        asked.add(operation.label)
    assert len(asked) >= 12
