# `make run` and `make test` are all a newcomer needs. Nothing here asks a question.

.DEFAULT_GOAL := help
BIN := .venv/bin
PIP := $(BIN)/pip --quiet --no-input --disable-pip-version-check
PYTEST := $(BIN)/pytest --junitxml

# The first Python that is new enough; asked only when .venv is made.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>&- && echo $$python && break; \
	done)

# Debian packages: installed where that needs no question, that is as root with apt-get.
debian = dpkg -s $(1) >/dev/null 2>&1 || test "$$(id -u)" != 0 || ! command -v apt-get >/dev/null \
	|| { apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
	apt-get -qq install --yes --no-install-recommends $(1) </dev/null >/dev/null; }

.PHONY: help run test test-sqlite test-postgresql test-browser check scan count bench

help:
	@echo "make run    となりを動かす（初回は準備に数分）     install what is missing and serve"
	@echo "make test   すべての試験                           every test, on SQLite, PostgreSQL, in a browser"
	@echo "make check  書き方と家の決まり                     style and the laws of the house"
	@echo "make scan   残っていてはいけない番号の点検          look for forbidden numbers in what is stored"
	@echo "make count  到達の数字を数え直して比べる            count who was reached anew, and compare"
	@echo "make bench  速さと丈夫さを測る                     figures, one JSON line each"

run: export HOST ?= 127.0.0.1
run: export PORT ?= 8501
run: export TONARI_DEMO ?= 1
run: .venv/.run
	@exec $(BIN)/uvicorn app:app --host "$$HOST" --port "$$PORT" --log-level warning \
		--no-access-log --no-server-header --ws-per-message-deflate false --ws-max-size 52428800

# Who says so keeps Python from storing what it compiled; here each of some 30 processes would compile
# all of it again, and pytest all tests.
test-%: export PYTHONDONTWRITEBYTECODE =

test: test-sqlite test-postgresql test-browser

test-sqlite: .venv/.test
	TONARI_TEST_DB=sqlite $(PYTEST) .reports/sqlite.xml -n 2 -m "not browser"

# Rooms that know no database, or only through services, have been tested by then.
NO_SQL := charts e2e exchange handouts japanese pages web \
	test_house.py test_guarded_forms.py test_lesson_texts.py test_permission_matrix.py test_postgres.py
# Pure functions, the same on either database; tests/test_house.py looks whether they are.
PURE := models/test_guard.py models/test_masking.py models/test_short_code.py \
	test_masters.py test_requirements.py test_settings.py
test-postgresql: .venv/.test
	TONARI_TEST_DB=postgresql $(PYTEST) .reports/postgresql.xml -n 2 -m "not browser" \
		$(foreach room,$(NO_SQL) $(PURE),--ignore=tests/$(room))

test-browser: .venv/.test
	@$(call debian,chromium-headless-shell fonts-morisawa-bizud-gothic libatomic1) \
		|| $(call debian,chromium fonts-morisawa-bizud-gothic libatomic1)
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null \
		|| echo "THERE IS NO CHROMIUM: the browser tests are skipped." >&2
	$(PYTEST) .reports/browser.xml -n 2 --dist loadfile -m browser tests/e2e

check: .venv/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/pytest tests/test_house.py

scan: .venv/.run
	@$(BIN)/python scan.py

count: .venv/.run
	@$(BIN)/python count_again.py

bench: .venv/.bench
	@$(call debian,gcc libc6-dev libpango-1.0-0 libpangoft2-1.0-0)
	@$(BIN)/python -m bench

.venv/.run: requirements.txt | .venv/bin/pip
	@echo "必要な部品を入れています（数分かかります）… installing requirements.txt"
	@$(PIP) install -r requirements.txt
	@touch $@

.venv/.test: requirements-dev.txt | .venv/bin/pip
	@echo "installing requirements-dev.txt"
	@$(PIP) install -r requirements-dev.txt
	@touch $@

# Other printers of PDF to be measured against; without them the bench says so and goes on.
.venv/.bench: requirements-bench.txt .venv/.test
	@echo "installing requirements-bench.txt"
	@$(PIP) install -r requirements-bench.txt || echo "bench/paper.py goes without the others" >&2
	@touch $@

.venv/bin/pip:
	@test -n "$(PYTHON)" || { echo "Python 3.11 以上を入れてください。 Please install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c "import ensurepip" 2>&- || { $(call debian,python3-venv); }
	@$(PYTHON) -c "import ensurepip" 2>&- || { \
		echo "Python の venv がありません: sudo apt-get install python3-venv  (Python has no venv here.)" >&2; exit 1; }
	$(PYTHON) -m venv --clear .venv
