"""Optional virus scan: asks a running ClamAV over its own protocol (INSTREAM); off unless set up."""

from __future__ import annotations

import socket
import struct
from typing import IO

CHUNK = 256 * 1024
TIMEOUT = 20
LONGEST_ANSWER = 4096


class ScannerAway(Exception):
    """The scanner did not give a clear answer: the file waits, it is neither accepted nor refused."""


def scan(file: IO[bytes], address: str) -> str:
    """Name of the malware found, or empty when the file is clean."""
    file.seek(0)
    try:
        with _connect(address) as connection:
            connection.sendall(b"zINSTREAM\0")
            while chunk := file.read(CHUNK):
                connection.sendall(struct.pack("!I", len(chunk)) + chunk)
            connection.sendall(struct.pack("!I", 0))
            answer = _answer(connection)
    except OSError as away:
        raise ScannerAway(str(away)) from away
    finally:
        file.seek(0)
    return _verdict(answer)


def _connect(address: str) -> socket.socket:
    if "/" in address:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(TIMEOUT)
        try:
            connection.connect(address)
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.rpartition(":")
    return socket.create_connection((host or "127.0.0.1", int(port)), timeout=TIMEOUT)


def _answer(connection: socket.socket) -> str:
    received = b""
    while b"\0" not in received and len(received) < LONGEST_ANSWER:
        piece = connection.recv(LONGEST_ANSWER)
        if not piece:
            break
        received += piece
    return received.split(b"\0")[0].decode("utf-8", "replace").strip()


def _verdict(answer: str) -> str:
    """`stream: OK` or `stream: Eicar-Test FOUND`; everything else (size limit, error) is no verdict."""
    if answer.endswith("OK"):
        return ""
    if answer.endswith(" FOUND"):
        return answer.removesuffix(" FOUND").split(": ", 1)[-1]
    raise ScannerAway(answer or "no answer")
