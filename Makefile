# What one does with this repository. `make` lists it.
PYTHON ?= python3
SHARED ?= ../shared
BIN := .venv/bin
FUZZ_SECONDS ?= 600

.DEFAULT_GOAL := help
.PHONY: help demo test lint format bench fuzz model vendor clean

help:  ## List what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /make \1\t/' | expand -t 14

demo: .venv/runs  ## Set up, read the examples, show one, keep all in lage.db
	@$(BIN)/lagebild read examples/sotschi.txt
	@$(BIN)/lagebild read examples -o lage.db --quiet
	@$(BIN)/lagebild show lage.db --limit 12
	@echo
	@echo "The twelve reports of examples/ are kept in lage.db. Look at them with"
	@echo "    $(BIN)/lagebild serve lage.db        # the app, in your browser: http://127.0.0.1:8765"
	@echo "    $(BIN)/lagebild show lage.db Putin   # one actor"
	@echo "    $(BIN)/lagebild search lage.db Sanktionen"

test: .venv/tests  ## Set up and run the tests
	$(BIN)/python -m pytest

lint: .venv/tests  ## Style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/tests  ## Put all files into the common form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/tests  ## Measure quality and speed; writes benchmarks/RESULTS.md (gold: SHARED=../shared)
	$(BIN)/python -m benchmarks.run --shared $(SHARED)

fuzz: .venv/tests  ## Damaged files of every format to its reader (FUZZ_SECONDS=600)
	$(BIN)/python -m tools.fuzz --seconds $(FUZZ_SECONDS)

model: .venv-train/ready  ## Train the language model anew from SHARED (under two hours of 2 cores; training/requirements.txt)
	cd training && ../.venv-train/bin/python run.py --data $(abspath $(SHARED))/data

vendor: .venv/runs  ## Fetch the front-end files that the app ships (needs npm)
	$(BIN)/python tools/vendor_web.py

clean:  ## Remove what the others made
	rm -rf .venv build dist lage.db lage.db-wal lage.db-shm

# The stamps make a second call quick; a change of pyproject.toml installs again.
.venv/runs: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Lagebild needs Python 3.11 or newer; name one: make demo PYTHON=python3.11")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing Lagebild into .venv (a minute or two, once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[web]'
	@touch $@

.venv/tests: pyproject.toml .venv/runs
	@echo "Installing what the tests need into .venv ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $@

.venv-train/ready: training/requirements.txt
	@test -x .venv-train/bin/python || $(PYTHON) -m venv .venv-train
	@.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	@touch $@
