"""`ocop verify FILE [--json] [--key VKEY] [--keys FILE] [--trust FOLDER]`.

One file: an evidence bundle, a signed PDF, the text of a QR code, a credential or status list (JWT), a checkpoint.
Published keys are taken from `--keys`, else from the installation's folder OCOP_DATA when there is one; a bundle may
bring its own, which is said. Exit status 0 everything holds, 1 a fault with its place, 2 wrong use.
"""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from config import env
from ocop.transparency.verifying import kinds
from verifier.ocop_verify import Fault

DONE, NO, WRONG_USE = 0, 1, 2
USAGE = "Cách dùng: ocop verify TỆP [--json] [--key KHÓA] [--keys TỆP_KHÓA] [--trust THƯ_MỤC]"


@dataclass
class Trust:
    """What the checker believes before it opens the file."""

    vkeys: list[str] = field(default_factory=list)
    issuer: dict[str, Any] = field(default_factory=dict)
    roots: Path | None = None
    demo_keys: Path | None = None


@dataclass
class Report:
    """Each check that holds, in order; notes say what was not asked."""

    checks: list[dict[str, str]] = field(default_factory=list)

    def say(self, key: str, words: str) -> None:
        self.checks.append({"check": key, "words": words})


class WrongUse(Exception):
    """The command was called in a way that it does not know."""


def run(words: Sequence[str]) -> int:
    """Carry out `ocop verify …` (without the word itself)."""
    report, fault = Report(), None
    try:
        path, trust = _read_words([word for word in words if word != "--json"])
        kinds.check(path, path.read_bytes(), trust, report.say)
    except WrongUse as wrong:
        print(wrong, file=sys.stderr)
        return WRONG_USE
    except OSError as error:
        print(f"Không đọc được tệp {error.filename}: {error.strerror}.", file=sys.stderr)
        return WRONG_USE
    except Fault as found:
        fault = {"place": found.place, "words": found.words}
    except Exception as error:  # a stranger's file: whatever breaks while reading it, it is not good
        fault = {"place": "tệp", "words": f"không đọc được ({type(error).__name__}: {error})"}
    _tell(report, fault, as_json="--json" in words)
    return NO if fault else DONE


def _read_words(words: list[str]) -> tuple[Path, Trust]:
    trust, names, rest = _installation(), [], iter(words)
    for word in rest:
        if word not in ("--key", "--keys", "--trust"):
            names.append(word)
            continue
        value = next(rest, None)
        if value is None:
            raise WrongUse(f"Sau {word} phải có một giá trị.\n{USAGE}")
        if word == "--key":
            trust.vkeys = [*(trust.vkeys if _given(words, "--key") > 1 else []), value]
        elif word == "--trust":
            trust.roots = Path(value)
        else:
            trust.vkeys, trust.issuer = _keys(Path(value), trust.vkeys)
    if len(names) != 1 or names[0].startswith("-"):
        raise WrongUse(USAGE)
    return Path(names[0]), trust


def _given(words: list[str], option: str) -> int:
    return words.count(option)


def _keys(path: Path, vkeys: list[str]) -> tuple[list[str], dict[str, Any]]:
    """A file of published keys: keys.json of a bundle, or the bare JWKS of the keys page."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise WrongUse(f"{path} không phải tệp khóa (JSON).") from None
    if not isinstance(found, dict):
        raise WrongUse(f"{path} không phải tệp khóa (JSON).")
    return found.get("log", vkeys), found.get("issuer", found)


def _installation() -> Trust:
    """What this computer's own installation published, if there is one here."""
    folder = env.data_dir()
    trust = Trust(roots=Path(os.environ.get("OCOP_TRUST_ROOTS") or folder / "trust"))
    published = folder / "public" / "keys.json"
    if published.exists():
        trust.vkeys, trust.issuer = _keys(published, [])
    if os.environ.get("OCOP_DEMO") == "1":
        trust.demo_keys = folder / "keys"
    return trust


def _tell(report: Report, fault: dict[str, str] | None, *, as_json: bool) -> None:
    if as_json:
        answer = {"ok": fault is None, "checks": report.checks, "fault": fault}
        print(json.dumps(answer, ensure_ascii=False))
        return
    for one in report.checks:
        print(f"{'  i  ' if one['check'] == 'note' else 'đạt  '}{one['words']}")
    if fault:
        print(f"LỖI  {fault['place']}: {fault['words']}")
