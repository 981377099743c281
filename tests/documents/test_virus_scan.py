"""The optional virus scanner, played by a small server that speaks its protocol."""

import socket
import struct
import threading

import pytest

from ocop.core.acting import NOBODY
from ocop.core.errors import RuleBroken
from ocop.documents.actions import recheck
from ocop.documents.enums import FileState
from ocop.documents.models import StoredFile
from tests.factories.accounts import AT
from tests.factories.documents import accepted, pdf, picture

pytestmark = pytest.mark.django_db


class FakeScanner:
    """Answers one INSTREAM per connection; `answer` None hangs up without a word."""

    def __init__(self, answer: bytes | None) -> None:
        self.answer = answer
        self.received: list[bytes] = []
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.door.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self.door.accept()
            except OSError:
                return
            with caller:
                self._answer(caller)

    def _answer(self, caller: socket.socket) -> None:
        stream = caller.makefile("rb")
        assert stream.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack("!I", stream.read(4))[0]:
            content += stream.read(length)
        self.received.append(content)
        if self.answer is not None:
            caller.sendall(self.answer)


@pytest.fixture
def scanner(settings):
    made = []

    def start(answer: bytes | None) -> FakeScanner:
        made.append(FakeScanner(answer))
        settings.OCOP_CLAMAV = made[-1].address
        return made[-1]

    yield start
    for one in made:
        one.door.close()


def test_clean_file_is_accepted_after_the_scanner_saw_all_of_it(scanner):
    server = scanner(b"stream: OK\0")
    content = picture("PNG", (900, 900))

    assert accepted(content, "anh.png").state == FileState.CHECKED
    assert server.received == [content]


def test_infected_file_is_refused_by_name(scanner):
    scanner(b"stream: Eicar-Test-Signature FOUND\0")

    with pytest.raises(RuleBroken, match="Eicar-Test-Signature") as refused:
        accepted()
    assert refused.value.code == "upload.infected"
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("answer", [None, b"INSTREAM size limit exceeded. ERROR\0", b""])
def test_file_waits_when_the_scanner_gives_no_verdict(scanner, answer):
    scanner(answer)

    waiting = accepted()
    assert (waiting.state, waiting.reason) == (FileState.PENDING, "Chờ trình diệt vi-rút kiểm tra.")


def test_file_waits_when_no_scanner_answers(settings):
    settings.OCOP_CLAMAV = "/tmp/khong-co-o-cam.sock"

    assert accepted().state == FileState.PENDING


def test_waiting_file_is_settled_later(scanner):
    scanner(None)
    clean, infected, still = accepted(), accepted(pdf(2)), accepted(pdf(3))

    scanner(b"stream: OK\0")
    assert recheck(file=clean, by=NOBODY, at=AT).state == FileState.CHECKED
    scanner(b"stream: Xau FOUND\0")
    assert recheck(file=infected, by=NOBODY, at=AT).state == FileState.REFUSED
    scanner(None)
    assert recheck(file=still, by=NOBODY, at=AT).state == FileState.PENDING
    assert "Xau" in infected.reason


def test_settled_file_is_not_asked_again():
    with pytest.raises(RuleBroken, match="đã có kết quả"):
        recheck(file=accepted(), by=NOBODY, at=AT)
