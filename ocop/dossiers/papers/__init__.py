"""The forms of 26/2026/QĐ-TTg Phụ lục III (Mẫu 01, 02, 03) and the offices' letters, as neutral documents.

Mẫu 01–03 are prescribed; the commune's letter and the advisory group's report have no form: layout of NĐ 30/2020, words
ours. Word and PDF come from the same description (documents.official).
"""
