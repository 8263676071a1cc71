"""What `make demo` runs: the pages of this folder in, the answer for their story out, and report.html to look at.

Everything goes through the command line, as a reader of the README would type it.
"""

import json
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
STORE = Path("demo.db")
REPORT = Path("report.html")


def twosource(*arguments: str, capture: bool = False) -> str:
    """Run one command; what it prints goes to the screen, or is returned where it is to be read by this program."""
    print(f"\n$ twosource {' '.join(arguments)}", flush=True)
    output = subprocess.PIPE if capture else None
    command = [sys.executable, "-m", "twosource", *arguments]
    done = subprocess.run(command, stdout=output, text=True, check=False)  # noqa: S603 - our own words, no shell
    if done.returncode:
        sys.exit(done.returncode)
    return done.stdout or ""


def main() -> None:
    """Read the pages into a fresh store, then print and draw the story that most of them tell."""
    for old in (STORE, REPORT):
        old.unlink(missing_ok=True)
    store = ("--store", str(STORE))
    twosource("read", str(HERE / "pages"), *store)
    stories = json.loads(twosource("stories", "--json", *store, capture=True))
    story = max(stories, key=lambda told: told["reports"])
    twosource("story", story["id"], "--html", str(REPORT), *store)
    print(f"\nOpen {REPORT} in a browser, or look further: twosource story {story['id']} --store {STORE}")


if __name__ == "__main__":
    main()
