"""The command `ocop`: rating without Django, exit codes, names of the programme's own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ocop.cli import USAGE, main, management_words
from tests.rulebook.test_rate_json import LOW, TOP, document

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "phiếu.json"
    path.write_text(document(sheets=[{"member": "m1", "choices": TOP}, {"member": "m2", "choices": LOW}]))
    return path


def test_rate_prints_one_json_document_and_nothing_else(file, capsys):
    assert main(["rate", str(file), "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["sheets"][0]["total"] == "100"
    assert (out.count("\n"), err) == (1, "")


def test_rate_prints_a_table_in_vietnamese(file, capsys):
    assert main(["rate", str(file)]) == 0
    out, _ = capsys.readouterr()
    assert "Điểm trung bình: " in out
    assert "vượt mức cho phép, phải thảo luận và chấm lại" in out
    assert "Kết quả: 2 sao" in out


def test_refused_input_says_why_on_both_streams(tmp_path, capsys):
    path = tmp_path / "x.json"
    path.write_text(document(sheets=[{"member": "m1", "choices": {**TOP, "1.1": 9}}]))
    assert main(["rate", "--json", str(path)]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["refused"][0]["code"] == "1.1"
    assert err.startswith("[m1] Tiêu chí 1.1")


@pytest.mark.parametrize(
    "words",
    [
        [], ["rate"], ["rate", "a", "b"], ["rate", "/no/such/file"], ["rate", "/"], ["rate", "x", "--csv"],
        ["rate", "a\0b"], ["criteria", "check", "x"], ["criteria", "compare"], ["criteria", "compare", "/no/such"],
        ["criteria"], ["criteria", "burn"], ["import"], ["unheard-of"], ["django", "unheard-of"],
    ],
)  # fmt: skip
def test_wrong_use_is_exit_code_2(words, capsys):
    assert main(words) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.strip()


def test_help_names_the_commands(capsys):
    assert main(["--help"]) == 0
    assert capsys.readouterr().out.strip() == USAGE


@pytest.mark.parametrize(
    ("words", "management"),
    [
        (["check"], ["integrity"]),
        (["check", "--json"], ["integrity", "--json"]),
        (["django", "check", "--deploy"], ["check", "--deploy"]),
        (["criteria", "wording", "x"], ["criteria_wording", "x"]),
        (["import", "products", "x.csv", "--json"], ["import_products", "x.csv", "--json"]),
        (["register", "export", "--out", "x"], ["register_export", "--out", "x"]),
        (["report", "list"], ["report", "list"]),
        (["init"], ["init"]),
        (["migrate", "--check"], ["migrate", "--check"]),
    ],
)
def test_names_of_the_programme_lead_to_management_commands(words, management):
    assert management_words(words) == management


def test_rate_reads_standard_input_and_needs_no_django():
    code = (
        "import sys; from ocop.cli import main; code = main(['rate', '-', '--json']);"
        "sys.exit(code or any(name.split('.')[0] == 'django' for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=document().encode(), capture_output=True, cwd=ROOT,
        env={"DATABASE_URL": "postgres://nowhere/none", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"}, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert json.loads(done.stdout)["stars"] == 5


def test_criteria_check_answers_as_in_the_contract(capsys):
    assert main(["criteria", "check", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer == {
        "decisions": [
            {"decision": "26/2026/QĐ-TTg", "sets": 26, "criteria": 787, "options": 2579, "problems": []}
        ]
    }
    assert main(["criteria", "check"]) == 0
    assert "26 bộ, 787 tiêu chí, 2579 mức, 0 lỗi" in capsys.readouterr().out


def test_comparing_with_something_else_than_a_pack_is_refused(tmp_path, capsys):
    assert main(["criteria", "compare", str(tmp_path), "--json"]) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["refused"][0]["reason"] == err.strip()
