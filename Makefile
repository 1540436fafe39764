# Two commands for people: make demo, make test. The rest is for those who carry on.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
STAMP := .venv/.installed
ACOGIDA := $(BIN)/python -m acogida
export ACOGIDA_DATA ?= $(CURDIR)/var
export ACOGIDA_URL ?= http://127.0.0.1:$(PORT)
# Where a machine keeps no compiled code, every start takes twice as long.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help install messages assets ready demo demo-reset run test check fix journeys bench docs build lock
.DEFAULT_GOAL := help

help:
	@echo "make demo   an installation with the demonstration region on http://127.0.0.1:$(PORT)"
	@echo "make test   every test, browser journeys included"
	@echo "also: run, check, fix, journeys, bench, docs, build, lock, demo-reset (asks first)"

$(STAMP): requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit("Acogida needs Python 3.11 or newer." if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv
	@$(BIN)/uv pip install -q --require-hashes -r requirements/dev.txt -p $(BIN)/python
	@touch $@

install: $(STAMP)

# Compiled translations and built assets are made when what they come from is newer.
MESSAGES := acogida/core/locale/es/LC_MESSAGES/django.mo
ASSETS := acogida/design/static/design/built/stamp.txt

$(MESSAGES): $(shell find acogida -name '*.po') | install
	@$(ACOGIDA) strings compile
	@touch $@

$(ASSETS): $(shell find acogida/design/assets -type f) package.json package-lock.json | install
	@$(ACOGIDA) assets
	@touch $@

messages: $(MESSAGES)
assets: $(ASSETS)
ready: messages assets

demo: ready
	@$(ACOGIDA) demo --port $(PORT)

# The only target that destroys data, and it asks.
demo-reset:
	@printf 'This deletes everything in %s. Type "yes" to go on: ' "$(ACOGIDA_DATA)"; \
	  read answer && [ "$$answer" = yes ] && rm -rf "$(ACOGIDA_DATA)" && echo "Gone. make demo starts anew." \
	  || { echo "Nothing was deleted."; exit 1; }

run: ready
	@$(ACOGIDA) setup
	@$(ACOGIDA) serve --port $(PORT)

test: ready
	@$(BIN)/python -m tests.run

check: ready
	@$(BIN)/python -m tests.check

fix: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(ACOGIDA) strings gather

journeys: ready
	$(BIN)/python -m pytest -m journey

bench: ready
	$(BIN)/python -m benchmarks

docs: ready
	$(ACOGIDA) draw_docs

build: ready
	$(BIN)/python -m build --no-isolation --wheel

lock: install
	@for set in base dev; do \
	  $(BIN)/uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --no-header --python-version 3.11 pyproject.toml $$([ $$set = dev ] && echo --extra dev) \
	    -o requirements/$$set.txt || exit 1; done
