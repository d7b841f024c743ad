# The verbs of this project. `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
N ?= 1000
SETTINGS ?= publishconf.py
FORMAT ?= text
HTML ?= typical
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help serve html check publish rollback test fast-test lint fix new-article new-drill import-wordpress nginx-site set-password sign-in-link shots bench languages lock clean

help: ## List the verbs
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-22s %s\n", $$1, $$2}'

serve: $(VENV)/.ready ## Show site and desk at http://127.0.0.1:8000 (PORT=…), rebuilt on every change
	@exec $(BIN)/python -m desk serve --port $(PORT)

html: $(VENV)/.ready ## Build the preview into output/
	@$(BIN)/pelican content -s pelicanconf.py

check: $(VENV)/.ready ## Name every fault of the site; EXTERNAL=1 asks other sites, HTML=all takes longer, FORMAT=json
	@$(BIN)/python -m plugins.check --format $(FORMAT) --html $(HTML) $(if $(EXTERNAL),--external)

publish: $(VENV)/.ready ## Build, check and put the site out: TO=… says where (DRY_RUN=1, LOOK=no)
	@$(BIN)/python -m plugins.publish --to "$$TO" --settings $(SETTINGS) \
		$(if $(DRY_RUN),--dry-run) $(if $(filter no,$(LOOK)),--no-look)

rollback: $(VENV)/.ready ## Show again what was published before: TO=…
	@$(BIN)/python -m plugins.publish --rollback --to "$$TO" --settings $(SETTINGS)

test: lint ## Set up all that is needed, a browser too, and check everything
	@$(BIN)/python -m tests.browser.provide
	@$(BIN)/python -m tests.servers.provide
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -q

fast-test: $(VENV)/.ready-dev ## The tests without the browser
	$(BIN)/python -m pytest -n auto -q -m "not browser"

lint: $(VENV)/.ready-dev ## Format, lint and types of the program
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

fix: $(VENV)/.ready-dev ## Format, and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

new-article: $(VENV)/.ready ## Write a draft to fill in: make new-article TITLE="Hip Pain"
	@$(BIN)/python -m plugins.articles.skeleton "$$TITLE"

new-drill: $(VENV)/.ready ## Write a drill to fill in: make new-drill TITLE="Sit to stand"
	@$(BIN)/python -m plugins.drills.skeleton "$$TITLE"

import-wordpress: $(VENV)/.ready ## Bring in a site of WordPress: make import-wordpress FILE=export.xml (DRY_RUN=1)
	@$(BIN)/python -m desk import-wordpress "$$FILE" $(if $(DRY_RUN),--dry-run)

nginx-site: $(VENV)/.ready ## Print a site file for nginx: make nginx-site ROOT=/srv/site > site.conf
	@$(BIN)/python -m plugins.hosting nginx $(if $(ROOT),--root "$$ROOT")

set-password: $(VENV)/.ready ## Choose the owner's password
	@$(BIN)/python -m desk set-password

sign-in-link: $(VENV)/.ready ## Print a link that signs the owner in once
	@$(BIN)/python -m desk sign-in-link --at http://127.0.0.1:$(PORT)

shots: $(VENV)/.ready-dev ## Take pictures of every kind of page into var/shots/
	@$(BIN)/python -m tests.browser.provide
	@$(BIN)/python -m tests.browser.shots

bench: $(VENV)/.ready ## Measure speed and sizes; ONLY="replies desk" measures those parts only
	@$(BIN)/python -m bench $(ONLY) --number $(N)

languages: $(VENV)/.ready ## Bring the words of the program into every catalogue; NEW=fr begins one
	@mkdir -p var
	@$(BIN)/pybabel -q extract -F languages/babel.cfg -c TRANSLATORS: -s --add-location=file \
		--project="Full Range" -o var/full_range.pot plugins desk theme
	@test -z "$(NEW)" || $(BIN)/pybabel -q init -D full_range -i var/full_range.pot -d languages -l "$(NEW)"
	@$(BIN)/pybabel -q update -D full_range -i var/full_range.pot -d languages \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	@echo "Fill in what is empty in languages/; the tests name what is missing."

lock: $(VENV)/.ready-dev ## Choose the newest versions that pyproject.toml allows
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header \
		--python-version 3.11 --upgrade pyproject.toml -o requirements.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header \
		--python-version 3.11 --upgrade -c requirements.txt pyproject.toml --group dev \
		-o requirements-dev.txt
	printf 'isso\ngunicorn\n' | $(BIN)/uv pip compile -q --universal --generate-hashes --no-header \
		--python-version 3.11 --upgrade - -o bench/requirements-isso.txt

clean: ## Take away all that was made, down to what git knows and content/
	@$(PYTHON) desk/keep_inbox.py
	rm -rf $(VENV) output .output.* var .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# As typed: a title may hold a dollar sign.
override TITLE := $(value TITLE)
override FILE := $(value FILE)
override TO := $(value TO)
override ROOT := $(value ROOT)
export TITLE FILE TO ROOT

# The runtime alone is enough to write, reply and moderate; the rest is for changing the program.
$(VENV)/.ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 …") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { \
		echo "Python cannot make a virtual environment here; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Installing what the site needs (once; a minute or so)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.ready-dev: requirements-dev.txt $(VENV)/.ready
	@echo "Installing what the tests need (once; a minute or so)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
