"""Reading a wording pack, and the sentences that refuse a wrong one."""

from pathlib import Path

import pytest

from ocop.rulebook.wording import BadWordingPack, WordingKey, pack_sets, read_wording_pack
from tests.factories.criteria_pack import pack_folder

SET = """
schema: ocop-criteria/1
decision: 1/2030/QĐ-TTg
set_no: 4
parts:
- sections:
  - criteria:
    - code: '1.1'
      options: [{points: 0, text: Không}, {points: 1, text: Có đủ}]
    - code: '8'
      alternatives:
      - {case: 1, options: [{points: 1, text: Một}]}
      - {case: 2, options: [{points: 1, text: Hai}]}
"""
INDEX = "schema: ocop-criteria-index/1\nsets: [{versions: [{file: %s}]}]\n"


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).write_text(text, encoding="utf-8")


def test_sentences_are_keyed_by_set_criterion_case_and_place(tmp_path):
    write(tmp_path, "index.yaml", INDEX % "a.yaml")
    write(tmp_path, "a.yaml", SET)
    assert read_wording_pack(tmp_path) == {
        WordingKey("1/2030/QĐ-TTg#4", "1.1", 1, 1): "Không",
        WordingKey("1/2030/QĐ-TTg#4", "1.1", 1, 2): "Có đủ",
        WordingKey("1/2030/QĐ-TTg#4", "8", 1, 1): "Một",
        WordingKey("1/2030/QĐ-TTg#4", "8", 2, 1): "Hai",
    }


def test_folder_without_index_is_read_by_schema(tmp_path):
    write(tmp_path, "a.yaml", SET)
    write(tmp_path, "notes.yaml", "schema: other/1\n")
    assert [one.id for one in pack_sets(tmp_path)] == ["1/2030/QĐ-TTg#4"]


def test_real_pack_has_a_sentence_for_every_option():
    sentences = read_wording_pack(pack_folder())
    assert sum(key.set_id.startswith("26/2026/QĐ-TTg#") for key in sentences) == 2579
    assert all(text.strip() for text in sentences.values())


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({}, "không có tệp bộ tiêu chí nào"),
        ({"index.yaml": "schema: other/1\n"}, "phải có schema ocop-criteria-index/1, ở đây là 'other/1'"),
        ({"index.yaml": "- 1\n"}, "phải có schema ocop-criteria-index/1, ở đây là None"),
        ({"index.yaml": "schema: ocop-criteria-index/1\n"}, "không có tệp bộ tiêu chí nào"),
        ({"index.yaml": "schema: ocop-criteria-index/1\nsets: [x]\n"}, "sai cấu trúc"),
        ({"index.yaml": INDEX % "a.yaml"}, "Không đọc được tệp"),
        ({"index.yaml": INDEX % "../a.yaml"}, "trỏ ra ngoài thư mục"),
        (
            {"index.yaml": INDEX % "a.yaml", "a.yaml": "schema: ocop-criteria/2\n"},
            "phải có schema ocop-criteria/1",
        ),
        ({"index.yaml": INDEX % "a.yaml", "a.yaml": "a: [\n"}, "không phải YAML đúng"),
        ({"index.yaml": INDEX % "a.yaml", "a.yaml": "schema: ocop-criteria/1\n"}, "thiếu hoặc sai số bộ"),
        ({"index.yaml": INDEX % "a.yaml", "a.yaml": SET.split("parts")[0]}, "thiếu phần 'parts'"),
        ({"index.yaml": INDEX % "a.yaml", "a.yaml": SET.replace("text: Một", "x: y")}, "thiếu phần 'text'"),
        ({"index.yaml": INDEX % "a.yaml", "a.yaml": SET.replace("case: 2", "case: 1")}, "có hai lần"),
    ],
)
def test_wrong_pack_is_refused_with_its_reason(tmp_path, files, sentence):
    for name, text in files.items():
        write(tmp_path, name, text)
    with pytest.raises(BadWordingPack, match=sentence):
        read_wording_pack(tmp_path)


def test_missing_folder_and_broken_encoding_are_refused(tmp_path):
    with pytest.raises(BadWordingPack, match="Không có thư mục"):
        read_wording_pack(tmp_path / "none")
    (tmp_path / "index.yaml").write_bytes(b"schema: \xff\xfe")
    with pytest.raises(BadWordingPack, match="không phải văn bản UTF-8"):
        read_wording_pack(tmp_path)
