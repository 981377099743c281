"""How many records are built where. Published totals first; what is only chosen so that they fit is marked “chosen”."""

from datetime import date

CAPITAL = "2025-P01"
HA_DONG = "2025-D268"
END = {year: date(year, 12, 15) for year in (2019, 2020, 2021)}

# The nation, 2018–2020 (review of the period).
PARTICIPATING, RECOGNISED = 6210, 4469
PRODUCERS, PRODUCERS_RECOGNISED = 2961, 2439
STARS = {3: 2778, 4: 1616, 0: 75}  # 62.2, 36.2 and 1.7 % of 4469; 0: potential five stars. Counts chosen
FORMS = {
    "htx": 1134,
    "dn": 814,
    "ho": 893,
    "trang_trai": 40,
    "tht": 80,
}  # 38.3, 27.5, 31.5 % of 2961. Counts chosen
GI_PRODUCTS = 145
PROVINCES, EVALUATING, DECIDING = 63, 59, 57

# Hà Nội.
HN_2019, HN_PRODUCERS_2019 = 301, 71
HN_REGISTERED_2020 = 779
HN_REGISTERED_BY_DISTRICT = {
    "2025-D273": 107,
    "2025-D274": 78,
    "2025-D276": 66,
    "2025-D018": 61,
    "2025-D279": 59,
}
HN_2020 = 753  # of the 779, chosen
HN_STARS_2020 = {3: 340, 4: 697, 0: 17}  # by the end of 2020, chosen
HN_2021 = {3: 194, 4: 401}  # so that 9/2022 shows 534, 1098, 13 and 4
HN_FIVE_STARS = 4
HN_REGISTERED_2022, HN_DISTRICTS_2022 = 488, 26
HN_NEW_PRODUCERS = {2020: 180, 2021: 90}  # chosen
HD_2019, HD_2020 = {3: 4, 4: 4}, {3: 6, 4: 9}  # Hà Đông: 10 + 13 by the end of 2020, split chosen

# The provinces that had not recognised by 3/2021: the last ones by code, chosen.
UNDECIDED = EVALUATING - DECIDING
UNEVALUATED = PROVINCES - EVALUATING
PRODUCERS_PER_LATE_PROVINCE, PRODUCTS_PER_LATE_PROVINCE = 30, 60

GROUPS = (
    *("Thực phẩm", "Thực phẩm", "Thực phẩm", "Đồ uống", "Thảo dược", "Vải và may mặc"),
    *("Thực phẩm", "Thực phẩm", "Lưu niệm – nội thất – trang trí", "Dịch vụ du lịch nông thôn, bán hàng"),
)
NOTE = "KỊCH BẢN: bản ghi giả định, dựng từ tổng số đã công bố"


def shares(total: int, parts: int) -> list[int]:
    """As even as whole numbers allow; the first ones get one more."""
    each, rest = divmod(total, parts)
    return [each + 1] * rest + [each] * (parts - rest)
