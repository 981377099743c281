"""Certificates that prove themselves: keys, the signed text in the QR code, status lists, W3C credentials.

`curve`, `cwt`, `verifying`, `jws`, `statuslist`, `vc` are pure Python; `keyring` keeps the keys. See docs/credentials.md.
"""
