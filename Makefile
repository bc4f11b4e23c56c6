# Each target can also be typed by hand: README.md has the plain lines.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
PY := .venv/bin/python
# Each of the two takes one half, in its order, and then what the other has not begun: tests of a module share its rows.
TWO_AT_A_TIME := -n 2 --dist worksteal
WITHOUT_SETTINGS := env -u DATABASE_URL -u PUBLIC_DATABASE_URL -u SECRET_KEY -u ALLOWED_HOSTS -u DEBUG

.PHONY: setup run test lock

setup: .venv/installed

.venv/installed: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed.")'
	$(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --require-hashes --requirement requirements.txt
	@touch $@

run: setup
	$(PY) manage.py migrate --verbosity 0
	$(PY) manage.py import_seeds
	@$(PY) manage.py first_login
	@echo "The archive is at http://127.0.0.1:$(PORT)/ and its admin at http://127.0.0.1:$(PORT)/admin/ (Ctrl-C stops it)."
	@$(PY) manage.py runserver --verbosity 0 127.0.0.1:$(PORT)

test: setup
	$(WITHOUT_SETTINGS) $(PY) -m pytest $(TWO_AT_A_TIME)
	$(WITHOUT_SETTINGS) $(PY) -m tests.on_postgres $(TWO_AT_A_TIME)

# After a change of the dependencies in pyproject.toml; needs uv.
lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --all-extras \
	  --output-file requirements.txt pyproject.toml
