#!/usr/bin/python3
"""mail_server.py PORT FOLDER: a mail server on this machine for the tests, until it is ended.

It asks for a user and a password (fourfold, "four parts"), refuses whoever is nobody@..., and writes
each mail that it takes into the folder as NUMBER.eml, with its envelope in X-To and X-From. Port 0
is any; the one that it has stands on the first line. The interpreter is Debian's own, whose
packages hold aiosmtpd.
"""

import pathlib
import signal
import sys

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

FOLDER = pathlib.Path(sys.argv[2])


class Box:
    """Where the mails go."""

    def __init__(self):
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("nobody@"):
            return "550 5.1.1 There is nobody of that name"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        head = f"X-To: {', '.join(envelope.rcpt_tos)}\nX-From: {envelope.mail_from}\n"
        part = FOLDER / f"{self.count}.part"
        part.write_bytes(head.encode() + envelope.content.replace(b"\r\n", b"\n"))
        part.rename(FOLDER / f"{self.count}.eml")
        return "250 OK"


def authenticate(server, session, envelope, mechanism, given):
    right = isinstance(given, LoginPassword) and given.login == b"fourfold" \
        and given.password == b"four parts"
    return AuthResult(success=right, handled=False)


server = Controller(Box(), hostname="127.0.0.1", port=int(sys.argv[1]), authenticator=authenticate,
                    auth_require_tls=False, auth_required=True)
server.start()
print(server.server.sockets[0].getsockname()[1], flush=True)
signal.sigwait({signal.SIGTERM, signal.SIGINT})
server.stop()
