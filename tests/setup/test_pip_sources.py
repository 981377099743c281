"""Where pip comes from on a system without pip: only the pinned wheel of a configured index is accepted."""

import hashlib

import pip_sources
import pytest


@pytest.fixture
def settings_of_nobody(monkeypatch, tmp_path):
    """No pip setting in the environment and an empty home."""
    for name in ("PIP_INDEX_URL", "PIP_CERT", "PIP_CONFIG_FILE", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


def make_index(folder, content: bytes) -> str:
    """An index folder with one page and one wheel, as a file address."""
    (folder / "pip").mkdir()
    (folder / "pip" / pip_sources.PIP_WHEEL).write_bytes(content)
    page = f'<a href="{pip_sources.PIP_WHEEL}#sha256=0">pip</a>'
    (folder / "pip" / "index.html").write_text(page)
    return folder.as_uri()


def test_setting_is_read_from_the_file_in_home(settings_of_nobody):
    file = settings_of_nobody / ".config/pip/pip.conf"
    file.parent.mkdir(parents=True)
    file.write_text("[global]\nindex-url = https://mirror.example/here\n")
    assert pip_sources.configured_index() == "https://mirror.example/here"


def test_environment_wins_over_files(settings_of_nobody, monkeypatch):
    (settings_of_nobody / ".pip").mkdir()
    (settings_of_nobody / ".pip/pip.conf").write_text("[global]\nindex-url = https://mirror.example/file\n")
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/environment")
    assert pip_sources.configured_index() == "https://mirror.example/environment"


def test_wheel_with_another_hash_is_refused(tmp_path, monkeypatch):
    address = make_index(tmp_path, b"not the pinned wheel")
    with pytest.raises(ValueError, match="mã băm không khớp"):
        pip_sources.wheel_on_page(address + "/pip/index.html")


def test_wheel_with_the_pinned_hash_is_taken(tmp_path, monkeypatch):
    address = make_index(tmp_path, b"as pinned")
    monkeypatch.setattr(pip_sources, "PIP_SHA256", hashlib.sha256(b"as pinned").hexdigest())
    assert pip_sources.wheel_on_page(address + "/pip/index.html") == b"as pinned"


def test_index_without_the_wheel_is_refused(tmp_path):
    address = make_index(tmp_path, b"")
    (tmp_path / "pip" / "index.html").write_text('<a href="pip-1.0-py3-none-any.whl">pip</a>')
    with pytest.raises(ValueError, match="không có"):
        pip_sources.wheel_on_page(address + "/pip/index.html")


def test_other_kinds_of_address_are_refused():
    with pytest.raises(ValueError, match="không dùng được"):
        pip_sources.fetch("ftp://mirror.example/pip/")
