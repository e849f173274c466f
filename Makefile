# kehoach: `make` alone lists the targets. Each target sets up what it needs; only python3 and make must be there.
VENV   ?= .venv
PY     := $(VENV)/bin/python
KEHOACH := $(PY) -m extractor
STAMP  := $(VENV)/.ready
SHARED ?= ../shared

.DEFAULT_GOAL := help
.PHONY: help setup setup-system setup-ocr setup-scale demo forms test lint types imports installed check audit fuzz scale gold report diff unused notebooks pictures bench alignment external scans readme constraints schema clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## make .venv and install kehoach with its tools (runs by itself where needed)

$(STAMP): pyproject.toml constraints.txt tools/venv.py
	@python3 tools/venv.py $(VENV)
	@$(PY) -c 'import extractor.batch.warm' # compiles the patterns and stores them, so that the first run need not
	@touch $@

setup-system: ## install LibreOffice (DOC, RTF, ODT), tesseract with Vietnamese, and chromium for the tests (apt, as root)
	@if command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
	    libreoffice-writer libreoffice-calc tesseract-ocr tesseract-ocr-vie fonts-dejavu-core chromium >/dev/null; \
	else echo "setup-system: install libreoffice, tesseract-ocr-vie and chromium yourself (no apt, or not root)"; fi

setup-ocr: $(STAMP) ## install the OCR engines into .venv (extra `ocr`; the Vietnamese model comes from setup-system)
	@$(call install_extra,ocr)

setup-scale: $(STAMP) ## install the cluster engine into .venv (extra `scale`: daft and Ray)
	@$(call install_extra,scale)

define install_extra
if $(PY) -m pip --version >/dev/null 2>&1; then $(PY) -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(1)]'; \
else uv pip install --quiet --python $(PY) -c constraints.txt -e '.[$(1)]'; fi
endef

demo: $(STAMP) ## extract the sample plans, score them, write build/demo/report.html
	@rm -rf build/demo && mkdir -p build/demo
	@$(KEHOACH) extract corpora -o build/demo/json
	@$(KEHOACH) evaluate gold --documents corpora
	@$(KEHOACH) report build/demo/json --gold gold -o build/demo/report.html
	@echo "Extractions: build/demo/json/  Report: build/demo/report.html"

forms: $(STAMP) ## write the sample plans as HTML, DOCX, DOC, PDF, scan … to build/forms (ARGS="mau-03 --form pdf")
	@$(PY) corpora/build.py $(ARGS)

test: $(STAMP) ## run the tests on all cores (with ../shared there, also those over the real documents)
	@$(PY) -m pytest -n auto $(ARGS)

lint: $(STAMP) ## ruff: rules and format
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: $(STAMP) ## mypy, strict
	@$(PY) -m mypy

imports: $(STAMP) ## the import contract of pyproject.toml
	@$(VENV)/bin/lint-imports --no-logo

installed: $(STAMP) ## what is installed against constraints.txt and the allow list of licences
	@$(PY) tools/audit.py

check: lint types imports installed ## lint, format, types, import contract, versions and licences

audit: $(STAMP) ## ask for known weaknesses of what constraints.txt names (pip-audit; needs a network)
	@$(PY) -m pip_audit --version >/dev/null 2>&1 || $(PY) -m pip install --quiet --disable-pip-version-check pip-audit \
	  || uv pip install --quiet --python $(PY) pip-audit
	@$(PY) tools/audit.py --advisories

fuzz: $(STAMP) ## hostile files through everything (ARGS="--cases 200000")
	@$(PY) tools/fuzz.py $(ARGS)

scale: $(STAMP) ## 2,000 plans of all forms, 5 % of them hostile, in one run (ARGS="--files 500")
	@$(PY) benchmarks/scale.py $(ARGS)

gold: $(STAMP) ## score against all hand-made labels into benchmarks/gold.md (ARGS=--check writes nothing, ARGS=--accept lowers floors)
	@$(PY) tools/scores.py $(ARGS)
	@sed -n '/^|/p' benchmarks/gold.md

report: $(STAMP) ## write build/report/report.html: the samples, or DOCS="files or folders"
	@rm -rf build/report && mkdir -p build/report
	@$(KEHOACH) extract $(or $(DOCS),corpora) -o build/report/json
	@$(KEHOACH) report build/report/json -o build/report/report.html

diff: $(STAMP) ## what this working tree gains, loses and alters against main and the last tag (BASE=…)
	@$(PY) tools/diff.py $(addprefix --base ,$(BASE)) $(wildcard corpora $(SHARED)/corpora)

unused: $(STAMP) ## the rules that no document of the corpora uses
	@$(PY) tools/unused_rules.py $(wildcard corpora $(SHARED)/corpora)

notebooks: $(STAMP) ## run the notebooks
	@if ls notebooks/*.ipynb >/dev/null 2>&1; then $(PY) -m pytest --nbmake notebooks; \
	else echo "notebooks: none yet"; fi

pictures: $(STAMP) ## draw the pictures of reports into docs/images (needs chromium, see setup-system)
	@$(PY) tools/pictures.py

bench: $(STAMP) ## how fast extraction is, beside others and the floor, into benchmarks/speed.md
	@$(PY) benchmarks/speed.py

alignment: $(STAMP) ## how well and how fast plans are compared (ARGS=--vectors adds sentence vectors)
	@$(PY) -m benchmarks.compare $(ARGS)

external: $(STAMP) ## what kehoach and others read of the sets in ../shared/external, written to benchmarks/external.md (ARGS=--misses)
	@$(PY) -m benchmarks.external $(ARGS)

scans: $(STAMP) ## what the scans of the sample plans give of what their texts give (ARGS="SCAN TWIN …" for other scans)
	@$(PY) -m benchmarks.ocr $(ARGS)

readme: $(STAMP) ## put real output and scores into the marked blocks of the READMEs
	@$(PY) tools/readme.py

constraints: ## write constraints.txt anew from pyproject.toml (needs uv)
	@uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 \
	  --no-emit-index-url --no-header --no-annotate --quiet -o constraints.txt

schema: $(STAMP) ## write extractor/plan.schema.json anew from extractor/model/
	@mkdir -p build && $(KEHOACH) schema > build/plan.schema.json && mv build/plan.schema.json extractor/plan.schema.json

clean: ## remove what the other targets made (.venv included)
	@rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .grimp_cache .benchmarks .hypothesis .coverage htmlcov
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
