# Thin: each target installs the Debian packages it lacks, and hands over to Meson, Ninja or a
# script. docs/building.md says what the targets do and which options they take.

BUILD ?=
DATA  ?= data
PORT  ?=

ifeq ($(origin CC),default)
CC := gcc
endif

# One folder for each kind of build, so that they do not undo one another.
BUILD_DIR := build$(if $(BUILD),-$(BUILD))
SETUP_    := --buildtype=debugoptimized
SETUP_release  := --buildtype=release -Db_lto=true
SETUP_sanitize := --buildtype=debugoptimized -Db_sanitize=address,undefined -Db_lundef=false
SETUP_coverage := --buildtype=debug -Db_coverage=true

ifeq ($(SETUP_$(BUILD)),)
$(error BUILD is release, sanitize, coverage or nothing, not "$(BUILD)")
endif

packages = tools/install-packages $(foreach list,$(1),packaging/packages-$(list).txt)

.PHONY: all run test check bench soak coverage clean
.DELETE_ON_ERROR:

all: $(BUILD_DIR)/build.ninja
	@$(call packages,run)
	@ninja -C $(BUILD_DIR)

# Meson looks again at its own files by itself; this rule is for the first time only.
$(BUILD_DIR)/build.ninja:
	@$(call packages,run)
	@CC="ccache $(CC)" meson setup $(SETUP_$(BUILD)) $(BUILD_DIR)

run: $(BUILD_DIR)/build.ninja
	@$(call packages,run)
	@ninja -C $(BUILD_DIR) fourfold
	@[ -e $(DATA) ] || { rm -rf $(DATA).part; \
		$(BUILD_DIR)/fourfold demo --data $(DATA).part && mv $(DATA).part $(DATA); }
	@exec $(BUILD_DIR)/fourfold serve --demo --data $(DATA) $(if $(PORT),--port $(PORT))

test: $(BUILD_DIR)/build.ninja tests/node_modules/.package-lock.json
	@$(call packages,run test)
	@tests/run --build $(BUILD_DIR) $(if $(SUITE),--suite $(SUITE)) $(if $(JOURNEY),--journey $(JOURNEY))

tests/node_modules/.package-lock.json: tests/package.json tests/package-lock.json
	@$(call packages,test)
	@cd tests && npm ci

check:
	@$(call packages,run check)
	@tools/check/run $(if $(ALL),--all) $(ONLY)

# What takes long or measures time runs on a release build, one at a time; Meson builds what it needs.
bench soak:
	@$(MAKE) --no-print-directory BUILD=release build-release/build.ninja
	@$(call packages,run test)
	@meson test -C build-release --benchmark --verbose --suite $@

coverage:
	@$(call packages,run test)
	@$(MAKE) --no-print-directory BUILD=coverage test
	@gcovr --root . --filter src/ --exclude '.*_test\.c' --fail-under-line 90 build-coverage

clean:
	@rm -rf build build-* $(DATA).part
