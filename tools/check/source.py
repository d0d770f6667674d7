"""source: the project's files, and C text taken apart into code, comments and strings.

Shared by the checks beside it. Knows nothing of what they look for.
"""

import pathlib
import re
import subprocess
from typing import NamedTuple

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)
      | (?P<string>"(?:\\.|[^"\\\n])*")
      | (?P<character>'(?:\\.|[^'\\\n])*')""",
    re.DOTALL | re.VERBOSE)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?P<open>["<])(?P<header>[^">\n]+)[">]',
                     re.MULTILINE)


class Finding(NamedTuple):
    path: str
    line: int
    message: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.message}"


class Include(NamedTuple):
    line: int
    header: str
    quoted: bool


class File:
    """One file: its path from the project's root, and its text."""

    def __init__(self, root, path):
        self.path = path
        self.text = (pathlib.Path(root) / path).read_text(encoding="utf-8", errors="replace")

    def line_of(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def finding(self, offset, message):
        return Finding(self.path, self.line_of(offset), message)

    def code(self):
        """The text with comments, strings and characters blanked; offsets stay as they are."""
        return TOKEN.sub(lambda token: re.sub(r"[^\n]", " ", token[0]), self.text)

    def strings(self):
        """Offset and content of each string; strings that C joins are one."""
        joined, start, end = None, 0, 0
        for token in TOKEN.finditer(self.text):
            if token.lastgroup == "comment":
                continue
            between = TOKEN.sub("", self.text[end:token.start()])
            if joined is not None and (token.lastgroup != "string" or between.strip()):
                yield start, joined
                joined = None
            if token.lastgroup == "string":
                if joined is None:
                    joined, start = "", token.start()
                joined += token[0][1:-1].replace("\\n", "\n").replace('\\"', '"')
            end = token.end()
        if joined is not None:
            yield start, joined

    def includes(self):
        comments_blanked = TOKEN.sub(
            lambda token: re.sub(r"[^\n]", " ", token[0]) if token["comment"] else token[0],
            self.text)
        return [Include(self.line_of(match.start()), match["header"], match["open"] == '"')
                for match in INCLUDE.finditer(comments_blanked)]


def project_paths(root):
    """Every file that is in git or would be added to it, as paths from the root."""
    listed = subprocess.run(
        ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        check=True, stdout=subprocess.PIPE).stdout.decode()
    return sorted(path for path in listed.split("\0")
                  if path and (pathlib.Path(root) / path).is_file())


def is_test(path):
    """Whether this is a test, or what tests share (test_school.h)."""
    name = path.rpartition("/")[2]
    return path.startswith("tests/") or name.endswith("_test.c") or name.startswith("test_")
