"""Build the environment of this checkout: `python3 scripts/bootstrap.py [--dev]`.

Needs Python 3.11 or newer and nothing else: no pip, no venv package, no git.
This first file avoids new syntax on purpose, so that an old Python gets a sentence, not a SyntaxError.
"""

import os
import shutil
import sys

OLDEST = (3, 11)
NEWEST_TRIED = (3, 14)


def find_newer_python():
    """The newest accepted Python on PATH, for systems whose `python3` is too old."""
    for minor in range(NEWEST_TRIED[1], OLDEST[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)  # noqa: UP031
        if found:
            return found
    return None


def refuse_old_python():
    """Go on with a newer Python when there is one; otherwise say what is missing and stop."""
    newer = find_newer_python()
    if newer and not os.environ.get("OCOP_BOOTSTRAP_RETRIED"):
        os.environ["OCOP_BOOTSTRAP_RETRIED"] = "1"
        os.execv(newer, [newer, *sys.argv])
    have = sys.version.split()[0]
    sentence = (
        "Cần Python 3.11 trở lên, máy này có Python " + have + "; "
        "hãy cài bản mới rồi chạy lại, ví dụ: make PYTHON=/duong-dan/python3.12 setup\n"
        "Python 3.11 or newer is needed, this is Python " + have + "; "
        "install a newer one and run again, for example: make PYTHON=/path/to/python3.12 setup\n"
    )
    sys.stderr.buffer.write(sentence.encode("utf-8"))
    sys.exit(1)


if __name__ == "__main__":
    if sys.version_info[:2] < OLDEST:
        refuse_old_python()
    from environment import main

    sys.exit(main(sys.argv[1:]))
