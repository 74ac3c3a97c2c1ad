"""`whosaid` for tests that start it often: a fork of a process that has loaded everything once.

To load it takes a second of each start, and a test of the documentation starts it fifty times. What
it is given and gives back (words, folder, environment, its three files, its status) are a program's
own; that the installed program starts is for test_cli_contract.py.
"""

import importlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOADED = (
    "handlers.cli",
    "handlers.bulk",
    "handlers.fetch",
    "handlers.people_csv",
    "bot.reading",
    "spacy",
    "store.anew",
    "store.articles",
    "store.copying",
    "store.feeds",
    "store.pairs",
    "store.restoring",
    "store.reviewing",
)
ENTRY = """#!{python} -IS
import json, os, socket, sys

with socket.socket(socket.AF_UNIX) as asked:
    asked.connect({address!r})
    given = json.dumps([sys.argv, os.getcwd(), dict(os.environ)]).encode()
    socket.send_fds(asked, [given], [0, 1, 2])
    sys.exit(int(asked.recv(9)))
"""


@contextmanager
def whosaid_in(folder: Path) -> Iterator[Path]:
    """The program, named whosaid, in a folder for nothing else."""
    address = str(folder / "asked")
    program = folder / "whosaid"
    program.write_text(ENTRY.format(python=sys.executable, address=address), "utf-8")
    program.chmod(0o700)
    with subprocess.Popen(
        [sys.executable, __file__, address], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
    ) as server:
        assert server.stdout
        assert server.stdout.readline() == b"ready\n"
        yield program
        server.kill()


def _serve(address: str) -> None:
    """Returns in each fork that is to be a program, and never in the process that forks."""
    for name in LOADED:
        importlib.import_module(name)
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(address)
    listening.listen()
    print("ready", flush=True)  # noqa: T201  whoever started it waits for this
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who wait
    while True:
        asked, _ = listening.accept()
        given, files, _, _ = socket.recv_fds(asked, 100_000, 3)
        if os.fork() == 0:
            listening.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _wait_for_it(asked, files)
            for number, file in enumerate(files):
                os.dup2(file, number)
                os.close(file)
            words, folder, environment = json.loads(given)
            sys.argv[:] = words
            os.chdir(folder)
            os.environ.clear()
            os.environ.update(environment)
            return
        for file in files:
            os.close(file)
        asked.close()


def _wait_for_it(asked: socket.socket, files: list[int]) -> None:
    """Returns in the program itself; its parent tells whoever asked how it ended, and ends."""
    program = os.fork()
    if not program:
        asked.close()
        return
    for file in files:  # who reads what the program writes waits until nobody has it open
        os.close(file)
    status = os.waitstatus_to_exitcode(os.waitpid(program, 0)[1])
    asked.sendall(str(status).encode())
    os._exit(0)


if __name__ == "__main__":
    _serve(sys.argv[1])
    from handlers.cli import main

    main()
