#!/usr/bin/env python3
"""run.py SQLC: what the SQL compiler accepts and refuses.

A file holds cases. `--- name` starts one that is accepted: the C made from it must compile without
a warning, with each of gcc and clang that is there. `--- line: message` starts one that is refused, and says where and how the message
starts; lines count from the one after it."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
SRC = HERE.parents[2] / "src"
FLAGS = ["-std=c17", "-D_GNU_SOURCE", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow",
         "-Wstrict-prototypes", "-Wmissing-prototypes", "-Wwrite-strings", "-Werror"]


def cases(name):
    """Title and text of each case of a file."""
    title, lines = None, []
    for line in (HERE / name).read_text().splitlines() + ["--- "]:
        if not line.startswith("--- "):
            lines.append(line)
            continue
        if title is not None:
            yield title, "\n".join(lines) + "\n"
        title, lines = line[4:], []


def compiled(folder, compilers):
    """What the C compilers have to say."""
    said = ""
    for compiler in compilers:
        command = [compiler, *FLAGS, f"-I{SRC}", f"-I{folder}", f"-I{folder}/src"]
        for source in sorted(folder.rglob("*_sql.c")) or folder.glob("*.c"):
            said += subprocess.run([*command, source], text=True, capture_output=True).stderr
    return said


class Runner:
    def __init__(self, sqlc, compilers):
        self.sqlc, self.compilers, self.count, self.failed = sqlc, compilers, 0, 0

    def statements(self, folder, text):
        path = folder / "src" / "plan" / "plan.sql"
        path.parent.mkdir(parents=True)
        (folder / "schema").mkdir()
        path.write_text(text)
        steps = folder / "0001_test.sql"
        steps.write_text((HERE / "schema.sql").read_text())
        schema = [self.sqlc, "--schema", folder / "schema" / "ids.h", folder / "schema" / "s.c",
                  steps]
        made = [path.with_name("plan_sql.h"), path.with_name("plan_sql.c")]
        subprocess.run(schema, check=True)
        return path, [self.sqlc, path, *made, steps, HERE / "finals.sql",
                      HERE / "due_finals.sql"]

    def schema(self, folder, text):
        path = folder / "0001_test.sql"
        path.write_text(text)
        return path, [self.sqlc, "--schema", folder / "ids.h", folder / "schema.c", path]

    def report(self, title, wrong):
        self.count += 1
        self.failed += wrong is not None
        print(f"{'ok' if wrong is None else 'not ok'} {self.count} - {title}")
        if wrong is not None:
            print("\n".join("# " + line for line in wrong.splitlines()))

    def run(self, make, name, accepted):
        for title, text in cases(name):
            with tempfile.TemporaryDirectory() as place:
                folder = pathlib.Path(place)
                path, command = make(folder, text)
                said = subprocess.run(command, text=True, capture_output=True)
                if accepted:
                    wrong = said.stderr or compiled(folder, self.compilers) or None
                else:
                    line, message = title.split(": ", 1)
                    start = f"{path}:{line}: error: {message}"
                    good = said.returncode == 1 and said.stderr.startswith(start)
                    wrong = None if good else f"said: {said.stderr or 'nothing'}"
            self.report(title, wrong)


def main():
    compilers = [name for name in ("gcc", "clang") if shutil.which(name)]
    if not compilers:
        sys.exit("neither gcc nor clang is there")
    runner = Runner(sys.argv[1], compilers)
    runner.run(runner.statements, "accepted.sql", True)
    runner.run(runner.statements, "refused.sql", False)
    runner.run(runner.schema, "schema_accepted.sql", True)
    runner.run(runner.schema, "schema_refused.sql", False)
    print(f"1..{runner.count}")
    sys.exit(runner.failed > 0)


if __name__ == "__main__":
    main()
