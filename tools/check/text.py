#!/usr/bin/env python3
"""text: what must not stand in the project's files, and what must.

In C: no banned function; in the program no SQL and no HTML in a string, and no allocation outside
platform/; a header opens by saying what it is for. Anywhere: nothing left to do later, and no
package registry's address. In the root nothing but what tells of the project and builds it.
"""

import re
import sys

from source import File, Finding, is_test, project_paths

BANNED = {
    "without a bound": "strcpy strcat stpcpy sprintf vsprintf gets scanf fscanf sscanf vscanf "
                       "vfscanf vsscanf alloca",
    "keeps state between calls": "strtok localtime gmtime ctime asctime rand srand random srandom",
    "hides errors": "atoi atol atoll atof strncpy strncat",
    "runs a shell": "system popen",
}
REASON_OF = {name: reason for reason, names in BANNED.items() for name in names.split()}
BANNED_CALL = re.compile(r"(?<![\w.>])(" + "|".join(sorted(REASON_OF)) + r")\s*\(")
ALLOCATION = re.compile(r"(?<![\w.>])(malloc|calloc|realloc|reallocarray|strdup|strndup|asprintf|"
                        r"vasprintf|free)\s*\(")

SQL = re.compile(r"select\s.*\sfrom\s|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|"
                 r"(create|alter|drop)\s+(table|index|view|trigger)\s", re.DOTALL)
HTML = re.compile(r"<[a-z][a-z0-9]*[ >/]|</[a-z]")

OPENING = re.compile(r"/\* (?P<name>[\w.]+): \S")

# Written so that this file passes.
LEFT_BEHIND = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
REGISTRY = re.compile(r"registry[.](npmjs|yarnpkg)|deb[.]debian[.]org|security[.]debian[.]org|"
                      r"pypi[.]org|pythonhosted[.]org|crates[.]io|proxy[.]golang[.]org|"
                      r"repo1?[.]maven|rubygems[.]org", re.IGNORECASE)
ROOT_FILES = {".clang-format", ".clang-tidy", ".gitignore", "LICENSE", "Makefile", "README.md",
              "meson.build", "meson_options.txt"}
BINARY = re.compile(r"\.(png|jpe?g|ico|woff2?|ttf|otf|pdf|zip|gz|db|xlsx|docx)$")


def looks_like_sql(text):
    """Whether a string is a query. "Select a term from the list" is a sentence."""
    first_word = text.split(maxsplit=1)[0] if text.strip() else ""
    return not first_word.istitle() and bool(SQL.match(text.strip().lower() + " "))


def check_c(file):
    code = file.code()
    for call in BANNED_CALL.finditer(code):
        yield file.finding(call.start(), f"{call[1]}() {REASON_OF[call[1]]}: banned")
    if is_test(file.path) or not file.path.startswith("src/"):
        return
    if not file.path.startswith("src/platform/"):
        for call in ALLOCATION.finditer(code):
            yield file.finding(call.start(), f"{call[1]}(): memory comes from an arena")
    for offset, text in file.strings():
        if not file.path.startswith("src/platform/db/") and looks_like_sql(text):
            yield file.finding(offset, "SQL stands in a .sql file, not in C")
        if not file.path.startswith("src/platform/html/") and HTML.search(text):
            yield file.finding(offset, "HTML stands in a template, not in C")


def check_header(file):
    opening = OPENING.match(file.text)
    name = file.path.rpartition("/")[2]
    if not opening or opening["name"] != name:
        yield Finding(file.path, 1, f"open with a comment, /* {name}: what it is for, what it "
                                    "owns, what it never does */")


def check_any(file):
    for match in LEFT_BEHIND.finditer(file.text):
        yield file.finding(match.start(), f"{match[1]}: finish it, or make it an issue")
    for match in REGISTRY.finditer(file.text):
        yield file.finding(match.start(), "name no package registry")


def check_templates(paths):
    """A template's function has its file's name alone, and a library takes the first of two."""
    first = {}
    for path in sorted(path for path in paths if path.startswith("src/") and
                       path.endswith(".html")):
        name = path.rpartition("/")[2]
        if name in first:
            yield Finding(path, 1, f"{first[name]} has that name already")
        first.setdefault(name, path)


def check(root):
    paths = project_paths(root)
    findings = list(check_templates(paths))
    for path in paths:
        if "/" not in path and path not in ROOT_FILES:
            findings.append(Finding(path, 1, "nothing stands here by chance: give it a folder"))
        if BINARY.search(path):
            continue
        file = File(root, path)
        findings += check_any(file)
        if path.endswith((".c", ".h")):
            findings += check_c(file)
        if path.endswith(".h"):
            findings += check_header(file)
    return findings


if __name__ == "__main__":
    found = check(".")
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(1 if found else 0)
