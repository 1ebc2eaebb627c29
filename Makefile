# The entry to everything. `make site` and `make test` do all the set-up on a fresh machine.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# The programs of an environment name its folder: where the project was moved, it is made anew.
HERE := $(shell pwd | cksum | cut -d' ' -f1)
SITE_STAMP := $(VENV)/site-$(HERE).stamp
DEV_STAMP := $(VENV)/dev-$(HERE).stamp
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

$(SITE_STAMP): requirements/site.txt pyproject.toml
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/site.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(DEV_STAMP): $(SITE_STAMP) requirements/dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

site: $(SITE_STAMP)  ## build the portal into site/
	$(BIN)/bangvang build
	@echo "file://$(CURDIR)/site/index.html"

serve: $(SITE_STAMP)  ## preview the portal with live reload
	$(BIN)/mkdocs serve

desk: $(SITE_STAMP)  ## open the editors' desk on http://127.0.0.1:8080/quan-tri/ (npm fetches it once)
	$(BIN)/bangvang desk

test: $(DEV_STAMP)  ## run everything that must pass
	sh tests/system.sh
	$(MAKE) --no-print-directory check
	$(BIN)/pytest -n $(JOBS) -m "not long"

test-long: $(DEV_STAMP)  ## run the long property and fault tests
	sh tests/system.sh
	$(BIN)/pytest -n $(JOBS) -m long

check: $(DEV_STAMP)  ## style, types, layers, scripts, and the portal's own content
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	sh tests/scripts/check.sh
	$(BIN)/bangvang check

fix: $(DEV_STAMP)  ## mend style and content as far as it is safe
	$(BIN)/ruff check --fix $(CODE)
	$(BIN)/ruff format $(CODE)
	$(BIN)/bangvang check --fix

bench: $(DEV_STAMP)  ## build N articles beside Hugo and Material: make bench N=1000
	$(BIN)/python benchmarks/bench.py --articles $(N) --seed $(SEED)

bench-search: $(DEV_STAMP)  ## how well and how fast the search answers: make bench-search N=10000
	sh tests/system.sh
	PYTHONPATH=tests/kit $(BIN)/python benchmarks/search.py --articles $(N) --seed $(SEED) $(if $(PAGEFIND),--pagefind $(PAGEFIND))

bench-lists: $(DEV_STAMP)  ## how long it takes to read lists of honours
	$(BIN)/python benchmarks/lists.py

bench-scale: $(DEV_STAMP)  ## build 1,000, 10,000 and 100,000 articles
	$(BIN)/python benchmarks/bench.py --scale --seed $(SEED)

profile: $(DEV_STAMP)  ## show where the time of a build goes: make profile N=1000
	$(BIN)/python benchmarks/where.py --articles $(N)

docs: $(SITE_STAMP)  ## write the generated parts of docs/
	$(BIN)/python -m bangvang.editing.reference .

drawings: $(DEV_STAMP)  ## draw the pictures of the demonstration
	PYTHONPATH=tests/kit $(BIN)/python -m drawings content

screenshots: $(DEV_STAMP)  ## take the pictures of the README
	sh tests/system.sh
	PYTHONPATH=tests/kit $(BIN)/python tests/browser/screenshots.py

lock: $(DEV_STAMP)  ## resolve the dependencies again
	$(BIN)/pip-compile $(LOCK) --extra build -o requirements/site.txt pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra build,test,dev,bench,dask,parquet,print,lock -o requirements/dev.txt pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra build,portal,print -o requirements/portal.txt pyproject.toml

LOCK := --quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-index-url \
	--no-emit-find-links --no-emit-trusted-host --no-emit-options --no-header --upgrade

clean:  ## remove what was built
	rm -rf site .site.work build .cache .mypy_cache .ruff_cache .pytest_cache
