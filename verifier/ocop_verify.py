#!/usr/bin/env python3
"""Checks OCOP evidence without the OCOP system: one file, Python 3.9 or later, nothing to install, no network.

    python3 ocop_verify.py BUNDLE.zip | checkpoint | CODE.txt --keys keys.json
    python3 ocop_verify.py log FOLDER [--old CHECKPOINT]   the whole log from its static files
    python3 ocop_verify.py consistency OLD NEW PROOF.json  that one checkpoint continues another

--key VKEY pins the log's key: take it from a place you trust, not from the bundle. --keys FILE gives published keys.
--json prints one JSON document. Exit status: 0 all checks hold, 1 a fault (its place is named), 2 wrong use.
It proves that the certificate is in the signed log, unchanged, and that the bundle tells what was committed to. It does
not prove that the stars follow from the sheets or that a PDF's signature is good (`ocop verify` does), nor that nothing
was revoked after the checkpoint was signed.
"""

import argparse
import base64
import hashlib
import io
import json
import sys
import zipfile
from pathlib import Path

# Signatures from their definitions (RFC 8032, FIPS 186-5); only public data, so time tells no secret.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
BASE = (15112221349535400772501151409588531511454012693041857206046113283949847762202, 4 * pow(5, -1, P) % P)
Q, N = (
    2**256 - 2**224 + 2**192 + 2**96 - 1,
    0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551,
)
B = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
GX = 0x6B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C296
GY = 0x4FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5


def _edwards(a, b):
    """Addition on edwards25519; (0, 1) is its zero."""
    product = D * a[0] * a[1] * b[0] * b[1] % P
    x = (a[0] * b[1] + b[0] * a[1]) * pow(1 + product, -1, P) % P
    return x, (a[1] * b[1] + a[0] * b[0]) * pow(1 - product, -1, P) % P


def _weierstrass(a, b):
    """Addition on P-256; None is its zero."""
    if a is None or b is None:
        return b if a is None else a
    if a[0] == b[0] and (a[1] + b[1]) % Q == 0:
        return None
    slope = (3 * a[0] ** 2 - 3) * pow(2 * a[1], -1, Q) if a == b else (b[1] - a[1]) * pow(b[0] - a[0], -1, Q)
    x = (slope * slope - a[0] - b[0]) % Q
    return x, (slope * (a[0] - x) - a[1]) % Q


def _times(n, point, add, made):
    while n:
        made, point, n = add(made, point) if n & 1 else made, add(point, point), n >> 1
    return made


def _point(raw):
    """A point of edwards25519 from its 32 bytes; None where there is none."""
    y = int.from_bytes(raw, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        return None
    return (P - x if x & 1 != sign else x), y


def ed25519_ok(public, message, signature):
    a, s = _point(public), int.from_bytes(signature[32:], "little")
    if len(public) != 32 or len(signature) != 64 or a is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    minus = _times(h, (P - a[0], a[1]), _edwards, (0, 1))
    x, y = _edwards(_times(s, BASE, _edwards, (0, 1)), minus)
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]


def es256_ok(x, y, message, signature):
    """ES256 with 64-byte signatures; only the smaller of the two twins (r, s), (r, n-s) is accepted."""
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    on_curve = x < Q and y < Q and (y * y - x**3 + 3 * x - B) % Q == 0
    if len(signature) != 64 or not (on_curve and 0 < r < N and 0 < s <= N // 2):
        return False
    digest, w = int.from_bytes(hashlib.sha256(message).digest(), "big"), pow(s, -1, N)
    terms = (digest * w % N, (GX, GY)), (r * w % N, (x, y))
    found = _weierstrass(*(_times(*one, _weierstrass, None) for one in terms))
    return found is not None and found[0] % N == r


def sha(data):
    return hashlib.sha256(data).hexdigest()


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(domain, value):
    return sha((domain + "\n" + canonical(value)).encode())


def leaf_hash(data):
    return hashlib.sha256(b"\0" + data).digest()


def _pair(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def _split(size):
    """The largest power of two smaller than `size`."""
    return 1 << max((size - 1).bit_length() - 1, 0)


def tree_root(leaves):
    k = _split(len(leaves))
    return leaves[0] if len(leaves) == 1 else _pair(tree_root(leaves[:k]), tree_root(leaves[k:]))


def root_from(leaf, index, size, proof):
    """The root that an inclusion proof leads to (RFC 9162 2.1.3); None for a proof of the wrong length."""
    if size == 1 or not proof or not 0 <= index < size:
        return leaf if size == 1 and not proof and index == 0 else None
    middle, last = _split(size), proof[-1]
    right = index >= middle
    made = root_from(leaf, index - middle if right else index, size - middle if right else middle, proof[:-1])
    return made and (_pair(last, made) if right else _pair(made, last))


def roots_from(old, size, proof, whole):
    """(old root, new root) that a consistency proof leads to (RFC 9162 2.1.4); `whole` is the old root itself."""
    if old == size or not proof:
        ends = [whole] if whole and not proof else proof if not whole else []
        return (ends[0], ends[0]) if old == size and len(ends) == 1 else (None, None)
    middle, last = _split(size), proof[-1]
    if old <= middle:
        first, second = roots_from(old, middle, proof[:-1], whole)
        return first, second and _pair(second, last)
    first, second = roots_from(old - middle, size - middle, proof[:-1], None)
    return first and _pair(last, first), second and _pair(last, second)


def consistent(old, new, old_root, new_root, proof):
    return 0 < old <= new and roots_from(old, new, proof, old_root) == (old_root, new_root)


class Fault(Exception):
    """The first thing that does not hold: where, and what."""

    def __init__(self, place, words):
        super().__init__(f"{place}: {words}")
        self.place, self.words = place, words


def need(condition, place, words):
    if not condition:
        raise Fault(place, words)


def open_note(note, vkeys, place):
    """(text, the key that signed it)."""
    text, blank, tail = note.rpartition("\n\n")
    need(blank and tail.endswith("\n"), place, "không có phần chữ ký")
    need(tail.count("\n") == 1, place, "phải có đúng một dòng chữ ký")
    mark, name, value = [*tail[:-1].split(" "), "", "", ""][:3]
    need(tail == f"{mark} {name} {value}\n" and mark == "\u2014", place, "dòng chữ ký viết sai")
    for vkey in vkeys:
        raw, public = _b64(value, place), _b64(vkey.split("+", 2)[-1], "khóa")
        same = (
            vkey.split("+")[0] == name
            and raw[:4] == hashlib.sha256(f"{name}\n".encode() + public).digest()[:4]
        )
        if same and public[:1] == b"\1" and ed25519_ok(public[1:], (text + "\n").encode(), raw[4:]):
            return text + "\n", vkey
    raise Fault(place, "chữ ký sai, hoặc của khóa không có trong danh sách")


def _b64(text, place):
    try:
        found = base64.b64decode(text, validate=True)
    except ValueError:
        raise Fault(place, "không phải base64") from None
    need(base64.b64encode(found).decode() == text, place, "base64 có bit thừa")
    return found


def read_checkpoint(note, vkeys, place="checkpoint"):
    """(origin, size, root, key)."""
    text, vkey = open_note(note, vkeys, place)
    lines = text.split("\n")
    need(len(lines) == 4 and lines[1].isdigit() and str(int(lines[1])) == lines[1], place, "viết sai dạng")
    need(vkey.split("+")[0] == lines[0], place, "tên nhật ký khác tên khóa")
    return lines[0], int(lines[1]), _b64(lines[2], place), vkey


def pack(files):
    """A zip file in its one canonical form: names in order, nothing compressed, one fixed time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, 0o644 << 16
            archive.writestr(info, files[name])
    return made.getvalue()


def unpack(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
    except Exception as error:  # a stranger's bytes
        raise Fault("khung zip", f"không đọc được ({type(error).__name__})") from None
    again = pack(files)
    if again != data:
        at = next((n for n, (a, b) in enumerate(zip(again, data)) if a != b), min(len(again), len(data)))  # noqa: B905
        raise Fault("khung zip", f"khác dạng chuẩn từ byte {at}")
    return files


def _text(files, name):
    need(name in files, name, "thiếu tệp này")
    return files[name].decode("utf-8", "replace")


def load(files, name):
    try:
        return json.loads(_text(files, name))
    except ValueError:
        raise Fault(name, "không phải JSON") from None


def check_bundle(data, pinned, say):
    """All checks in order; `say(key, words)` is told each one that holds. Returns the files."""
    files = unpack(data)
    say("frame", f"Khung zip đúng dạng chuẩn, {len(files)} tệp")
    manifest = load(files, "manifest.json")
    listed = manifest.get("files", {})
    for name in sorted(files):
        if name not in ("manifest.json", "manifest.note"):
            need(name in listed, name, "không có trong manifest.json")
            need(sha(files[name]) == listed[name], name, "nội dung khác mã băm ghi trong manifest.json")
    need(not set(listed) - set(files), min(set(listed) - set(files), default=""), "thiếu tệp này")
    say("files", "Mọi tệp đúng mã băm")
    vkeys = pinned or load(files, "keys.json").get("log", [])
    text, _ = open_note(_text(files, "manifest.note"), vkeys, "manifest.note")
    need(text == f"ocop-bundle/1\n{sha(files['manifest.json'])}\n", "manifest.json", "khác bản đã ký")
    say("signed", "Danh mục tệp có chữ ký đúng")
    _check_log(files, vkeys, manifest, say)
    _check_records(files, say)
    parts = {"evidence.json": _check_evidence, "audit.json": _check_audit, "certificate.cwt.txt": _check_code}
    for name, check in parts.items():
        if name in files:
            check(files, say)
    if not pinned:
        say("note", "Khóa lấy từ chính gói này: hãy so với khóa công bố, hoặc dùng --key")
    return files


def _leaf(files, kind):
    for entry in load(files, "log/entries.json"):
        leaf = json.loads(entry["body"])
        if leaf["kind"] == kind:
            return leaf
    raise Fault("log/entries.json", f"không có mục “{kind}”")


def _check_log(files, vkeys, manifest, say):
    origin, size, root, _ = read_checkpoint(_text(files, "log/checkpoint"), vkeys, "log/checkpoint")
    need(origin == manifest.get("origin"), "log/checkpoint", "là của nhật ký khác")
    say("checkpoint", f"Mốc {size} mục của “{origin}” có chữ ký đúng")
    for entry in load(files, "log/entries.json"):
        place = f"log/entries.json, mục #{entry['index']}"
        proof = [_b64(one, place) for one in entry["proof"]]
        leaf = leaf_hash(entry["body"].encode())
        need(root_from(leaf, entry["index"], size, proof) == root, place, "không có trong cây của mốc")
    say("inclusion", "Mọi mục đều có trong nhật ký đã ký")


def _check_records(files, say):
    body, leaf = load(files, "certificate.json"), _leaf(files, "certificate")
    need(digest("ocop-certificate/1", body) == leaf["digest"], "certificate.json", "khác mục trong nhật ký")
    for name, said in (
        ("number", "number"),
        ("stars", "stars"),
        ("valid_from", "from"),
        ("valid_until", "until"),
    ):
        need(leaf[name] == body[said], "certificate.json", f"{said} khác mục trong nhật ký")
    say("certificate", f"Giấy {body['number']}: đúng như lúc cấp")
    decision, leaf = load(files, "decision.json"), _leaf(files, "decision")
    need(digest("ocop-decision/1", decision) == leaf["digest"], "decision.json", "khác với mục trong nhật ký")
    line = [one for one in decision["lines"] if one[1] == body["product"]]
    need([one[3] for one in line] == [body["stars"]], "decision.json", "phụ lục không ghi sản phẩm, hạng này")
    need(decision["number"] == body["said"]["decision"], "decision.json", "là quyết định khác")
    if "decision.pdf" in files:
        need(sha(files["decision.pdf"]) == decision["signed"], "decision.pdf", "khác tệp đã ký và công bố")
    say("decision", f"Quyết định {decision['number']}: đúng như lúc công bố, có sản phẩm này")


def _check_evidence(files, say):
    opened, leaf = load(files, "evidence.json"), _leaf(files, "certificate")
    made = digest("ocop-commit/1\n" + opened["salt"], opened["value"])
    need(made == leaf["evidence"], "evidence.json", "khác cam kết trong nhật ký")
    rating, stars = opened["value"]["rating"], load(files, "certificate.json")["stars"]
    need(rating["stars"] == stars, "evidence.json", "kết quả có hạng khác giấy")
    say("evidence", "Kết quả của hội đồng đúng như đã cam kết lúc cấp giấy")
    dossier = opened["value"]["dossier"]
    if "dossier.json" in files:
        made = digest("ocop-dossier/1", load(files, "dossier.json"))
        need(made == dossier["sha256"], "dossier.json", "khác bản nộp đã chấm")
        say("dossier", f"Hồ sơ {dossier['code']}: đúng bản đã chấm")
    for name in sorted(files):
        if name.startswith("files/"):
            need(sha(files[name]) == name[6:70], name, "nội dung khác mã băm")
            need(name[6:70].encode() in files.get("dossier.json", b""), name, "hồ sơ không có tệp này")
    if "sheet-records.json" in files:
        hashes = sorted(digest("ocop-sheet/1", one) for one in load(files, "sheet-records.json"))
        kept = sorted(one.get("sha256", "") for one in rating["sheets"])
        need(hashes == kept, "sheet-records.json", "không phải các phiếu đã được tính")
        say("sheets", f"{len(hashes)} phiếu đúng mã băm trong kết quả")
        full = sorted(canonical(one["choices"]) for one in load(files, "sheet-records.json"))
        given = sorted(canonical(one["choices"]) for one in load(files, "sheets.json")["sheets"])
        need(given == full, "sheets.json", "khác các phiếu gốc")


def _check_audit(files, say):
    events = load(files, "audit.json")
    for event in events:
        body = {name: value for name, value in event.items() if name not in ("previous", "hash")}
        made = sha(("ocop-audit/1\n" + event["previous"] + "\n" + canonical(body)).encode())
        need(made == event["hash"], f"audit.json, mục #{event['seq']}", "nội dung khác mã băm")
    known = {event["seq"]: event["hash"] for event in events}
    for entry in load(files, "log/entries.json"):
        trail = json.loads(entry["body"])["trail"]
        if trail and trail["seq"] in known:
            place = f"audit.json, mục #{trail['seq']}"
            need(known[trail["seq"]] == trail["hash"], place, "khác mã băm đã công bố")
    say("audit", f"{len(events)} mục nhật ký nội bộ đúng mã băm")


def _check_code(files, say):
    name, logged = "certificate.cwt.txt", _leaf(files, "certificate")["credential"]
    text = _text(files, name)
    claims = check_cwt(text, load(files, "keys.json"), name)
    need(claims[-65537][1] == load(files, "certificate.json")["number"], name, "nói về giấy khác")
    need(not logged or sha(base64.b32decode(text + "=" * (-len(text) % 8))) == logged, name, "khác lúc cấp")
    say("cwt", "Mã QR có chữ ký đúng, nói về giấy này")


def _cbor(data, at=0):
    """(value, next place); the few kinds that a certificate uses."""
    need(at < len(data), f"byte {at}", "mã bị cắt")
    major, n = data[at] >> 5, data[at] & 31
    at += 1
    if n >= 24 and major != 7:
        width = {24: 1, 25: 2, 26: 4, 27: 8}.get(n, 0)
        need(width and at + width <= len(data), f"byte {at}", "mã bị cắt hoặc viết sai")
        n, at = int.from_bytes(data[at : at + width], "big"), at + width
        need(n >= (24 if width == 1 else 1 << 4 * width), f"byte {at}", "không ở dạng ngắn nhất")
    if major in (0, 1):
        return (n if major == 0 else -1 - n), at
    if major in (2, 3):
        need(at + n <= len(data), f"byte {at}", "mã bị cắt")
        raw = data[at : at + n]
        return (raw if major == 2 else raw.decode("utf-8")), at + n
    if major in (4, 5, 6):
        items = []
        for _ in range({4: n, 5: 2 * n, 6: 1}[major]):
            item, at = _cbor(data, at)
            items.append(item)
        if major == 5:
            return {items[i]: items[i + 1] for i in range(0, 2 * n, 2)}, at
        return (items if major == 4 else (n, items[0])), at
    need(major == 7 and n in (20, 21, 22), f"byte {at}", "không đọc được")
    return {20: False, 21: True, 22: None}[n], at


def _bstr(data):
    n = len(data)
    return bytes([0x40 | n] if n < 24 else [0x58, n] if n < 256 else [0x59, n >> 8, n & 255]) + data


def check_cwt(text, keys, place="mã"):
    """The claims of a QR code whose signature is one of the published keys'."""
    code = text.strip()
    if code[:4] == "HTTP" and "/K/" in code:
        code = code.rsplit("/K/", 1)[-1]
    try:
        data = base64.b32decode(code + "=" * (-len(code) % 8))
        need(base64.b32encode(data).rstrip(b"=").decode() == code, place, "mã bị cắt hoặc có ký tự thừa")
        (tag, (protected, _, payload, signature)), end = _cbor(data)
        need(tag == 18 and end == len(data), place, "không phải mã OCOP")
        header, claims = _cbor(protected)[0], _cbor(payload)[0]
        need(header.get(1) == -7, place, "không ký bằng ES256")
    except Fault as fault:
        raise Fault(place, f"{fault.words} ({fault.place})") from None
    except Exception:  # a stranger's text
        raise Fault(place, "không đọc được: mã bị cắt, sửa, hoặc không phải mã OCOP") from None
    signed = b"\x84\x6aSignature1" + _bstr(protected) + b"\x40" + _bstr(payload)
    kid = base64.urlsafe_b64encode(header[4]).rstrip(b"=").decode()
    issuer = keys.get("issuer", keys) if isinstance(keys, dict) else {}
    key = next((one for one in issuer.get("keys", []) if one.get("kid") == kid), None)
    need(key is not None, place, f"khóa {kid} không có trong danh sách khóa đã công bố")
    x, y = (int.from_bytes(base64.urlsafe_b64decode(key[n] + "="), "big") for n in "xy")
    need(es256_ok(x, y, signed, signature), place, "chữ ký sai: nội dung mã đã bị sửa hoặc bị làm giả")
    need("revoked" not in key, place, "khóa ký đã bị hủy: hãy hỏi sổ đăng ký")
    need(key.get("nbf", 0) <= claims[6] <= key.get("exp", claims[6]), place, "ký ngoài thời hạn của khóa")
    return claims


def check_log(folder, vkeys, olds, say):
    """Every entry hashed again; the checkpoint and each older one must be the roots of what is there."""
    _, size, root, _ = read_checkpoint((folder / "checkpoint").read_text("utf-8"), vkeys)
    leaves = []
    for index in range((size + 255) // 256):
        digits, width = str(index), min(256, size - index * 256)
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        groups = [("x" if n + 3 < len(digits) else "") + digits[n : n + 3] for n in range(0, len(digits), 3)]
        path = folder / ("tile/entries/" + "/".join(groups) + (f".p/{width}" if width < 256 else ""))
        need(path.is_file(), str(path), "thiếu tệp này")
        data, at = path.read_bytes(), 0
        while at < len(data):
            end = at + 2 + int.from_bytes(data[at : at + 2], "big")
            need(end <= len(data), str(path), f"mục #{len(leaves)} bị cắt")
            leaves.append(leaf_hash(data[at + 2 : end]))
            at = end
        need(len(leaves) == min(size, (index + 1) * 256), str(path), "sai số mục")
    need(tree_root(leaves) == root, f"tile/entries (mục 0 đến {size - 1})", "không phải các mục đã ký")
    say("root", f"{size} mục đúng với mốc đã ký")
    for path in olds:
        name, (_, old, old_root, _) = str(path), read_checkpoint(path.read_text("utf-8"), vkeys, str(path))
        need(old <= size, name, "dài hơn nhật ký hiện nay: nhật ký đã bị cắt")
        need(tree_root(leaves[:old]) == old_root, name, f"{old} mục đầu đã bị sửa so với mốc này")
        say("consistent", f"Nối tiếp mốc {old} ({name})")


def run(words, say):
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("names", nargs="+")
    asked.add_argument("--key", action="append", default=[])
    asked.add_argument("--keys", type=Path)
    asked.add_argument("--old", action="append", default=[], type=Path)
    given = asked.parse_args(words)
    issuer = json.loads(given.keys.read_text("utf-8")) if given.keys else {}
    names, pinned = given.names, given.key + issuer.get("log", [])
    if names[0] == "log" and len(names) == 2:
        return check_log(Path(names[1]), pinned, given.old, say)
    if names[0] == "consistency" and len(names) == 4:
        old, new = (read_checkpoint(Path(one).read_text("utf-8"), pinned, one) for one in names[1:3])
        proof = [_b64(one, names[3]) for one in json.loads(Path(names[3]).read_text("utf-8"))["proof"]]
        need(consistent(old[1], new[1], old[2], new[2], proof), names[3], "mốc sau không nối tiếp mốc trước")
        return say("consistent", f"Mốc {new[1]} nối tiếp mốc {old[1]}")
    if len(names) != 1:
        asked.error("một tệp mỗi lần")
    data = Path(names[0]).read_bytes()
    if data[:2] == b"PK":
        return check_bundle(data, pinned, say)
    text = data.decode("utf-8", "replace")
    if "\n\n\u2014 " in text:
        return say("checkpoint", f"Mốc {read_checkpoint(text, pinned, names[0])[1]} mục có chữ ký đúng")
    inner = check_cwt(text, issuer, names[0])[-65537]
    return say("cwt", f"Mã có chữ ký đúng: giấy {inner[1]}, {inner[4]} sao")


def main(words):
    checks, fault = [], None
    try:
        run(
            [one for one in words if one != "--json"],
            lambda key, said: checks.append({"check": key, "words": said}),
        )
    except OSError as error:
        print(f"Không đọc được tệp: {error}", file=sys.stderr)
        return 2
    except Fault as found:
        fault = {"place": found.place, "words": found.words}
    except Exception as error:  # a stranger's file: whatever breaks while reading it, it is not good
        fault = {"place": "tệp", "words": f"không đọc được ({type(error).__name__}: {error})"}
    if "--json" in words:
        print(json.dumps({"ok": fault is None, "checks": checks, "fault": fault}, ensure_ascii=False))
    else:
        for one in checks:
            print(("  i  " if one["check"] == "note" else "đạt  ") + one["words"])
        if fault:
            print(f"LỖI  {fault['place']}: {fault['words']}")
    return 1 if fault else 0


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main(sys.argv[1:]))
