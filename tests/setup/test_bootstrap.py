"""The first file of the set-up: an old Python gets a sentence instead of a SyntaxError."""

import ast
import os
import subprocess
import sys
from pathlib import Path

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts"


def test_first_file_has_no_syntax_newer_than_python_3_6():
    ast.parse((SCRIPTS / "bootstrap.py").read_text(), feature_version=(3, 6))


def test_old_python_is_refused_in_two_languages(tmp_path):
    pretend_old = (
        "import sys; sys.path.insert(0, sys.argv[1]); import bootstrap; "
        "sys.version = '3.9.18 (main)'; bootstrap.refuse_old_python()"
    )
    done = subprocess.run(
        [sys.executable, "-c", pretend_old, SCRIPTS],
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        check=False,
    )
    shown = done.stderr.decode()
    assert (done.returncode, "Cần Python 3.11" in shown, "Python 3.11 or newer" in shown) == (1, True, True)


def test_set_up_scripts_use_the_standard_library_only():
    ours = {path.stem for path in SCRIPTS.glob("*.py")}
    for name in ("bootstrap", "environment", "pip_sources", "demo"):
        for node in ast.walk(ast.parse((SCRIPTS / f"{name}.py").read_text())):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            tops = {module.split(".")[0] for module in modules}
            assert tops <= set(sys.stdlib_module_names) | ours, name
