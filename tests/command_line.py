#!/usr/bin/env python3
"""command_line.py FOURFOLD: the program as whoever looks after it uses it, from outside.

Each case runs the real program: its answers, its exit status, its pages over HTTP, and what is in
its store afterwards. What touches the store runs on SQLite and on PostgreSQL, a database for each
case on the server that FOURFOLD_TEST_POSTGRESQL names. Prints TAP.
"""

import base64
import contextlib
import csv
from email import message_from_bytes, policy
import hashlib
import hmac
import http.client
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
import traceback
import urllib.parse

PROGRAM = sys.argv[1]
SCHEMA = pathlib.Path(__file__).resolve().parent.parent / "schema"
SECONDS = 600
PASSWORD = "four parts make one"
NAME = "Mrs Ana Vaz"
EMAIL = "ana@mill.example"
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("FOURFOLD_")}
ENVIRONMENT["FOURFOLD_CONFIG"] = "/dev/null"
COMMANDS = ["serve", "setup", "code", "leave", "demo", "import", "migrate", "backup", "restore",
            "audit", "check"]
CASES = []
DEMO = {} # the demo school made once on each engine: the flags that name it


def case(function):
    CASES.append((function.__name__.replace("_", " "), lambda place: function(place(False))))
    return function


def on_both(function):
    """A case of the store: once on each engine."""
    for engine in ("SQLite", "PostgreSQL"):
        CASES.append((f"{function.__name__.replace('_', ' ')}, {engine}",
                      lambda place, engine=engine: function(place(engine == "PostgreSQL"))))
    return function


def equal(found, wanted, about=""):
    assert found == wanted, f"{about}: {found!r}, not {wanted!r}"


def holds(text, part):
    assert part in text, f"{part!r} is not in {text!r}"


# ---- The program --------------------------------------------------------------------------------

def fourfold(*words, status=0, **environment):
    """Runs a command to its end: what it printed, and what it complained of."""
    done = subprocess.run([PROGRAM, *map(str, words)], capture_output=True, text=True,
                          timeout=SECONDS, env={**ENVIRONMENT, **environment}, check=False)
    equal(done.returncode, status, f"{' '.join(map(str, words))}: {done.stdout}{done.stderr}")
    return done.stdout + done.stderr


class Place:
    """A folder of the case's own, and a store in it or in a new database."""

    def __init__(self, folder, postgresql):
        self.folder = pathlib.Path(folder)
        self.postgresql = postgresql
        self.databases = 0
        self.flags = self.store()

    def store(self, postgresql=None, template="template0"):
        """Flags that name a store which is not there yet."""
        self.databases += 1
        if not (self.postgresql if postgresql is None else postgresql):
            return ["--data", str(self.folder / f"data{self.databases}")]
        server = os.environ["FOURFOLD_TEST_POSTGRESQL"]
        name = f"{self.folder.name}_{self.databases}"
        subprocess.run(["psql", "--quiet", server, "--command", f'create database "{name}" '
                        f"template \"{template}\" encoding 'UTF8' locale 'C'"], check=True)
        return ["--database", re.sub(r"^(\w+://[^/?]*)/[^?]*", rf"\1/{name}", server)]

    def set_up(self):
        """A school and its SENCO; the one-time code."""
        said = fourfold("setup", *self.flags, "--school", "Mill Lane", "--name", NAME,
                        "--email", EMAIL)
        return code_in(said)

    def demo(self):
        """The demo school, in a copy of the one that is made first."""
        if self.postgresql not in DEMO:
            fourfold("demo", *self.flags)
            DEMO[self.postgresql] = self.flags
        made = DEMO[self.postgresql][1]
        if self.postgresql:
            self.flags = self.store(template=re.search(r"/(\w+)\?", made).group(1))
        else:
            self.flags = self.store()
            shutil.copytree(made, self.flags[1])

    def unlock_trail(self):
        """As somebody who holds the database could: the engine refuses nothing any more."""
        if self.flags[0] == "--data":
            for table in ("audit", "audit_list"):
                for act in ("update", "delete", "replace"):
                    self.query(f"drop trigger {table}_no_{act}")
        else:
            for table in ("audit", "audit_list"):
                self.query(f"drop trigger {table}_append_only on {table}")

    def query(self, sql):
        """The first column of each row, asked beside the program."""
        kind, where = self.flags
        if kind == "--data":
            with contextlib.closing(sqlite3.connect(f"file:{where}/fourfold.db?mode=rw", uri=True,
                                                    isolation_level=None)) as store:
                return [str(row[0]) for row in store.execute(sql)]
        asked = subprocess.run(["psql", "--quiet", "--tuples-only", "--no-align", where,
                                "--command", sql], check=True, capture_output=True, text=True)
        return asked.stdout.splitlines()


class Server:
    """The program serving, ended with the block."""

    def __init__(self, *words):
        self.log = tempfile.TemporaryFile(mode="w+")
        self.process = subprocess.Popen([PROGRAM, "serve", "--port", "0", *words], text=True,
                                        stdout=subprocess.PIPE, stderr=self.log, env=ENVIRONMENT)
        self.first = self.process.stdout.readline()
        if not self.first.startswith("Address: "):
            self.process.wait(SECONDS)
            raise AssertionError(f"serve printed {self.first!r}; {self.logged()}")
        self.address = self.first.removeprefix("Address: ").strip()
        self.port = int(self.address.rpartition(":")[2])

    def logged(self):
        self.log.seek(0)
        return self.log.read()

    def stop(self, number=signal.SIGTERM):
        """Ends it as an administrator would; what it printed since."""
        self.process.send_signal(number)
        printed = self.process.stdout.read()
        self.process.wait(SECONDS)
        equal(self.process.returncode, 0, f"serve, {self.logged()}")
        return printed

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()


class Browser:
    """One person's: keeps a connection and the session."""

    def __init__(self, server):
        self.origin = server.address
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=SECONDS)
        self.cookie = ""
        self.key = None  # of the authenticator app
        self.recovery_codes = []

    def ask(self, method, path, body=None):
        headers = {"Cookie": self.cookie, "Origin": self.origin,
                   "Host": self.origin.partition("//")[2]}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        page = answer.read().decode()
        if answer.getheader("Set-Cookie"):
            self.cookie = answer.getheader("Set-Cookie").partition(";")[0]
        return answer, page

    def get(self, path):
        answer, page = self.ask("GET", path)
        return answer.status, page

    def send(self, path, page, **fields):
        """Posts the page's form to the path: where it leads, or None when it was refused."""
        answer, _ = self.ask("POST", path, filled(page, path, fields))
        return answer.getheader("Location") if answer.status == 303 else None

    def sign_in(self, email, password):
        """Both steps: where they led, or None when one was refused."""
        _, page = self.get("/in")
        place = self.send("/in", page, email=email, password=password)
        if place != "/in/factor":
            return place
        _, page = self.get(place)
        key = re.search(r'class="app-key">([A-Z2-7 ]+)<', page)
        if not key:
            place = self.send(place, page, code=self.recovery_codes.pop())
            return place and place.partition("?")[0]
        self.key = key[1]
        _, page = self.ask("POST", place, filled(page, place, {"code": app_code(self.key)}))
        self.recovery_codes = re.findall(r"<li>([A-Z0-9-]{15})</li>", page)
        return self.send("/in/on", page)


def app_code(key):
    """What an authenticator app shows now (RFC 6238)."""
    step = struct.pack(">Q", int(time.time()) // 30)
    mac = hmac.digest(base64.b32decode(key.replace(" ", "")), step, "sha1")
    number = struct.unpack_from(">I", mac, mac[-1] & 15)[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def filled(page, path, fields):
    form = re.search(f'<form method="post" action="{path}".*?</form>', page, re.DOTALL).group()
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))
    return urllib.parse.urlencode({**hidden, **fields})


def code_in(said):
    return re.search(r"One-time code.*: ([A-Z0-9-]{15})$", said, re.MULTILINE).group(1)


def set_password(browser, code, password, email=EMAIL):
    _, page = browser.get("/setup")
    return browser.send("/setup", page, email=email, code=code, password=password)


# ---- Words, flags, settings ---------------------------------------------------------------------

@case
def every_command_says_what_it_does(_):
    everything = fourfold("--help")
    for command in COMMANDS:
        holds(everything, f"\n  {command} ")
        said = fourfold(command, "--help")
        holds(said, f"fourfold {command}")
        holds(said, "--name value")
        holds(said, "\n  data ")
        assert ("\n  role " in said) == (command == "setup"), f"{command}: {said}"
        assert ("\n  tls-key " in said) == (command == "serve"), f"{command}: {said}"
    equal(fourfold("help"), everything)
    equal(fourfold(status=2), everything)
    assert re.fullmatch(r"fourfold \d+\.\d+\.\d+\n", fourfold("--version"))


@case
def what_is_not_understood_is_refused(place):
    data = ["--data", str(place.folder / "none")]
    for words, sentence in [
            (["nonsense"], 'there is no command "nonsense"'),
            (["--serve"], 'there is no command "--serve"'),
            (["serve", "--colour", "red"], "There is no flag --colour"),
            (["serve", "-x"], "There is no flag -x"),
            (["serve", "now"], 'There is no use for "now"'),
            (["check", "--data"], "--data needs a value"),
            (["serve", "--port", "65536"], "--port: port must be a number from 0 to 65535"),
            (["serve", "--port", "-1"], "--port: port must be a number"),
            (["serve", "--port=8o"], "--port: port must be a number"),
            (["serve", "--workers", "0"], "--workers: workers must be a number from 1 to 256"),
            (["serve", "--demo=maybe"], "--demo: demo must be yes or no"),
            (["serve", "--log-level", "loud", *data], "--log-level: log-level must be debug, info, warn or error"),
            (["setup", "--database", "school"], "--database: database must begin with postgresql://"),
            (["check", "--database", "postgresql:/school"], "database must begin with"),
            (["serve", "--config", "/nowhere.conf"], "/nowhere.conf cannot be read"),
            (["setup", "--name", b"Mrs \xff", *data], "--name: name is not written in UTF-8"),
            (["setup", *data], "Setup needs --name and --email"),
            (["code", *data], "Say whose account"),
            (["leave", "--email", "ana", *data], "Say whose account"),
            (["backup", *data], "Say where to write"),
            (["restore", *data], "Say what to restore"),
            (["restore", "a", "b", *data], 'There is no use for "b"'),
            (["import", "list.csv", *data], "Say which file and who"),
            (["audit", *data], "Say what to do: fourfold audit verify"),
            (["audit", "mend", *data], "Say what to do"),
            (["audit", "export", *data], "Say what to do"),
            (["audit", "verify", "trail.csv", *data], "Say what to do"),
            (["audit", "export", "a", "b", *data], 'There is no use for "b"')]:
        said = subprocess.run([PROGRAM, *words], capture_output=True, env=ENVIRONMENT, check=False,
                              timeout=SECONDS)
        equal(said.returncode, 2, words)
        holds(said.stderr.decode(errors="replace"), sentence)
    assert not (place.folder / "none").exists()


@case
def a_mistake_in_the_file_is_named_by_its_line(place):
    file = place.folder / "fourfold.conf"
    for lines, sentence in [
            ("# ours\nport = 8081\n\nprot = 1\n", ':4: there is no setting "prot"'),
            ("port = many", ":1: port must be a number from 0 to 65535"),
            ("\n\nport 8080\n", ':3: write a setting as "name = value"'),
            ("demo = perhaps\n", ":1: demo must be yes or no"),
            ("\n\nlog-level = loud\n", ":3: log-level must be debug, info, warn or error"),
            ("\ndatabase = mysql://x\n", ":2: database must begin with postgresql://"),
            ("port = 1\n# more\nport = 2\n", ":3: port stands on line 1 already"),
            ("data = " + "x" * 5000 + "\n", ":1: the line is too long")]:
        file.write_text(lines)
        for given in (["--config", file], [f"--config={file}"]):
            holds(fourfold("check", *given, status=2), f"{file}{sentence}")
        holds(fourfold("check", FOURFOLD_CONFIG=str(file), status=2), f"{file}{sentence}")
    holds(fourfold("check", "--config", place.folder, status=2), "cannot be read")


@case
def a_flag_outweighs_the_environment_and_that_the_file(place):
    file = place.folder / "fourfold.conf"
    file.write_text(f"  data={place.folder}/file  \n# data = elsewhere\n")
    environment = {"FOURFOLD_CONFIG": str(file)}
    person = ["--school", "A", "--name", NAME, "--email", EMAIL]
    made = lambda: sorted(folder.name for folder in place.folder.iterdir() if folder.is_dir())
    fourfold("setup", *person, **environment)
    equal(made(), ["file"])
    environment["FOURFOLD_DATA"] = str(place.folder / "environment")
    fourfold("setup", *person, **environment)
    equal(made(), ["environment", "file"])
    fourfold("setup", *person, f"--data={place.folder}/flag", **environment)
    equal(made(), ["environment", "file", "flag"])
    holds(fourfold("serve", FOURFOLD_PORT="http", status=2), "FOURFOLD_PORT: port must be")
    holds(fourfold("serve", FOURFOLD_LOG_LEVEL="loud", status=2),
          "FOURFOLD_LOG_LEVEL: log-level must be")


# ---- People -------------------------------------------------------------------------------------

@on_both
def setup_to_the_first_page(place):
    said = fourfold("setup", *place.flags, "--school", "Mill Lane", "--name", NAME, "--email",
                    "Ana@Mill.Example", "--learner-word", "child")
    holds(said, f"The school is made. {EMAIL} can sign in.")
    holds(said, "\nfourfold setup --role head ")
    code = code_in(said)
    with Server(*place.flags) as server:
        person = Browser(server)
        equal(set_password(person, "AAA-AAA-AAA-AAA", PASSWORD), None, "a wrong code")
        equal(set_password(person, code, "short"), None, "a short password")
        equal(set_password(person, code, PASSWORD, "eva@mill.example"), None, "another's code")
        equal(person.sign_in(EMAIL, PASSWORD), None, "signing in before")
        equal(person.get("/today")[0] == 200, False, "a page before")
        assert set_password(person, code.lower().replace("-", ""), PASSWORD)
        equal(set_password(person, code, PASSWORD + " again"), None, "a code that was used")
        equal(person.sign_in(EMAIL, PASSWORD + " again"), None, "a wrong password")
        equal(person.sign_in("ANA@mill.example", PASSWORD), "/today")
        status, page = person.get("/today")
        equal(status, 200)
        holds(page, "Mill Lane")
        server.stop()
        for secret in (EMAIL, "Vaz", "Mill Lane", PASSWORD, code):
            # As a word: the chance names of folders and databases may hold three letters.
            found = re.search(rf"\b{re.escape(secret)}\b", server.logged(), re.IGNORECASE)
            assert not found, f"{secret} is in the log"


@on_both
def setup_refuses_what_is_wrong_and_keeps_nothing(place):
    person = ["--school", "A", "--name", NAME, "--email", EMAIL]
    for words, sentence in [
            (person[2:], "Give its name"),
            ([*person, "--setting-type", "zoo"], "The setting type must be"),
            ([*person, "--phase", "tertiary"], "The phase must be"),
            ([*person, "--learner-word", "kid"], "The word must be"),
            ([*person, "--role", "king"], "The role must be"),
            ([*person, "--name", "Ana"], "Give the whole name"),
            ([*person, "--name", "Mrs Vaz"], "The first name is missing. Give the whole name"),
            ([*person, "--email", "ana.mill.example"], "Say whose account"),
            ([*person, "--email", "ana@b@c"], "Say whose account")]:
        holds(fourfold("setup", *place.flags, *words, status=2), sentence)
    holds(fourfold("serve", *place.flags, status=2), "There is no school here yet")
    place.set_up()
    holds(fourfold("setup", *place.flags, *person[2:], status=2), "signs in with that address already")
    said = fourfold("setup", *place.flags, "--name", "Mr Ben Orr", "--email", "ben@mill.example",
                    "--role", "teacher")
    equal(said.splitlines()[0], "ben@mill.example can sign in.")
    equal(sorted(place.query("select display_name || ' ' || role from staff")),
          ["Mr Orr teacher", "Mrs Vaz senco"])


@on_both
def a_second_school_stands_beside_the_first(place):
    person = ["--name", "Mr Ben Orr", "--email", "ben@hill.example", "--role", "head"]
    place.set_up()
    for words, sentence in [
            (["--school", "Hilltop", *person], "There is no school of that name or URN here. Here are: Mill Lane."),
            (["--another-school", *person], "Give the new school's name"),
            (["--another-school", "--school", "mill lane", *person], "Is it Mill Lane, which is here already?"),
            (["--another-school", "--school", "Hilltop", "--urn", "12", *person], "The URN must be six digits")]:
        holds(fourfold("setup", *place.flags, *words, status=2), sentence)
    hilltop = ["--another-school", "--school", "Hilltop", "--urn", "123456"]
    said = fourfold("setup", *place.flags, *hilltop, *person)
    holds(said, "The school is made. ben@hill.example can sign in.")
    code = code_in(said)
    for words, sentence in [
            (["--another-school", "--school", "Other", "--urn", "123456", *person], "Hilltop has the URN 123456 already"),
            (person, "Which school?"),
            (["--school", "hilltop", *person], "Somebody here signs in with that address already")]:
        holds(fourfold("setup", *place.flags, *words, status=2), sentence)
    twin = ["--another-school", "--school", "Hilltop", "--urn", "123457"]
    fourfold("setup", *place.flags, *twin, "--name", NAME, "--email", "eva@hill.example")
    holds(fourfold("setup", *place.flags, "--school", "Hilltop", *person, status=2), "Hilltop (URN 123457)")
    holds(fourfold("setup", *place.flags, "--school", "Mill Lane", *person), "were here before")
    with Server(*place.flags) as server:
        head = Browser(server)
        assert set_password(head, code, PASSWORD, "ben@hill.example")
        equal(head.sign_in("ben@hill.example", PASSWORD), "/me/as", "asked which")
        page = head.get("/me/as")[1]
        holds(page, "Mill Lane")
        holds(page, "Hilltop")
        holds(fourfold("leave", *place.flags, "--email", "ben@hill.example", status=2), "Which school?")
        fourfold("leave", *place.flags, "--email", "ben@hill.example", "--school", "Mill Lane")
        equal(Browser(server).get("/health")[0], 200)
    holds(fourfold("check", *place.flags), "Schools: 3.")
    equal(fourfold("audit", "verify", *place.flags).count("unbroken"), 3)


class MailServer:
    """A real one on this machine, ended with the block (mail_server.py)."""

    def __init__(self, folder, port=0):
        self.folder = pathlib.Path(folder) / "mail"
        self.folder.mkdir(exist_ok=True)
        self.port = port

    def __enter__(self):
        self.process = subprocess.Popen(
            ["/usr/bin/python3", pathlib.Path(__file__).parent / "mail_server.py", str(self.port),
             self.folder], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.port = int(self.process.stdout.readline())
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait(SECONDS)

    def mail(self, number):
        """The headers and the text of the one that came so many-eth, once it has come."""
        path = self.folder / f"{number}.eml"
        wait_for(path.exists, f"mail {number}")
        message = message_from_bytes(path.read_bytes(), policy=policy.default)
        return message, message.get_content()


def wait_for(happened, what):
    until = time.monotonic() + 90
    while not happened():
        assert time.monotonic() < until, f"{what} did not come"
        time.sleep(0.2)


@case
def a_family_signs_in_by_a_real_mail(place):
    place.demo()
    login = place.folder / "login"
    login.write_text("fourfold\nfour parts\n")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with Server(*place.flags, "--demo", "--mail", f"smtp://127.0.0.1:{port}", "--mail-from",
                "office@mill.example", "--mail-login", str(login), "--origin",
                "https://sen.mill.example") as server:
        family, again = Browser(server), Browser(server)
        family.origin = again.origin = "https://sen.mill.example"

        def ask(address):
            family.connection.close()  # the server has, while the mail was waited for
            equal(family.send("/family/in", family.get("/family/in")[1], email=address),
                  "/family/in/sent")

        ask("parent@demo.example")
        wait_for(lambda: place.query("select id from outbox where fault is not null"), "a fault")
        equal(place.query("select count(*) from outbox where sent_at is null and due_at is not null"),
              ["1"], "it is tried again")
        place.query("update outbox set due_at = made_at")
        with MailServer(place.folder, port) as post:
            message, text = post.mail(1)
            equal(message["X-To"], "parent@demo.example")
            equal(message["X-From"], "office@mill.example")
            equal(message["Subject"], "Your link to sign in: Mill Lane Primary")
            for name in ("Nowak", "Zofia", "parent"):
                assert name not in text and name not in message["Subject"], name
            link = re.search(r"https://sen.mill.example(/family/in/link\?link=\S+)", text)[1]
            family.connection.close()
            _, page = family.get(link)
            equal(family.send("/family/in/link", page), "/family/in/code")
            _, page = family.get("/family/in/code")
            equal(family.send("/family/in/code", page, code="AAA-AAA-AAA-AAA"), None, "a wrong code")
            equal(family.send("/family/in/code", page, code="PAR-ENT-FAM-ILY"), "/family")
            holds(family.get("/family")[1], "Your details")
            equal(again.send("/family/in/link", again.get(link)[1]), None, "the link again")

            place.query("update account set email = 'nobody@demo.example' "
                        "where email = 'learner@demo.example'")
            ask("nobody@demo.example")
            refused = "select fault from outbox where due_at is null and sent_at is null"
            wait_for(lambda: place.query(refused), "the refusal")
            equal(len(list(post.folder.glob("*.eml"))), 1, "mails that were taken")


@on_both
def a_new_code_ends_the_password_and_leaving_ends_access(place):
    code = place.set_up()
    with Server(*place.flags) as server:
        person = Browser(server)
        set_password(person, code, PASSWORD)
        equal(person.sign_in(EMAIL, PASSWORD), "/today")
        renewed = code_in(fourfold("code", *place.flags, "--email", EMAIL))
        assert person.get("/today")[0] != 200, "the session went on"
        equal(person.sign_in(EMAIL, PASSWORD), None, "the old password")
        equal(set_password(person, code, PASSWORD), None, "the old code")
        assert set_password(person, renewed, PASSWORD)
        equal(person.sign_in(EMAIL, PASSWORD), "/today")
        lost = person.key
        said = fourfold("code", *place.flags, "--email", EMAIL, "--new-factor")
        holds(said, "So are their authenticator app and recovery codes")
        assert person.get("/today")[0] != 200, "the session of a lost app went on"
        assert set_password(person, code_in(said), PASSWORD)
        equal(person.sign_in(EMAIL, PASSWORD), "/today", "with a new app")
        assert person.key != lost, "the lost app is still asked"
        fourfold("leave", *place.flags, "--email", EMAIL.upper())
        assert person.get("/today")[0] != 200, "the session of a leaver went on"
        equal(person.sign_in(EMAIL, PASSWORD), None, "a leaver")
        for command in ("leave", "code"):
            holds(fourfold(command, *place.flags, "--email", EMAIL, status=2), "Nobody here")
        holds(fourfold("setup", *place.flags, "--name", NAME, "--email", EMAIL), "were here before")
        # The program that serves sees what another one wrote within a second.
        wait_for(lambda: person.sign_in(EMAIL, PASSWORD) == "/today", "somebody who came back")
    holds(fourfold("check", *place.flags), "unbroken")
    actions = place.query("select action from audit where role = 'program' order by id")
    equal(actions, ["console setup", "console code", "console second factor taken away",
                    "console code", "console leave", "console setup"])


# ---- Serving ------------------------------------------------------------------------------------

@on_both
def serving_starts_only_where_it_is_safe(place):
    place.set_up()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        holds(fourfold("serve", *place.flags, "--port", taken.getsockname()[1], status=2),
              "another program may use it")
    for words, sentence in [
            (["--address", "somewhere"], "Without TLS the program listens on this machine only"),
            (["--address", "0.0.0.0"], "Without TLS the program listens on this machine only"),
            (["--address", "127.0.0.1.example"], "Without TLS the program listens on this machine only"),
            (["--address", "somewhere", "--trusted-proxy", "192.0.2.2"], "not one"),
            (["--address", "192.0.2.1", "--trusted-proxy", "192.0.2.2"], "cannot be opened"),
            (["--tls-key", "key.pem"], "TLS needs both"),
            (["--tls-certificate", "c.pem"], "TLS needs both"),
            (["--tls-key", "/nowhere", "--tls-certificate", "/nowhere"], "/nowhere cannot be read"),
            (["--tls-key", "/dev/null", "--tls-certificate", "/dev/null"], "check the key"),
            (["--demo"], "This is a real school")]:
        holds(fourfold("serve", *place.flags, "--port", "0", *words, status=2), sentence)


@case
def data_that_others_can_read_is_refused(place):
    place.set_up()
    folder = pathlib.Path(place.flags[1])
    equal(folder.stat().st_mode & 0o777, 0o700)
    for file in folder.iterdir():
        equal(file.stat().st_mode & 0o777, 0o600, file)
    for path, mode in [(folder, 0o750), (folder, 0o701), (folder / "fourfold.db", 0o640),
                       (folder / "fourfold.db", 0o604)]:
        before = path.stat().st_mode & 0o777
        path.chmod(mode)
        for command in ("serve", "check", "migrate"):
            holds(fourfold(command, *place.flags, status=1), "Others on this computer can read")
        path.chmod(before)
    fourfold("check", *place.flags)
    open_folder = place.folder / "open"
    open_folder.mkdir(mode=0o755)
    holds(fourfold("demo", "--data", open_folder, status=1), "Others on this computer can read")
    equal(list(open_folder.iterdir()), [])
    for command in ("serve", "check", "migrate", "code", "leave"):
        words = ["--email", EMAIL] if command in ("code", "leave") else []
        holds(fourfold(command, *words, "--data", place.folder / "none", status=1),
              "There is no data here")
    assert not (place.folder / "none").exists()


@on_both
def a_demo_stays_on_this_machine(place):
    place.demo()
    holds(fourfold("demo", *place.flags), "There is a school here already")
    for words in (["--address", "0.0.0.0", "--trusted-proxy", "192.0.2.1"],
                  ["--address", "::", "--trusted-proxy", "192.0.2.1", "--demo"]):
        holds(fourfold("serve", *place.flags, *words, status=2), "A demo listens on this machine")
    with Server(*place.flags) as server:
        assert re.fullmatch(r"Address: http://localhost:\d+\n", server.first)
        equal(Browser(server).get("/health"), (200, "ok\n"))
        printed = server.stop()
        people = re.findall(r"^Sign in as (.+): (\S+) password (.+)$", printed, re.MULTILINE)
        families = re.findall(r"^Sign in at http://localhost:\d+/family/in as (.+): (\S+) code (.+)$",
                              printed, re.MULTILINE)
        equal(len(people) + len(families), len(printed.splitlines()), "nothing but who can sign in")
        equal(len(families), 3, "two parents and a child")
        assert "SENCO" in [role for role, _, _ in people]


@case
def every_signal_to_stop_ends_it_well(place):
    place.set_up()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        with Server(*place.flags) as server:
            equal(Browser(server).get("/in")[0], 200)
            equal(server.stop(number), "")
            holds(server.logged(), f"serve.stop signal={number.value}")
            holds(server.logged(), "http.stopped cut=0")
            with contextlib.suppress(ConnectionRefusedError):
                socket.create_connection(("127.0.0.1", server.port), 1).close()
                raise AssertionError("somebody still listens")


@case
def tls_by_two_files(place):
    place.set_up()
    key, certificate = place.folder / "key.pem", place.folder / "certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
                   check=True, capture_output=True)
    with Server(*place.flags, "--tls-key", str(key), "--tls-certificate", str(certificate),
                "--address", "0.0.0.0") as server:
        holds(server.first, "Address: https://0.0.0.0:")
        asked = subprocess.run(["curl", "--silent", "--cacert", certificate,
                                f"https://localhost:{server.port}/health"], capture_output=True,
                               text=True, check=True)
        equal(asked.stdout, "ok\n")


class Writers:
    """People who raise concerns until the server goes away. Remembers which it accepted."""

    def __init__(self, server, count):
        self.accepted, self.refused = [], []
        self.going_on = True
        senco = Browser(server)
        equal(senco.sign_in("senco@demo.example", PASSWORD), "/today")
        _, register = senco.get("/register")
        learners = sorted(set(re.findall(r"/learners/\d+", register)))
        self.threads = [threading.Thread(target=self.write, args=(server, senco.cookie, number,
                                                                  learners[number] + "/concerns"))
                        for number in range(count)]
        for thread in self.threads:
            thread.start()

    def write(self, server, cookie, number, path):
        browser = Browser(server)
        browser.cookie = cookie
        with contextlib.suppress(ConnectionError, http.client.HTTPException, TimeoutError):
            for count in range(10000):
                if not self.going_on:
                    return
                _, page = browser.get(path)
                words = f"concern {number}/{count}"
                sent = browser.send(path, page, wording=words, raised_by="staff",
                                    raised_on=time.strftime("%d/%m/%Y"), raised_by_name="")
                (self.accepted if sent else self.refused).append(words)

    def wait_for(self, count):
        end = time.monotonic() + SECONDS
        while len(self.accepted) < count and time.monotonic() < end and not self.refused:
            time.sleep(0.01)
        equal(self.refused, [], "refused")
        assert len(self.accepted) >= count, f"only {len(self.accepted)} writes"

    def end(self):
        self.going_on = False
        for thread in self.threads:
            thread.join(SECONDS)


@on_both
def stopping_under_load_loses_nothing_acknowledged(place):
    place.demo()
    with Server(*place.flags, "--log-level", "info") as server:
        slow = Browser(server)
        _, page = slow.get("/in")
        body = filled(page, "/in", {"email": "head@demo.example", "password": PASSWORD})
        writers = Writers(server, 6)
        writers.wait_for(20)
        half = socket.create_connection(("127.0.0.1", server.port), SECONDS)
        half.sendall(f"POST /in HTTP/1.1\r\nHost: localhost:{server.port}\r\nOrigin: "
                     f"{server.address}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                     f"Content-Length: {len(body)}\r\n\r\n{body[:20]}".encode())
        time.sleep(0.2)
        server.process.send_signal(signal.SIGTERM)
        time.sleep(0.3)
        half.sendall(body[20:].encode())
        holds(half.recv(4096).decode(), "HTTP/1.1 303")
        server.stop()
        writers.end()
        holds(server.logged(), "http.stopped cut=0")
        assert "concern 0" not in server.logged(), "typed words are in the log"
    stored = place.query("select wording from concern where wording like 'concern %/%'")
    equal(sorted(set(writers.accepted) - set(stored)), [], "accepted and lost")
    equal(len(stored), len(set(stored)), "each once")
    fourfold("check", *place.flags)


# ---- Versions, backups ----------------------------------------------------------------------------

@on_both
def migrate_brings_old_data_up_and_refuses_newer(place):
    place.set_up()
    holds(fourfold("migrate", *place.flags), "0 steps applied.")
    last = int(place.query("select max(number) from schema_migration")[0])
    step = next(SCHEMA.glob(f"{last:04}_*.sql")).read_text()
    for table in reversed(re.findall(r"^create table (\w+)", step, re.MULTILINE)):
        place.query(f"drop table {table}")
    for table, column in re.findall(r"^alter table (\w+) add column (\w+)", step, re.MULTILINE):
        place.query(f"alter table {table} drop column {column}")
    place.query(f"delete from schema_migration where number = {last}")
    holds(fourfold("serve", *place.flags, status=1), "Make a backup, then run: fourfold migrate")
    holds(fourfold("setup", *place.flags, "--name", NAME, "--email", "b@c.example", status=1),
          "fourfold migrate")
    fourfold("backup", place.folder / "before", *place.flags)
    holds(fourfold("check", *place.flags), f"Data: version {last - 1}, program: version {last}")
    said = fourfold("migrate", *place.flags)
    assert re.match(rf"1 step applied. The data is at version {last}.\n", said), said
    with Server(*place.flags) as server:
        server.stop()
    place.flags = place.store()
    fourfold("restore", place.folder / "before", *place.flags)
    equal(place.query("select max(number) from schema_migration"), [str(last)])
    place.query("insert into schema_migration (number, name, checksum, applied_at) values "
                "(9999, 'later', 'x', '2026-01-01T00:00:00.000Z')")
    for command in ("serve", "migrate", "check"):
        holds(fourfold(command, *place.flags, status=1), "written by a newer Fourfold")


def content_of(backup):
    """Rows and hash of each table, as the backup itself states and restore checks them."""
    with contextlib.closing(sqlite3.connect(f"file:{backup}?immutable=1", uri=True)) as file:
        return file.execute("select name, rows, hash from backup_manifest order by name").fetchall()


@on_both
def a_backup_while_people_write_is_whole(place):
    place.demo()
    copies = [place.folder / f"copy{number}" for number in range(3)]
    with Server(*place.flags, "--log-level", "error") as server:
        writers = Writers(server, 4)
        before = []
        for copy in copies:
            writers.wait_for(len(writers.accepted) + 10)
            before.append(set(writers.accepted))
            holds(fourfold("backup", copy, *place.flags), f"Backup written to {copy}.")
        writers.end()
        equal(writers.refused, [])
        server.stop()
    for copy, accepted in zip(copies, before):
        equal(copy.stat().st_mode & 0o777, 0o600)
        place.flags = place.store(postgresql=False)
        holds(fourfold("restore", copy, *place.flags), "Restored and verified")
        fourfold("check", *place.flags)
        stored = place.query("select wording from concern where wording like 'concern %/%'")
        equal(sorted(accepted - set(stored)), [], "accepted before the backup began")
    equal([path.name for path in place.folder.glob("copy*")
           if path.suffix], [], "nothing half written is left")


@case
def a_store_moves_to_postgresql_and_back_unchanged(place):
    place.demo()
    first = place.folder / "first"
    fourfold("backup", first, *place.flags)
    wanted = content_of(first)
    assert sum(rows for _, rows, _ in wanted) > 1000
    for number, postgresql in enumerate((True, False, True)):
        place.flags = place.store(postgresql)
        copy = place.folder / f"again{number}"
        fourfold("restore", first, *place.flags)
        fourfold("check", *place.flags)
        fourfold("backup", copy, *place.flags)
        equal(content_of(copy), wanted, f"PostgreSQL {postgresql}")
        with Server(*place.flags) as server:
            equal(Browser(server).sign_in("senco@demo.example", PASSWORD), "/today")
            server.stop()


@on_both
def a_backup_is_never_written_over_nor_restored_over_data(place):
    place.set_up()
    backup = place.folder / "backup"
    fourfold("backup", backup, *place.flags)
    before = backup.read_bytes()
    holds(fourfold("backup", backup, *place.flags, status=1), "There is a file of that name")
    holds(fourfold("backup", place.folder / "no" / "where", *place.flags, status=1),
          "cannot be written")
    equal(backup.read_bytes(), before)
    fourfold("setup", *place.flags, "--name", "Mr Ben Orr", "--email", "ben@mill.example")
    holds(fourfold("restore", backup, *place.flags, status=1), "holds data already")
    equal(place.query("select count(*) from staff"), ["2"])


@on_both
def a_damaged_backup_is_refused_whole(place):
    place.set_up()
    backup, damaged = place.folder / "backup", place.folder / "damaged"
    fourfold("backup", backup, *place.flags)
    whole = backup.read_bytes()
    place.flags = place.store()
    for what in (whole[:-1], whole[:len(whole) // 2], b"", whole + b"\0", b"x" * len(whole),
                 *(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:]
                   for at in (0, len(whole) // 3, len(whole) // 2, len(whole) - 4090))):
        damaged.write_bytes(what)
        holds(fourfold("restore", damaged, *place.flags, status=1), "The backup is damaged")
    holds(fourfold("restore", place.folder / "none", *place.flags, status=2), "cannot be read")
    # A folder is left as it was found; a database has its empty tables.
    if place.postgresql:
        holds(fourfold("serve", *place.flags, status=2), "There is no school here yet")
    else:
        holds(fourfold("serve", *place.flags, status=1), "There is no data here")
    fourfold("restore", backup, *place.flags)
    equal(place.query("select count(*) from staff"), ["1"])


# ---- Import, check --------------------------------------------------------------------------------

LEARNERS = """UPN,Surname,Forename,Date of birth,Sex,Year,Class,SEN status
,Okoro,Ada,02/03/2017,F,4,4H,K
,Ilves,Mart,11/09/2016,M,4,4H,N
,Vale,Rhys,30/01/2017,M,4,4H,N
"""


@on_both
def an_import_is_shown_applied_and_repeated(place):
    place.set_up()
    file = place.folder / "list.csv"
    file.write_text(LEARNERS)
    words = ["import", file, "--email", EMAIL, *place.flags]
    said = fourfold(*words)
    holds(said, "3 rows of learners: 3 to add, 0 to change, 0 the same, 0 to ask about, 0 refused.")
    holds(said, "Nothing was changed. Add --yes")
    equal(place.query("select count(*) from learner"), ["0"])
    holds(fourfold(*words, "--yes"), "3 rows of learners: 3 added, 0 changed, 0 the same")
    equal(sorted(place.query("select surname from learner")), ["Ilves", "Okoro", "Vale"])
    holds(fourfold(*words, "--yes"), "3 rows of learners: 0 added, 0 changed, 3 the same")
    equal(place.query("select count(*) from learner"), ["3"])
    file.write_text(LEARNERS.replace("Vale,Rhys", "Vale,"))
    holds(fourfold(*words, "--yes"), "line 4: ")
    file.write_text("".join(LEARNERS.splitlines(True)[:2]))
    holds(fourfold(*words), "1 row of learners: 0 to add, 0 to change, 1 the same")
    equal(place.query("select count(*) from learner"), ["3"])
    fourfold("check", *place.flags)


@case
def an_import_refuses_whom_and_what_it_must(place):
    place.set_up()
    fourfold("setup", *place.flags, "--name", "Mr Ben Orr", "--email", "ben@mill.example",
             "--role", "teacher")
    file = place.folder / "list.csv"
    file.write_text(LEARNERS)
    for email, sentence in [("ben@mill.example", "That person may not import"),
                            ("eva@mill.example", "Nobody here has that address")]:
        holds(fourfold("import", file, "--email", email, "--yes", *place.flags, status=2), sentence)
    for path, sentence in [(place.folder / "none.csv", "cannot be read"),
                           (place.folder, "cannot be read")]:
        holds(fourfold("import", path, "--email", EMAIL, *place.flags, status=2), sentence)
    for content, sentence in [(b"", ""), (b"Colour,Size\nred,2\n", "Import page"),
                              (b"\0" * 100, ""), (b"x" * (16 * 1024 * 1024 + 1), "larger than 16 MB")]:
        file.write_bytes(content)
        done = subprocess.run([PROGRAM, "import", file, "--email", EMAIL, "--yes", *place.flags],
                              capture_output=True, text=True, env=ENVIRONMENT, check=False,
                              timeout=SECONDS)
        equal(done.returncode, 2, content[:20])
        holds(done.stderr, sentence)
    equal(place.query("select count(*) from learner"), ["0"])


STAFF = """Forename,Surname,Work Email,Role,Class
Tom,Hughes,tom@mill.example,Teacher,4H
Ida,Moss,ida@mill.example,SENCO,
Lin,Yeo,lin@mill.example,Governor,
"""
CONTACTS = """UPN,Contact Name,Relationship,Parental Responsibility,Court Order
H999100122001,Mrs Ewa Nowak,Mother,Yes,No
H999100122001,Mr Jan Nowak,Father,Yes,Yes
W999100122009,Mr Ian Lost,Father,Yes,No
"""


@on_both
def staff_and_contacts_come_from_files_too(place):
    place.set_up()
    fourfold("setup", *place.flags, "--name", "Mrs Una Bell", "--email", "una@mill.example",
             "--role", "office")
    file = place.folder / "list.csv"
    file.write_text("UPN,Surname,Forename,DOB,Year,Class\nH999100122001,Nowak,Zofia,09/09/2017,4,4H\n")
    words = ["import", file, "--email", "una@mill.example", *place.flags, "--yes"]
    holds(fourfold(*words), "1 row of learners: 1 added")
    file.write_text(STAFF)
    said = fourfold("import", file, "--email", EMAIL, *place.flags, "--yes", status=2)
    holds(said, "may not import such a list")
    said = fourfold(*words)
    holds(said, "3 rows of staff: 2 added, 0 changed, 0 the same, 0 to ask about, 1 refused.")
    holds(said, "line 3: Only who leads the setting gives this role")
    equal(place.query("select count(*) from staff where role = 'senco'"), ["1"])
    equal(place.query("select count(*) from account where password_hash is not null"), ["0"])
    holds(fourfold(*words), "0 added, 0 changed, 2 the same")
    file.write_text(CONTACTS)
    said = fourfold(*words)
    holds(said, "3 rows of contacts: 2 added")
    holds(said, "line 3, taken: The file speaks of a court order")
    holds(said, "line 4: Nobody here has this child's number")
    holds(fourfold(*words), "0 added, 0 changed, 2 the same")
    equal(place.query("select count(*) from court_order"), ["0"])
    equal(place.query("select count(*) from learner_contact where correspondence"), ["1"])
    holds(fourfold(*words, "--kind", "pupils", status=2), "must be learners, contacts, staff, classes, scores, gias, oneroster or ctf")
    holds(fourfold(*words, "--kind", "staff", status=2), "Choose the column with the surname")
    fourfold("audit", "verify", *place.flags)


@on_both
def check_finds_a_forged_audit_trail(place):
    place.set_up()
    said = fourfold("check", *place.flags)
    for line in ("Fonts: all here.", "Schools: 1.", "Audit trail of Mill Lane: 1 entries, unbroken."):
        holds(said, line)
    # The tests' own PostgreSQL is used as its superuser.
    equal("takes this role for a superuser" in said, place.postgresql)
    fourfold("code", "--email", EMAIL, *place.flags)
    place.unlock_trail()
    place.query("update audit set action = 'nothing' where action = 'console setup'")
    holds(fourfold("check", *place.flags, status=2), "The audit trail of Mill Lane is broken at entry")


@on_both
def the_audit_trail_is_verified_and_exported(place):
    place.set_up()
    for _ in range(3):
        fourfold("code", "--email", EMAIL, *place.flags)
    said = fourfold("audit", "verify", *place.flags)
    holds(said, "Mill Lane: 4 entries, unbroken.\n")
    end = said.split()[-1]
    holds(fourfold("audit", "verify", "--holds", end, *place.flags), "with 0 entries after it")
    fourfold("code", "--email", EMAIL, *place.flags)
    holds(fourfold("audit", "verify", "--holds", end, *place.flags), "with 1 entries after it")
    forged = end[:-1] + ("0" if end[-1] != "0" else "1")
    for wrong in (forged, "1" + end, end.split(":")[0] + ":" + "0" * 64):
        holds(fourfold("audit", "verify", "--holds", wrong, *place.flags, status=1),
              "No audit trail here holds")
    for nothing in ("", "7", ":", "x:" + "0" * 64, end[:-1], end + "00"):
        holds(fourfold("audit", "verify", "--holds", nothing, *place.flags, status=2),
              "NUMBER:HASH")
    file = place.folder / "trail.csv"
    equal(fourfold("audit", "export", file, *place.flags), f"5 entries written to {file}.\n")
    equal(file.stat().st_mode & 0o777, 0o600)
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    equal(len(rows), 6)
    chained = bytes(32).hex()
    for row in rows[1:]:
        entry = dict(zip(rows[0], row))
        equal(entry["Previous hash"], chained)
        said = "".join(entry[name] + "\n" for name in (
            "School id", "Entry", "Milliseconds", "Who id", "Contact id", "Role", "What", "About",
            "Hash of shown", "Outcome", "Reference"))
        chained = hashlib.blake2b(bytes.fromhex(entry["Previous hash"]) + said.encode(),
                                  digest_size=32).hexdigest()
        equal(entry["Hash"], chained, "a copy is checked without the store")
    holds(fourfold("audit", "export", file, *place.flags, status=2), "is there already")
    holds(fourfold("audit", "export", place.folder / "no" / "trail.csv", *place.flags, status=2),
          "cannot be written")
    said = fourfold("audit", "verify", *place.flags)
    holds(said, "Mill Lane: 5 entries, unbroken.\n")
    end = said.split()[-1]
    for change in ("update audit set role = 'head'", "delete from audit"):
        try:
            place.query(change)
        except (sqlite3.Error, subprocess.CalledProcessError):
            continue
        raise AssertionError(f"the engine let through: {change}")
    place.unlock_trail()
    # Cut off, with the end put right: whole in itself, and no longer what was printed.
    newest = "(select max(id) from audit)"
    place.query("create table cut as select * from audit where id = " + newest)
    place.query("update audit_head set entry_id = (select max(id) from audit where id < " + newest
                + "), hash = (select previous_hash from cut)")
    place.query("delete from audit where id = " + newest)
    holds(fourfold("audit", "verify", *place.flags), "Mill Lane: 4 entries, unbroken.\n")
    holds(fourfold("audit", "verify", "--holds", end, *place.flags, status=1),
          "No audit trail here holds")
    for change in ("update audit set role = 'head' where id = (select max(id) from audit)",
                   "delete from audit where id = (select max(id) from audit)",
                   "delete from audit"):
        place.query(change)
        said = fourfold("audit", "verify", *place.flags, status=1)
        holds(said, "Mill Lane: broken at entry")
        holds(said, "tell your data protection officer")


def main():
    with tempfile.TemporaryDirectory(prefix="fourfold-command-line.") as everything:
        return run_cases(everything)


def run_cases(everything):
    print(f"1..{len(CASES)}")
    chosen = sys.argv[2] if len(sys.argv) > 2 else ""
    failures = 0
    for number, (name, run) in enumerate(CASES, 1):
        if chosen not in name:
            continue
        folder = tempfile.mkdtemp(prefix="command_line_", dir=everything)
        try:
            run(lambda postgresql, folder=folder: Place(folder, postgresql))
            print(f"ok {number} - {name}", flush=True)
        except Exception: # a case may fail in any way, and the next must run
            failures += 1
            print(f"not ok {number} - {name}", flush=True)
            print("# " + traceback.format_exc().replace("\n", "\n# "), flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
