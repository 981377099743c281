"""Amounts of đồng in words, as papers write them: "một trăm linh năm triệu đồng". Whole đồng only, exact."""

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu")
BILLION = 1_000_000_000
MOST = 10**18  # more than any budget line may hold


def money_in_words(amount: int) -> str:
    """With a capital letter and "đồng": `1050000` → "Một triệu không trăm năm mươi nghìn đồng"."""
    words = f"{number_in_words(amount)} đồng"
    return words[0].upper() + words[1:]


def number_in_words(amount: int) -> str:
    if abs(amount) >= MOST:
        raise ValueError("too large for words")
    if amount < 0:
        return f"âm {number_in_words(-amount)}"
    if amount == 0:
        return "không"
    return " ".join(_whole(amount, inner=False))


def _whole(amount: int, *, inner: bool) -> list[str]:
    """Billions are counted again by the same rule: "một nghìn tỷ"."""
    high, low = divmod(amount, BILLION)
    words = [*_whole(high, inner=inner), "tỷ"] if high else []
    return words + _below_billion(low, inner=inner or bool(high))


def _below_billion(amount: int, *, inner: bool) -> list[str]:
    words: list[str] = []
    for place in (2, 1, 0):
        three = amount // 1000**place % 1000
        if three:
            words += _three(three, inner=inner or bool(words))
            words += [SCALES[place]] if place else []
    return words


def _three(number: int, *, inner: bool) -> list[str]:
    """Three digits; behind a larger group also the empty hundreds are said."""
    hundreds, rest = divmod(number, 100)
    words = [DIGITS[hundreds], "trăm"] if hundreds or inner else []
    return words + _two(rest, behind=bool(words))


def _two(number: int, *, behind: bool) -> list[str]:
    tens, ones = divmod(number, 10)
    if tens == 0:
        if ones == 0:
            return []
        return ["linh", DIGITS[ones]] if behind else [DIGITS[ones]]
    words = ["mười"] if tens == 1 else [DIGITS[tens], "mươi"]
    if ones == 0:
        return words
    if ones == 5:
        return [*words, "lăm"]
    if ones == 1 and tens > 1:
        return [*words, "mốt"]
    return [*words, DIGITS[ones]]
