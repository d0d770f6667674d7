#!/usr/bin/env python3
"""includes: the order of the folders holds.

A folder under src/ includes only what stands above it in order.txt, and of another folder only its
door; a library is seen only where order.txt says; rules are pure.
"""

import fnmatch
import pathlib
import re
import sys

from source import File, Finding, is_test, project_paths

TABLE = pathlib.Path(__file__).with_name("order.txt")

# C17 and the parts of POSIX and Linux that need no library.
PLAIN_HEADERS = set("""
    assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h locale.h math.h
    setjmp.h signal.h stdalign.h stdarg.h stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h
    stdnoreturn.h string.h strings.h tgmath.h threads.h time.h uchar.h wchar.h wctype.h
    arpa/inet.h dirent.h fcntl.h getopt.h ifaddrs.h libgen.h malloc.h net/if.h netdb.h
    netinet/in.h netinet/tcp.h poll.h pthread.h pwd.h grp.h sched.h semaphore.h spawn.h termios.h unistd.h
    linux/* sys/*
""".split())

VAGUE_NAME = re.compile(r"(^|[_/])(common|utils?|misc|helpers?|managers?)($|[_/.])")
IMPURE_HEADER = re.compile(r"^(platform/(db|http|mail|job)/|web/|time\.h$|sys/time\.h$)|_sql\.h$")
IMPURE_CALL = re.compile(r"\b(clock_now|time|clock_gettime|gettimeofday)\s*\(")


class Order:
    """What order.txt says."""

    def __init__(self, text):
        self.layer_of, self.doors, self.libraries = {}, [], []
        layer = 0
        for line in text.splitlines():
            kind, *words = line.split("#")[0].split() or [""]
            if kind == "layer":
                layer += 1
                self.layer_of.update((folder, layer) for folder in words)
            elif kind == "door":
                self.doors += words
            elif kind == "library":
                self.libraries.append((words[0], words[1:]))
            elif kind:
                raise ValueError(f"order.txt: no such kind of line: {kind}")

    def is_door(self, header):
        folder = header.rpartition("/")[0]
        name = folder.rpartition("/")[2]
        return header == f"{folder}/{name}.h" or any(
            fnmatch.fnmatch(header, door) for door in self.doors)

    def sees_library(self, folder, header):
        if any(fnmatch.fnmatch(header, plain) for plain in PLAIN_HEADERS):
            return True
        return any(fnmatch.fnmatch(header, pattern) and
                   any(fnmatch.fnmatch(folder, allowed) for allowed in folders)
                   for pattern, folders in self.libraries)


def refuse_project_header(order, folder, header, for_test):
    """Why this folder, or its tests, may not include this header of ours, or None."""
    owner = header.rpartition("/")[0]
    if is_test(header) and not for_test:
        return f"{header} is for tests"
    if not owner:
        return f"write the include from src: \"{folder}/{header}\""
    if owner == folder:
        return None
    if owner not in order.layer_of:
        return f"{header}: no such folder in order.txt"
    if order.layer_of[owner] >= order.layer_of[folder]:
        return f"{folder} may not include {owner}: it does not stand above it in order.txt"
    if not order.is_door(header) and not is_test(header):
        return f"{header} is not a door: of another folder include only its door"
    return None


def check_file(order, file, headers):
    folder, _, name = file.path.removeprefix("src/").rpartition("/")
    if folder not in order.layer_of:
        yield Finding(file.path, 1, f"no folder {folder} in order.txt")
        return
    includes = file.includes()
    own_header = re.sub(r"\.c$", ".h", file.path)
    if name.endswith(".c") and own_header in headers:
        expected = own_header.removeprefix("src/")
        if not includes or includes[0].header != expected:
            line = includes[0].line if includes else 1
            yield Finding(file.path, line, f"the first include must be \"{expected}\"")
    for include in includes:
        refusal = None
        if include.quoted:
            refusal = refuse_project_header(order, folder, include.header, is_test(file.path))
        elif not order.sees_library(folder, include.header):
            refusal = f"{folder} may not see <{include.header}>: order.txt does not say so"
        if refusal is None and name.endswith("_rules.c") and IMPURE_HEADER.search(include.header):
            refusal = f"rules are pure: no {include.header}"
        if refusal:
            yield Finding(file.path, include.line, refusal)
    if name.endswith("_rules.c"):
        for call in IMPURE_CALL.finditer(file.code()):
            yield file.finding(call.start(), f"rules are pure: {call[1]}() reads the clock")


def check(root, table=None):
    order = Order(table or TABLE.read_text())
    paths = [path for path in project_paths(root) if path.startswith("src/")]
    headers = {path for path in paths if path.endswith(".h")}
    findings = [Finding(path, 1, "a name that says nothing: use a word of the domain")
                for path in paths if VAGUE_NAME.search(path)]
    for path in paths:
        if path.endswith((".c", ".h")):
            findings += check_file(order, File(root, path), headers)
    return findings


if __name__ == "__main__":
    found = check(".")
    print(*found, sep="\n", end="\n" if found else "")
    sys.exit(1 if found else 0)
