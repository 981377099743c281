"""`make test` hides no failure and ends with the test runner's own closing line."""

import sys
from pathlib import Path

from steps import Outcome, Runner, Step

SAY = [sys.executable, "-c"]


def test_failed_step_is_named_and_later_steps_still_run(capfd):
    runner = Runner()
    runner.run(Step("đầu", [*SAY, "raise SystemExit(3)"]))
    runner.run(Step("sau", [*SAY, "print('vẫn chạy')"]))
    status = runner.finish()
    shown = capfd.readouterr().out
    assert (status, "vẫn chạy" in shown, "Bước hỏng: đầu" in shown) == (1, True, True)


def test_step_that_cannot_start_fails_with_its_sentence_and_later_steps_run(capfd):
    def refuse() -> int:
        raise SystemExit("Không tìm thấy PostgreSQL.")

    runner = Runner()
    runner.call("máy chủ", refuse)
    runner.run(Step("sau", [*SAY, "print('vẫn chạy')"]))
    status = runner.finish()
    shown = capfd.readouterr().out
    assert (status, "Không tìm thấy PostgreSQL." in shown, "vẫn chạy" in shown) == (1, True, True)


def test_closing_line_is_the_last_line_of_all(capfd):
    runner = Runner()
    program = "print('.....'); print('==== 5 passed in 0.1s ====')"
    runner.run(Step("bài thử", [*SAY, program], holds_back_last_line=True))
    status = runner.finish()
    lines = capfd.readouterr().out.splitlines()
    assert (status, lines[-1], "....." in lines) == (0, "==== 5 passed in 0.1s ====", True)


def test_run_without_any_test_is_no_failure():
    assert [Outcome("a", status, 0).failed for status in (0, 5, 1, 2)] == [False, False, True, True]


def test_environment_of_a_step_stays_with_the_step(capfd, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere")
    show = "import os; print(repr(os.environ['DATABASE_URL']))"
    runner = Runner()
    runner.run(Step("một", [*SAY, show], {"DATABASE_URL": ""}))
    runner.run(Step("hai", [*SAY, show]))
    shown = capfd.readouterr().out
    assert ("''" in shown, "'postgres://elsewhere'" in shown) == (True, True)


def test_steps_run_in_the_checkout(capfd):
    Runner().run(Step("ở đâu", [*SAY, "import os; print(os.getcwd())"]))
    assert str(Path(__file__).resolve().parents[2]) in capfd.readouterr().out
