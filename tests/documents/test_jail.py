"""The process that reads strangers' files can do nothing else."""

import json
import subprocess
import sys

import pytest

from ocop.documents.checking import ROOT
from ocop.documents.inspect.limits import Limits

BEFORE = """
import json, sys
from ocop.documents.inspect import jail
from ocop.documents.inspect.limits import Limits
jail.enter(Limits(**json.loads(sys.argv[1])))
"""

ATTEMPTS = {
    "socket": "import socket; socket.socket()",
    "connect": "import socket; socket.create_connection(('127.0.0.1', 80))",
    "program": "import subprocess; subprocess.run(['true'])",
    "shell": "import os; os.system('true')",
    "fork": "import os; os.fork()",
    "write": "open('/tmp/ocop-jail-test', 'w')",
    "append": "import os; os.open('/tmp/ocop-jail-test', os.O_WRONLY | os.O_CREAT)",
    "remove": "import os; os.remove('/tmp/ocop-jail-test')",
    "memory": "x = bytearray(4 * 1024 ** 3)",
    "django": "import sys; assert 'django' in sys.modules",
    "secrets": "import os; assert os.environ.get('OCOP_SECRET_KEY') or os.environ.get('PATH')",
}


def run(code: str, limits: Limits) -> subprocess.CompletedProcess:
    command = [sys.executable, "-s", "-E", "-c", BEFORE + code, json.dumps(limits.as_dict())]
    return subprocess.run(command, cwd=ROOT, env={}, capture_output=True, timeout=60, check=False)


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_reading_process_cannot(attempt):
    done = run(ATTEMPTS[attempt], Limits())

    assert done.returncode != 0
    assert b"Error" in done.stderr


def test_reading_process_is_killed_when_it_burns_time():
    done = run("while True: pass", Limits(cpu_seconds=1))

    assert done.returncode < 0


def test_reading_process_works_otherwise():
    assert run("print('xong')", Limits()).stdout == b"xong\n"
