# make run: sets everything up by itself, then answers the questions of the flagship case.
PYTHON ?= python3
CASE ?= south-caucasus
ARGS ?=
REFERENCE ?= .
DATE ?=
VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip --disable-pip-version-check -qq install
UNSHIPPED := ../shared/tools/check_clean
RUN := $(VENV)/run.txt $(VENV)/pyproject.toml
DEV := $(VENV)/dev.txt $(VENV)/pyproject.toml
BENCH := $(VENV)/bench.txt $(VENV)/pyproject.toml

.DELETE_ON_ERROR:
.NOTPARALLEL:  # one installation at a time
.PHONY: help run report bundle test slow fuzz check style types layers unshipped format reference bench lock

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 10

run: $(RUN)  ## answer the questions of CASE (default south-caucasus); options in ARGS
	$(BIN)/detente run $(CASE) $(ARGS)

report: $(RUN)  ## write the report of the last run again
	$(BIN)/detente report $(ARGS)

bundle:  ## build the charts of the report from web/ (needs Node.js; everybody else has them ready)
	cd web && npm ci --no-audit --no-fund && npm run build

test: $(DEV)  ## run the tests; pytest's options in ARGS, such as ARGS="-n 2 tests/findings"
	$(BIN)/python -m pytest -q $(ARGS)

slow: $(DEV)  ## run the tests that take minutes: killed runs, other processors, first runs side by side
	$(BIN)/python -m pytest -q -m slow $(ARGS)

fuzz: $(DEV)  ## read 10,000 mutated documents with every reader (half an hour); other numbers in ARGS="HOW-MANY FIRST"
	$(BIN)/python -m tests.sources.fuzz $(ARGS)

check: style types layers unshipped  ## all gates: style, types, layers, and nothing in the tree that may not be shipped

style: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy --strict

layers: $(DEV)
	$(BIN)/lint-imports

unshipped: $(DEV)
	$(if $(wildcard $(UNSHIPPED)),$(BIN)/python $(UNSHIPPED),@echo "not checked here: $(UNSHIPPED) is absent")

format: $(DEV)  ## put the sources into the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

reference: $(RUN)  ## fit the generic levels anew (half an hour); writes into REFERENCE
	$(BIN)/python -m detente.reference $(REFERENCE)

bench: $(BENCH)  ## measure speed beside peers and budgets (ten minutes); DATE=2026-06-01 keeps the figures under that day
	$(BIN)/python -m benchmarks $(if $(DATE),--date $(DATE)) $(ARGS)

lock:  ## pin requirements/*.in anew (needs uv)
	cd requirements && for set in run dev bench; do uv pip compile $$set.in -o $$set.txt --upgrade --universal \
	  --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --quiet; done

# What is installed lies in .venv as a copy of the file that asked for it: unchanged files install nothing, even
# where a fresh checkout made them look newer.
$(VENV)/ready:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "detente needs Python 3.11 or newer. Say which one to use: make PYTHON=python3.11 $(MAKECMDGOALS)"; exit 1; }
	@echo "Setting up $(VENV) (once; a few minutes on a slow network)"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(VENV)/%.txt: requirements/%.txt | $(VENV)/ready
	@cmp -s $< $@ || $(INSTALL) --require-hashes -r $<
	@cp $< $@

# The build backend is among the pinned requirements, so it comes first in every target above.
$(VENV)/pyproject.toml: pyproject.toml | $(VENV)/ready
	@cmp -s $< $@ || $(INSTALL) --no-deps --no-build-isolation --editable .
	@cp $< $@
