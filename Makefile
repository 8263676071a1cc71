# Two commands for a newcomer: `make demo`, `make test`. One for a contributor: `make check`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready

.PHONY: demo test check format lint types bench lock clean

demo: $(READY)
	$(BIN)/python examples/demo.py

test: $(READY)
	$(BIN)/python -m pytest -n auto

check: $(READY) format lint types test

format: $(READY)
	$(BIN)/ruff format --check src tests benchmarks examples

lint: $(READY)
	$(BIN)/ruff check src tests benchmarks examples

types: $(READY)
	$(BIN)/mypy

lock:
	uv pip compile --universal --python-version 3.11 --no-emit-index-url --no-annotate --group dev -o requirements.lock pyproject.toml

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade pip
	$(BIN)/python -m pip install -q -r requirements.lock
	$(BIN)/python -m pip install -q --no-deps -e .
	touch $(READY)

clean:
	rm -rf $(VENV) report.html twosource.db
