# Everything a person or CI runs. `make run` and `make test` set up what they need by themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test test-long check lint types layers bench translations screenshots guide bundle venv clean

run: $(STAMP)
	@$(BIN)/eventscope demo

test: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m "not long" --ignore=tests/benchmarks -n 2 --dist worksteal --max-worker-restart=0

test-long: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -m long --ignore=tests/benchmarks

check: lint types layers test

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

layers: $(STAMP)
	$(BIN)/lint-imports

bench: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest tests/benchmarks -s -p no:xdist

# Finds the texts, keeps their translations, and makes of them what the program reads.
translations: $(STAMP)
	$(BIN)/python -m app.translations

# Takes the pictures of the documentation from the running program; Chinese needs a Chinese font (fonts-noto-cjk).
screenshots: $(STAMP)
	$(BIN)/python -m tests.screenshots

# Makes the user guide from the pages of help, with the pictures that are there.
guide: $(STAMP)
	$(BIN)/python -m tests.screenshots guide

# One folder with everything in it, Python and Qt included, for machines without Python: dist/eventscope.
bundle: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bundle]'
	$(BIN)/pyinstaller --noconfirm --log-level ERROR --name eventscope --distpath dist --workpath build --specpath build \
	  --collect-all resources --collect-data qtawesome --collect-data domain \
	  --collect-submodules app --collect-submodules infra --collect-submodules domain --copy-metadata eventscope \
	  app/cli/__main__.py
	tar -C dist -czf dist/eventscope-linux-$$(uname -m).tar.gz eventscope
	dist/eventscope/eventscope --version

venv: $(STAMP)

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Eventscope needs Python 3.11 or newer; say which one with: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "No virtual environment could be made. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test,dev]'
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
