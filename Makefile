# The entry to everything. `make site` and `make test` do all the set-up on a fresh machine.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JOBS ?= auto
N ?= 1000
SEED ?= 1
CODE := generator tests benchmarks

# Silences a notice of Material about the end of MkDocs 1, which is not for editors.
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site serve desk test test-long check fix bench bench-search bench-lists bench-scale profile docs drawings screenshots lock clean

help:  ## show the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/:/' | awk -F': ' '{printf "  make %-12s %s\n", $$1, $$2}'

$(VENV)/site.stamp: requirements/site.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/dev.stamp: $(VENV)/site.stamp requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

site: $(VENV)/site.stamp  ## build the portal into site/
	$(BIN)/bangvang build
	@echo "file://$(CURDIR)/site/index.html"

serve: $(VENV)/site.stamp  ## preview the portal with live reload
	$(BIN)/mkdocs serve

desk: $(VENV)/site.stamp  ## open the editors' desk on http://127.0.0.1:8080/quan-tri/ (npm fetches it once)
	$(BIN)/bangvang desk

test: $(VENV)/dev.stamp  ## run everything that must pass
	sh tests/system.sh
	$(MAKE) --no-print-directory check
	$(BIN)/pytest -n $(JOBS) -m "not long"

test-long: $(VENV)/dev.stamp  ## run the long property and fault tests
	sh tests/system.sh
	$(BIN)/pytest -n $(JOBS) -m long

check: $(VENV)/dev.stamp  ## style, types, layers, scripts, and the portal's own content
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	sh tests/scripts/check.sh
	$(BIN)/bangvang check

fix: $(VENV)/dev.stamp  ## mend style and content as far as it is safe
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)
	$(BIN)/bangvang check --fix

bench: $(VENV)/dev.stamp  ## build N articles beside Hugo and Material: make bench N=1000
	$(BIN)/python benchmarks/bench.py --articles $(N) --seed $(SEED)

bench-search: $(VENV)/dev.stamp  ## how well and how fast the search answers: make bench-search N=10000
	sh tests/system.sh
	PYTHONPATH=tests/kit $(BIN)/python benchmarks/search.py --articles $(N) --seed $(SEED) $(if $(PAGEFIND),--pagefind $(PAGEFIND))

bench-lists: $(VENV)/dev.stamp  ## how long it takes to read lists of honours
	$(BIN)/python benchmarks/lists.py

bench-scale: $(VENV)/dev.stamp  ## build 1,000, 10,000 and 100,000 articles
	$(BIN)/python benchmarks/bench.py --scale --seed $(SEED)

profile: $(VENV)/dev.stamp  ## show where the time of a build goes: make profile N=1000
	$(BIN)/python benchmarks/where.py --articles $(N)

docs: $(VENV)/site.stamp  ## write the generated parts of docs/
	$(BIN)/python -m bangvang.editing.reference .

drawings: $(VENV)/dev.stamp  ## draw the pictures of the demonstration
	PYTHONPATH=tests/kit $(BIN)/python -m drawings content

screenshots: $(VENV)/dev.stamp  ## take the pictures of the README
	sh tests/system.sh
	PYTHONPATH=tests/kit $(BIN)/python tests/browser/screenshots.py

lock: $(VENV)/dev.stamp  ## resolve the dependencies again
	$(BIN)/pip-compile $(LOCK) --extra build -o requirements/site.txt pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra build,test,dev,bench,dask,parquet,print,lock -o requirements/dev.txt pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra build,portal,print -o requirements/portal.txt pyproject.toml

LOCK := --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url \
	--no-emit-find-links --no-emit-trusted-host --no-emit-options --no-header --upgrade

clean:  ## remove what was built
	rm -rf site .site.work build .cache .mypy_cache .ruff_cache .pytest_cache
