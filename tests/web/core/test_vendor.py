"""What others wrote and we ship: complete, unchanged, with its licence, and nothing else."""

import base64
import hashlib
import json
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
VENDORED = json.loads((ROOT / "static/vendor/vendor.json").read_text(encoding="utf-8"))
FILES = {path: digest for package in VENDORED for path, digest in package["files"].items()}
ELSEWHERE = re.compile(
    r"(?:src|href|action)=[\"'](?:https?:)?//|url\([\"']?(?:https?:)?//|@import|from [\"']http"
)
LICENCES = {"MIT", "OFL-1.1", "MPL-2.0", "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause"}


def sha384(path: Path) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(path.read_bytes()).digest()).decode()


def test_vendored_files_are_unchanged() -> None:
    assert {path: sha384(ROOT / path) for path in FILES} == FILES


def test_nothing_lies_beside_the_listed_files() -> None:
    folders = [ROOT / "static/vendor", ROOT / "tests/vendor"]
    found = {
        str(path.relative_to(ROOT)) for folder in folders for path in folder.rglob("*") if path.is_file()
    }
    assert found - {"static/vendor/vendor.json"} == set(FILES)


def test_every_package_has_an_open_licence_and_its_text() -> None:
    for package in VENDORED:
        assert package["licence"] in LICENCES
        assert any(path.rsplit("/", 1)[-1].startswith(("LICENSE", "OFL")) for path in package["files"]), (
            package["name"]
        )


def test_versions_are_those_of_the_package_list() -> None:
    wanted = json.loads((ROOT / "frontend/package.json").read_text(encoding="utf-8"))["devDependencies"]
    assert {package["name"]: package["version"] for package in VENDORED} == wanted


def test_package_lock_names_no_download_address() -> None:
    lock = json.loads((ROOT / "frontend/package-lock.json").read_text(encoding="utf-8"))
    assert not [name for name, package in lock["packages"].items() if "resolved" in package]


def test_stylesheet_is_built_from_its_parts() -> None:
    spec = spec_from_file_location("build_css", ROOT / "frontend/build_css.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.TARGET.read_text(encoding="utf-8") == module.joined(), "run frontend/build_css.py"
    assert module.CHECK.read_text(encoding="utf-8") == module.joined_check(), "run frontend/build_css.py"


def test_own_files_fetch_nothing_from_elsewhere() -> None:
    own = [
        path for folder in ("static/css", "static/js", "templates") for path in (ROOT / folder).rglob("*.*")
    ]
    strange = [
        str(path.relative_to(ROOT)) for path in own if ELSEWHERE.search(path.read_text(encoding="utf-8"))
    ]
    assert strange == []


def test_stylesheet_names_only_files_that_exist() -> None:
    css = ROOT / "static/css/ocop.css"
    urls = re.findall(r"url\(\"([^\"]+)\"\)", css.read_text(encoding="utf-8"))
    assert [url for url in urls if not (css.parent / url).resolve().is_file()] == []
