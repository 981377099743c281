"""Digital signatures in PDF files (PAdES): signing for the demo, verification for everybody.

Officials sign outside, with their own token: the system hands out a draft, takes the signed file back and says
exactly what it is worth. The soft key here is for the demo world only. The libraries behind all this are large; the
functions here load them when they are called, so that a process that never signs does not carry them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, Any

from .verdict import Signature, SignatureVerdict

if TYPE_CHECKING:
    from .sealing import Seal

__all__ = ["Signature", "SignatureVerdict", "open_seal", "sign_pdf_demo", "verify_signed_pdf"]


def open_seal(*, at: datetime) -> AbstractContextManager[Seal]:
    """The key of the issuing office (see `sealing.open_seal`)."""
    from . import sealing

    return sealing.open_seal(at=at)


def sign_pdf_demo(*given: Any, **named: Any) -> bytes:
    """See `signing.sign_pdf_demo`."""
    from . import signing

    return signing.sign_pdf_demo(*given, **named)


def verify_signed_pdf(*given: Any, **named: Any) -> SignatureVerdict:
    """See `verifying.verify_signed_pdf`."""
    from . import verifying

    return verifying.verify_signed_pdf(*given, **named)
