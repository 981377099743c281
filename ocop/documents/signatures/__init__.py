"""Digital signatures in PDF files (PAdES): signing for the demo, verification for everybody.

Officials sign outside, with their own token: the system hands out a draft, takes the signed file back and says
exactly what it is worth. The soft key here is for the demo world only.
"""

from .signing import sign_pdf_demo
from .verdict import Signature, SignatureVerdict
from .verifying import verify_signed_pdf

__all__ = ["Signature", "SignatureVerdict", "sign_pdf_demo", "verify_signed_pdf"]
