# Shifu: `make run` serves the demonstration, `make test` runs everything that CI runs.
# Needs Python 3.11 or newer and make; everything else is installed into .venv.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.PHONY: run test bench client lint format client-test clean clean-data lock check chromium help

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$p; break; }; done)
PORT ?= $(or $(SHIFU_PORT),8000)
SUPPLIER_PORT ?= $(or $(SHIFU_SUPPLIER_PORT),8010)
VAR := $(or $(SHIFU_VAR),$(CURDIR)/var)
BIN := $(CURDIR)/.venv/bin
MADE := .make
SOURCES := $(shell find web/client -path web/client/node_modules -prune -o -path web/client/dist -prune -o -type f -print) \
	$(wildcard web/locales/*.json web/locales/*/*.json)
export PATH := $(BIN):$(PATH)
export HF_HUB_OFFLINE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help:
	@sed -n 's/^# //p' Makefile | head -2

# --- what people call -------------------------------------------------------------------------------------

run: port $(MADE)/python $(MADE)/client
	@SHIFU_DEMO=1 SHIFU_PORT=$(PORT) SHIFU_SUPPLIER_PORT=$(SUPPLIER_PORT) exec python -m web.supervisor

test: $(MADE)/python lint client-test $(MADE)/client chromium
	python -m pytest -m "not e2e" -n 2 --dist loadfile
	python -m pytest -m e2e -n 2 --dist loadfile

bench: $(MADE)/python $(MADE)/client
	python -m tests.bench $(or $(NAME),main)

client: $(MADE)/client

lint: $(MADE)/python
	ruff check .
	ruff format --check .
	mypy
	lint-imports
	deptry .
	python -m web.typegen --check
	python -m web.reference --check

format: $(MADE)/python $(MADE)/node
	ruff check --fix .
	ruff format .
	cd web/client && npm run format

client-test: $(MADE)/node
	cd web/client && npm run check

lock: $(MADE)/python
	python .ci/lock.py

# What can be made again; what people entered lies in var and stays.
clean:
	rm -rf $(MADE) .venv web/client/dist web/client/node_modules

clean-data:
	@echo "要删除 $(VAR)：所有订单、记录、照片和账号，都找不回来。确定的话请输入 delete 并回车："
	@echo "This deletes $(VAR): every order, record, photo and account, for good. Type delete to go on:"
	@read -r answer && test "$$answer" = delete || { echo "没有删除。 / Nothing was deleted."; exit 1; }
	rm -rf "$(VAR)"

# --- what they need ---------------------------------------------------------------------------------------

.PHONY: port
port: check
	@$(PYTHON) .ci/check.py port PORT "$(PORT)" SUPPLIER_PORT "$(SUPPLIER_PORT)"

check:
	@test -n "$(PYTHON)" || { \
	echo "没有找到 Python 3.11 或更新的版本。请安装后再运行：apt-get install python3 python3-venv"; \
	echo "Python 3.11 or newer was not found. Install it and run this again: apt-get install python3 python3-venv"; \
	exit 3; }
	@$(PYTHON) .ci/check.py python

$(MADE)/python: requirements.lock pyproject.toml | check
	@echo "→ 安装 Python 软件包（首次约 3 分钟）… / Installing Python packages (about 3 minutes at first)…"
	@mkdir -p $(MADE)
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@python -m pip install --quiet --progress-bar on -r requirements.lock
	@python -m pip install -qq --no-deps --no-build-isolation -e .
	@touch $@

$(MADE)/node: web/client/package-lock.json web/client/package.json | $(MADE)/python
	@echo "→ 安装页面的软件包（首次约 1 分钟）… / Installing the client's packages (about 1 minute at first)…"
	@# Not `npm ci`: it refuses a lock that leaves out other platforms' optional packages. This keeps to the lock too.
	@cd web/client && npm install --no-save --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

$(MADE)/client: $(SOURCES) | $(MADE)/node
	@echo "→ 构建页面… / Building the pages…"
	@cd web/client && npm run --silent build -- --logLevel warn
	@python -m web.precompress
	@touch $@

chromium:
	@command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 \
	|| command -v google-chrome >/dev/null 2>&1 || { \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then \
	echo "→ 安装 Chromium… / Installing Chromium…"; \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	else \
	echo "测试需要 Chromium。请安装后再运行：apt-get install chromium"; \
	echo "The tests need Chromium. Install it and run this again: apt-get install chromium"; \
	exit 3; fi; }
