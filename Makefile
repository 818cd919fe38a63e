# Two commands do everything: `make demo` and `make test`. Each first runs tools/bootstrap.py, which sets up .venv
# and says in one line what is missing. The other targets are for people who work on Codeclerk.

# Tried in this order; set PYTHON to choose another one.
PYTHONS = $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11 python

define set_up
@for python in $(PYTHONS); do \
	if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
		exec "$$python" tools/bootstrap.py $(1); \
	fi; \
done; \
echo "Python 3.11 or newer is missing. Install it, or name it: make PYTHON=/path/to/python3 $@" >&2; exit 2
endef

.PHONY: help demo test coverage bench docs screenshots clean

help:
	@echo "make demo    set up, load the example, serve on http://127.0.0.1:8000 (DEMO_ARGS passes options on)"
	@echo "make test    set up, lint, types, contracts, the suite on SQLite and PostgreSQL, browser journeys"

demo:
	$(call set_up,run)
	@.venv/bin/codeclerk demo $(DEMO_ARGS)

test:
	$(call set_up,test)
	@.venv/bin/python tools/check.py $(TEST_ARGS)

# Writes docs/coverage.csv from the last complete `make test`.
coverage:
	$(call set_up,test)
	@.venv/bin/python tools/coverage.py

# `make bench BENCH_ARGS=--record` rewrites docs/benchmarks.md.
bench:
	$(call set_up,test)
	@.venv/bin/python tools/bench.py $(BENCH_ARGS)

docs:
	$(call set_up,test)
	@.venv/bin/python -m sphinx -W --keep-going -q -b html docs build/docs
	@echo "build/docs/index.html"

# Takes the pictures of the README into docs/images.
screenshots:
	$(call set_up,test)
	@.venv/bin/python tools/screenshots.py $(SCREENSHOT_ARGS)

clean:
	rm -rf .venv build
