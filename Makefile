# Two commands do all the set-up: `make report` and `make test`. Each makes its own virtual environment when needed.
PYTHON ?= $(shell for one in python3.13 python3.12 python3.11 python3; do if command -v $$one >/dev/null 2>&1 && $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$one; break; fi; done)
VENV := .venv
BIN := $(VENV)/bin
FUZZ ?= 40
# The tests start some fifty processes: what they import is compiled once, wherever that was turned off.
TESTS := PYTHONDONTWRITEBYTECODE= POLARS_MAX_THREADS=1 $(BIN)/python -m pytest

.DEFAULT_GOAL := help
.PHONY: help report test fuzz coverage check numbers docs check-pages lab data bench bench-all package checklist release clean

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

report: $(VENV)/.installed  ## the main job: the report on the Netherlands, in report/
	$(BIN)/ontschotting report nederland --out report/

test: $(VENV)/.tested  ## all tests; two at a time, so each with one thread
	$(TESTS) -n 2 --dist worksteal

fuzz: $(VENV)/.tested  ## forty times as many random cases as in the tests (hours); FUZZ=200 for more; MINUTES=60 tries input and cases for that long and counts them
	$(if $(MINUTES),ONTSCHOTTING_FUZZ=2 POLARS_MAX_THREADS=1 $(BIN)/python -m tests.fuzz.run $(MINUTES),ONTSCHOTTING_FUZZ=$(FUZZ) $(TESTS) -n 2 --dist worksteal -m "pages or not pages" tests/fuzz tests/laws tests/oracle tests/lp tests/model tests/solving tests/measures tests/benchmarks tests/docs)

coverage: $(VENV)/.tested  ## all tests, and which lines and branches of the package they pass through; pages in build/coverage/
	$(TESTS) -n 2 --dist worksteal --cov --cov-report=term --cov-report=html

check: $(VENV)/.tested  ## style and types
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy --strict tests/typing/every_public_name.py
	$(BIN)/pyright --pythonpath $(BIN)/python

numbers: $(VENV)/.tested  ## record every number, or compare with the last record in build/numbers-before.jsonl (remove it to begin anew)
	@mkdir -p build
	@if [ -f build/numbers-before.jsonl ]; then \
		POLARS_MAX_THREADS=1 $(BIN)/python -m tests.golden.numbers record build/numbers-after.jsonl && \
		$(BIN)/python -m tests.golden.numbers compare build/numbers-before.jsonl build/numbers-after.jsonl; \
	else POLARS_MAX_THREADS=1 $(BIN)/python -m tests.golden.numbers record build/numbers-before.jsonl; fi

docs: $(VENV)/.tested  ## the documentation, in build/docs/index.html
	$(BIN)/python -m sphinx -W --keep-going -q -b html -d build/doctrees docs build/docs

check-pages: docs  ## notebooks and code of pages run, their pictures drawn again; documentation and report opened in Chromium: accessibility, width, pictures in build/pages/
	$(BIN)/python tests/pages/check.py
	$(TESTS) -q -n 2 --dist worksteal -m pages tests/docs tests/pages

lab: $(VENV)/.lab  ## JupyterLab, opened on the notebooks
	$(BIN)/jupyter lab notebooks/

data: $(VENV)/.installed  ## build datasets/nederland* and the cases of projects again from datasets/raw, the passports, and the pages that are made from them
	$(BIN)/python -m datasets.builders.nederland
	$(BIN)/python -m datasets.builders.nederland_2020_2024
	$(BIN)/python -m datasets.builders.nederland_2029_2035
	$(BIN)/python -m datasets.builders.projects
	$(BIN)/python -m datasets.builders.passports
	$(BIN)/python -m docs.builders.cases_of_walls
	$(BIN)/python -m docs.builders.register_pages
	$(BIN)/python -m docs.builders.accounts_page
	$(BIN)/python -m docs.builders.projects_page
	$(BIN)/python -m docs.builders.project_pages --page
	$(BIN)/python -m docs.builders.nederland_page
	$(BIN)/python -m docs.builders.resolution_study --page

bench: $(VENV)/.bench  ## what people wait for, against other ways: docs/benchmarks.md (some ten minutes)
	$(VENV)/bench/bin/python -m tests.benchmarks.quick

bench-all: bench  ## all benchmarks: every measure by hand, and every way to the same optimum, at every size (hours)
	$(VENV)/bench/bin/python -m tests.benchmarks.quick again by_hand streams_and_years
	$(VENV)/bench/bin/python -m tests.benchmarks.run

package: $(VENV)/.release  ## wheel, sdist and SBOM in dist/, checked in an empty environment without a network; PYTHONS="python3.11 python3.13" for each of these
	$(BIN)/python -m tests.packaging.check

checklist: $(VENV)/.release  ## what stands between this checkout and a release
	$(BIN)/python -m tests.packaging.checklist

release: checklist package  ## build and check a release; stops while something of the checklist is open (docs/releasing.md)

clean:  ## remove what was made
	rm -rf $(VENV) report build dist .coverage .coverage.*

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found. Install it, or name it: make report PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml .ci/constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -q -c .ci/constraints.txt -e .
	@touch $@

$(VENV)/.tested: pyproject.toml .ci/constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -q -c .ci/constraints.txt -e ".[test,docs]"
	@touch $@ $(VENV)/.installed

$(VENV)/.lab: pyproject.toml .ci/constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -q -c .ci/constraints.txt -e ".[lab]"
	@touch $@

$(VENV)/.release: pyproject.toml .ci/constraints.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install -q -c .ci/constraints.txt -e ".[release]"
	@touch $@

# An environment of its own: the layers measured here bring other versions of polars and HiGHS.
$(VENV)/.bench: pyproject.toml | $(VENV)/bin/python
	$(PYTHON) -m venv $(VENV)/bench
	$(VENV)/bench/bin/python -m pip install -q -e ".[test,bench]"
	@touch $@
