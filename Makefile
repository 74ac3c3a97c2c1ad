# make practice   set everything up and start the practice workspace with the bot on it
# make test       set everything up and pass the tests
# make check      the linters (what .ci/run adds to the tests)
# make quality    figures of the reading (needs ../shared), into docs/quality.md
# make bench      figures of the archive (SIZE=1000000 for a large one), into docs/performance.md
# make pictures   the pictures in docs/, from the practice workspace (needs Chromium)
# make guide      docs/help.md, from what the bot itself says
# make lock       renew the locks (needs uv)
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

# bot and store are measured by their own tests; those of the outside wait much and trace nothing.
MANY := -n 4 --dist worksteal
INSIDE := tests/bot tests/reading tests/seeds tests/store tests/test_house.py

.PHONY: practice test check quality bench pictures guide lock clean

practice: $(VENV)/.run
	@exec $(BIN)/whosaid practice

# Compiled once, not in each of its many processes, also where the shell says otherwise.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(VENV)/.dev
	$(BIN)/python -m pytest $(MANY) --cov --cov-report=term:skip-covered --cov-fail-under=95 $(INSIDE)
	$(BIN)/python -m pytest $(MANY) tests/handlers tests/practice tests/page

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

quality: $(VENV)/.dev
	$(BIN)/python tests/bench/quality.py

SIZE ?= 100000
bench: $(VENV)/.dev
	$(BIN)/python tests/bench/archive.py --size $(SIZE)

pictures: $(VENV)/.dev
	$(BIN)/python tests/bench/pictures.py

# A stamp per lock: a second start installs nothing. The locks are complete: left to resolve them once
# more, an older pip tries releases newer than ours for extras (coverage[toml]) and then refuses them.
$(VENV)/.run: requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "whosaid needs Python 3.11 or newer: install it, or name yours with make PYTHON=python3.12"; exit 2; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing (the first time takes a minute or two)"
	@$(PIP) install --no-deps --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	@$(PIP) install --no-deps --require-hashes -r requirements-dev.lock
	@touch $@

guide: $(VENV)/.dev
	$(BIN)/python -c 'from handlers.guide import entries; from handlers.render.guide import guide_page; print(guide_page(entries("/whosaid", "/digest")), end="")' > docs/help.md

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --quiet pyproject.toml --extra build --output-file requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --quiet pyproject.toml --extra build --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) build
