# Two commands for a newcomer: `make demo`, `make test`. One for a contributor: `make check`.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
READY = $(VENV)/.ready

DATA ?= ../shared/data

.PHONY: demo test docs check format lint types bench bench-copies bench-scale bench-tools lock clean

demo: $(READY)
	$(BIN)/python examples/demo.py

test: $(READY)
	$(BIN)/python -m pytest -n auto

docs: $(READY)
	$(BIN)/python docs/build.py docs/site

check: $(READY) format lint types test

format: $(READY)
	$(BIN)/ruff format --check src tests benchmarks examples docs

lint: $(READY)
	$(BIN)/ruff check src tests benchmarks examples docs

types: $(READY)
	$(BIN)/mypy

# Benchmarks read real texts that are no part of the project: DATA names their folder. Results go to benchmarks/results/.
BENCH = nice env TWOSOURCE_DATA=$(abspath $(DATA)) $(BIN)/python

bench: $(READY) bench-tools
	$(BENCH) benchmarks/seeds.py
	$(BENCH) benchmarks/way.py
	$(BENCH) benchmarks/reading.py --peers
	$(BENCH) benchmarks/credits.py
	$(BENCH) benchmarks/lineage.py
	$(BENCH) benchmarks/grouping.py
	$(BENCH) benchmarks/small_stores.py
	$(BENCH) benchmarks/train_alike.py
	$(BENCH) benchmarks/statements.py
	$(BENCH) benchmarks/desk_load.py

bench-copies: $(READY) bench-tools
	$(BENCH) benchmarks/alignment.py
	$(BENCH) benchmarks/candidates.py
	$(BENCH) benchmarks/candidates_scale.py

bench-scale: $(READY) bench-tools
	$(BENCH) benchmarks/faults.py 67
	$(BENCH) benchmarks/fuzz.py 60
	$(BENCH) benchmarks/scale.py way 20000
	$(BENCH) benchmarks/scale.py slope 10000 100000
	$(BENCH) benchmarks/scale.py engines 20000

bench-tools: $(READY)
	$(BIN)/python -m pip install -q --group bench

lock:
	uv pip compile --universal --python-version 3.11 --no-emit-index-url --no-annotate --upgrade \
	  --extra web --extra mcp --group dev -o requirements.lock pyproject.toml

$(READY): pyproject.toml requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade pip
	$(BIN)/python -m pip install -q -r requirements.lock
	$(BIN)/python -m pip install -q --no-deps -e .
	touch $(READY)

clean:
	rm -rf $(VENV) docs/site report.html twosource.db
