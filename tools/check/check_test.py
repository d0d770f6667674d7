#!/usr/bin/env python3
"""check_test: small trees that the checks must refuse, and a few that they must let pass.

Each case is a name, a tree (path to content) and the finding that must come out, or None. Prints
one line of TAP for each case.
"""

import pathlib
import subprocess
import sys
import tempfile

import includes
import text

TOOLS = pathlib.Path(__file__).resolve().parent

ORDER = """
layer platform/base
layer platform/db platform/http
layer learner
layer web
layer plan do
door platform/base/*.h
library sqlite3.h platform/db
library cmocka.h *
"""


def long_function(lines):
    return "int f(int a)\n{\n" + "    a++;\n" * (lines - 4) + "    return a;\n}\n"


def branching_function(branches):
    return "int f(int a)\n{\n" + "    if (a)\n        a++;\n" * branches + "    return a;\n}\n"


def switching_function(cases):
    return ("int f(int a)\n{\n    switch (a) {\n" +
            "".join(f"    case {case}: return {case};\n" for case in range(cases)) +
            "    }\n    return 0;\n}\n")


INCLUDES = [
    ("a folder above", {"src/plan/plan.c": '#include "learner/learner.h"\n'}, None),
    ("an include in a comment", {"src/learner/a.c": '/*\n#include "plan/plan.h"\n*/\n'}, None),
    ("a C header", {"src/plan/plan.c": "#include <string.h>\n#include <sys/stat.h>\n"}, None),
    ("any header of platform/base", {"src/plan/a.c": '#include "platform/base/arena.h"\n'}, None),
    ("the own header first",
     {"src/plan/a.h": "", "src/plan/a.c": '#include "plan/a.h"\n#include <stdio.h>\n'}, None),
    ("what tests share, in a test", {"src/plan/a_test.c": '#include "learner/test_school.h"\n'},
     None),
    ("what tests share, outside tests", {"src/plan/a.c": '#include "learner/test_school.h"\n'},
     "src/plan/a.c:1: learner/test_school.h is for tests"),
    ("what the tests of a folder below share",
     {"src/learner/a_test.c": '#include "plan/test_plan.h"\n'}, "learner may not include plan"),
    ("a folder below", {"src/learner/a.c": '#include "plan/plan.h"\n'},
     "src/learner/a.c:1: learner may not include plan"),
    ("a folder in the same layer", {"src/plan/a.c": '#include "do/do.h"\n'},
     "src/plan/a.c:1: plan may not include do"),
    ("a folder below, from a test", {"src/learner/a_test.c": '\n#include "plan/plan.h"\n'},
     "src/learner/a_test.c:2: learner may not include plan"),
    ("not the door", {"src/plan/a.c": '#include "learner/cycle.h"\n'},
     "src/plan/a.c:1: learner/cycle.h is not a door"),
    ("another folder's queries", {"src/plan/a.c": '#include "learner/learner_sql.h"\n'},
     "is not a door"),
    ("an include that is not from src", {"src/plan/a.c": '#include "a.h"\n'},
     'write the include from src: "plan/a.h"'),
    ("a folder nobody knows", {"src/plan/a.c": '#include "shared/shared.h"\n'},
     "shared/shared.h: no such folder"),
    ("a file in a folder nobody knows", {"src/stuff/a.c": "\n"},
     "src/stuff/a.c:1: no folder stuff"),
    ("a folder within a folder", {"src/plan/targets/a.c": "\n"}, "no folder plan/targets"),
    ("a file in src itself", {"src/a.c": "\n"}, "src/a.c:1: no folder"),
    ("another header before the own",
     {"src/plan/a.h": "", "src/plan/a.c": '#include <stdio.h>\n#include "plan/a.h"\n'},
     'src/plan/a.c:1: the first include must be "plan/a.h"'),
    ("the own header never", {"src/plan/a.h": "", "src/plan/a.c": "int a;\n"},
     "the first include must be"),
    ("a library that is not this folder's", {"src/plan/a.c": "#include <sqlite3.h>\n"},
     "plan may not see <sqlite3.h>"),
    ("a library that nobody may see", {"src/plan/a.c": "#include <openssl/md5.h>\n"},
     "plan may not see <openssl/md5.h>"),
    ("rules with a database", {"src/plan/plan_rules.c": '#include "platform/db/db.h"\n'},
     "rules are pure: no platform/db/db.h"),
    ("rules with their own queries", {"src/plan/plan_rules.c": '#include "plan/plan_sql.h"\n'},
     "rules are pure: no plan/plan_sql.h"),
    ("rules with a page", {"src/plan/plan_rules.c": '#include "web/web.h"\n'}, "rules are pure"),
    ("rules with a clock header", {"src/plan/plan_rules.c": "#include <time.h>\n"},
     "rules are pure"),
    ("rules that ask for the time", {"src/plan/plan_rules.c": "\nint a(void)\n{ clock_now(); }\n"},
     "src/plan/plan_rules.c:3: rules are pure: clock_now()"),
    ("a vague folder", {"src/utils/a.c": "\n"}, "a name that says nothing"),
    ("a vague file", {"src/plan/plan_helper.c": "\n"}, "a name that says nothing"),
    ("a vague template", {"src/plan/common.html": "\n"}, "a name that says nothing"),
]

TEXT = [
    ("a bounded call", {"src/plan/a.c": "void a(void) { snprintf(b, 2, c); plan_free(d); }\n"},
     None),
    ("a banned word in a comment", {"src/plan/a.c": "/* strcpy() would overrun */\n"}, None),
    ("a banned word in a string", {"src/plan/a.c": 'char *a = "system(1)";\n'}, None),
    ("a sentence", {"src/plan/a.c": 'char *a = "Select a term from the list";\n'}, None),
    ("an opened header", {"src/plan/plan.h": "/* plan.h: a plan. Owns plans. */\n"}, None),
    ("an allocation in platform/", {"src/platform/base/a.c": "int *a = malloc(1);\n"}, None),
    ("an allocation in a tool", {"tools/sqlc/a.c": "int *a = malloc(1);\n"}, None),
    ("an allocation in a benchmark", {"bench/a.c": "int *a = malloc(1);\n"}, None),
    ("SQL in a test", {"src/plan/a_test.c": 'char *a = "select a from b";\n'}, None),
    ("less than", {"src/plan/a.c": 'char *a = "a < b"; int b = c <d;\n'}, None),
    ("strcpy", {"src/plan/a.c": "\nvoid a(void) { strcpy(b, c); }\n"},
     "src/plan/a.c:2: strcpy() without a bound: banned"),
    ("sscanf with a space", {"src/plan/a.c": "void a(void) { sscanf (b, c); }\n"}, "sscanf()"),
    ("strtok in a test", {"src/plan/a_test.c": "void a(void) { strtok(b, c); }\n"}, "strtok()"),
    ("popen in a tool", {"tools/sqlc/a.c": "void a(void) { popen(b, c); }\n"}, "popen()"),
    ("localtime", {"src/plan/a.c": "void a(void) { localtime(b); }\n"}, "localtime()"),
    ("malloc outside platform/", {"src/plan/a.c": "int *a = malloc(1);\n"},
     "malloc(): memory comes from an arena"),
    ("free outside platform/", {"src/plan/a.c": "void a(void) { free(b); }\n"}, "free()"),
    ("a query in C", {"src/plan/a.c": 'char *a = "select id, name"\n  " from plan";\n'},
     "src/plan/a.c:1: SQL stands in a .sql file"),
    ("a query in capitals", {"src/plan/a.c": 'char *a = "INSERT INTO plan VALUES (1)";\n'}, "SQL"),
    ("an update", {"src/plan/a.c": 'char *a = "update plan set a = 1";\n'}, "SQL"),
    ("a delete", {"src/plan/a.c": 'char *a = "delete from plan";\n'}, "SQL"),
    ("markup in C", {"src/plan/a.c": '\nchar *a = "<p class=\\"a\\">";\n'},
     "src/plan/a.c:2: HTML stands in a template"),
    ("a closing tag in C", {"src/plan/a.c": 'char *a = "b</p>";\n'}, "HTML"),
    ("a header that says nothing", {"src/plan/plan.h": "#ifndef PLAN_H\n"},
     "src/plan/plan.h:1: open with a comment, /* plan.h: "),
    ("a header that opens with another's name", {"src/plan/plan.h": "/* goal.h: a goal. */\n"},
     "open with a comment"),
    ("work left behind", {"docs/a.md": "a\nTO" "DO: b\n"}, "docs/a.md:2: TO" "DO"),
    ("work left behind in SQL", {"src/plan/a.sql": "-- FIX" "ME\n"}, "finish it"),
    ("what an output was sent to by mistake", {"today": ""}, "today:1: nothing stands here by chance"),
    ("two templates of one name", {"src/plan/a.html": "", "src/review/a.html": ""},
     "src/review/a.html:1: src/plan/a.html has that name already"),
    ("a file of the root", {"Makefile": "all:\n"}, None),
    ("a registry", {"tests/package-lock.json": "https://registry." "npmjs.org/a\n"},
     "name no package registry"),
]

LIMITS = [
    ("60 lines", {"a.c": long_function(60)}, None),
    ("61 lines", {"a.c": "\n" + long_function(61)}, "a.c:2: f() has 61 lines"),
    ("complexity 15", {"a.c": branching_function(14)}, None),
    ("complexity 16", {"a.c": branching_function(15)}, "a.c:1: f() has complexity 16"),
    ("a flat switch", {"a.c": switching_function(40)}, None),
]


def plant(root, tree):
    for path, content in tree.items():
        file = pathlib.Path(root, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(content)
    subprocess.run(["git", "init", "-q", root], check=True)


def check_limits(root):
    return subprocess.run([TOOLS / "limits", "a.c"], cwd=root, text=True,
                          stdout=subprocess.PIPE).stdout.splitlines()


def verdict(findings, expected):
    """Why these findings are not what was expected, or None."""
    findings = [str(finding) for finding in findings]
    if expected is None:
        return f"refused: {findings}" if findings else None
    if not any(expected in finding for finding in findings):
        return f"expected '{expected}', found {findings}"
    return None


def main():
    cases = [(f"includes: {name}", tree, expected, lambda root: includes.check(root, ORDER))
             for name, tree, expected in INCLUDES]
    cases += [(f"text: {name}", tree, expected, text.check) for name, tree, expected in TEXT]
    cases += [(f"limits: {name}", tree, expected, check_limits) for name, tree, expected in LIMITS]
    failed = 0
    print(f"1..{len(cases)}")
    for number, (name, tree, expected, check) in enumerate(cases, 1):
        with tempfile.TemporaryDirectory() as root:
            plant(root, tree)
            problem = verdict(check(root), expected)
        print(f"{'not ok' if problem else 'ok'} {number} - {name}")
        if problem:
            print(f"# {problem}")
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
