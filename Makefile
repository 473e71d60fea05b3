# sumber: `make demo` and `make test` are all the set-up that a machine with python3, git and make needs.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --require-virtualenv
HASHED := --require-hashes --only-binary :all:

.DEFAULT_GOAL := help
.PHONY: help demo test check quality spark bench train docs site lock clean

help: ## list what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

demo: $(VENV)/.ready ## read the sample articles and show who said what
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh demo/demo.sh

test: $(VENV)/.ready ## run all tests
	$(BIN)/python -m pytest

check: $(VENV)/.ready ## lint, format and type checks; changes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

quality: $(VENV)/.ready ## score against the gold facts and compare with the floors
	$(BIN)/python -m bench.quality

spark: $(VENV)/.ready-spark ## test that Apache Spark makes the same tables (needs Java 17)
	$(BIN)/python -m pytest tests/engines

bench: $(VENV)/.ready-bench ## measure speed and memory beside spaCy (needs ../shared)
	$(BIN)/python -m bench.annotate

train: $(VENV)/.ready-bench ## train the models anew on the gold facts in ../shared
	$(BIN)/python -m train ../shared/gold/train

docs: $(VENV)/.ready ## refresh the outputs that the documents show
	$(BIN)/python -m docs.outputs

site: $(VENV)/.ready ## build the documents as a site in site/, refusing broken links
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --quiet

lock: ## pin the newest versions that fit pyproject.toml
	$(PYTHON) quality/lock.py

clean: ## remove the environment, the caches and the demo's corpus
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis demo-corpus site
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "sumber needs Python 3.11 or newer with venv; name one: make PYTHON=python3.12"; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version): once, a minute or so."
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP) $(HASHED) -r constraints.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-bench: constraints-bench.txt $(VENV)/.ready
	@$(PIP) $(HASHED) -r constraints-bench.txt
	@touch $@

# PySpark comes as source alone: what builds it is installed first, all of it by hash.
$(VENV)/.ready-spark: constraints-spark.txt $(VENV)/.ready
	@sed -nE '/^(setuptools|wheel|packaging)==/,/[^\\]$$/p' constraints-spark.txt >$(VENV)/build.txt
	@$(PIP) $(HASHED) -r $(VENV)/build.txt
	@$(PIP) $(HASHED) --no-binary pyspark --no-build-isolation -r constraints-spark.txt
	@touch $@
