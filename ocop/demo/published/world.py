"""Building the records: Hà Nội district by district, then the other provinces so that the nation's totals come out."""

from datetime import date, datetime
from itertools import chain, cycle, repeat
from random import Random

from ocop.demo.published import plan
from ocop.demo.published.places import Place, former_districts
from ocop.demo.published.plan import shares
from ocop.demo.published.rows import Made, Maker, Rows

POTENTIAL = 0


def build(at: datetime) -> Rows:
    """The same rows every time."""
    rng = Random("published")
    forms = [form for form, count in plan.FORMS.items() for _ in range(count)]
    rng.shuffle(forms)
    rows = Rows(at, chain(forms, cycle(plan.FORMS)))
    districts = former_districts()
    capital = Capital(rows, districts.pop(plan.CAPITAL), rng)
    capital.until_2020()
    others = others_until_2020(rows, districts, rng)
    for row in rows.products[: plan.GI_PRODUCTS]:
        row["gi_name"] = "Chỉ dẫn địa lý kịch bản"
    capital.after_2020()
    check(rows, capital, others)
    return rows


def check(rows: Rows, capital: "Capital", others: int) -> None:
    """The plan adds up before anything is written."""
    in_2020 = plan.HN_2019 + plan.HN_REGISTERED_2020 + others
    if in_2020 != plan.PARTICIPATING:
        raise AssertionError(f"{in_2020} products instead of {plan.PARTICIPATING}")


def rank_list(wanted: dict[int, int], rng: Random) -> list[int]:
    ranks = [stars for stars, count in wanted.items() for _ in range(count)]
    rng.shuffle(ranks)
    return ranks


def minus(first: dict[int, int], *others: dict[int, int]) -> dict[int, int]:
    return {stars: count - sum(other.get(stars, 0) for other in others) for stars, count in first.items()}


def recognise(rows: Rows, made: Made, rank: int, on: date) -> None:
    if rank == POTENTIAL:
        rows.record(made, "potential_5", 5, on)
    else:
        rows.record(made, "recognised", rank, on)


class Capital:
    """Hà Nội of then with its thirty districts."""

    def __init__(self, rows: Rows, places: list[Place], rng: Random) -> None:
        self.rows, self.places, self.rng = rows, places, rng
        self.makers: dict[str, list[Maker]] = {place.district: [] for place in places}
        self.potential: list[Made] = []

    def until_2020(self) -> None:
        own = minus(plan.HN_STARS_2020, plan.HD_2019, plan.HD_2020)
        ranks = iter(rank_list(own, self.rng))
        self._make_makers(plan.HN_PRODUCERS_2019)
        for place, count in self._spread(plan.HN_2019, sum(plan.HD_2019.values())):
            given = self._ranks(place, plan.HD_2019, ranks, count)
            for maker, rank in zip(cycle(self.makers[place.district]), given, strict=False):
                self._recognised(self.rows.product(maker), rank, plan.END[2019])
        new = self._make_makers(plan.HN_NEW_PRODUCERS[2020])
        dropped = plan.HN_REGISTERED_2020 - plan.HN_2020
        for place, count in self._registered_2020():
            self._year_2020(
                place, count, ranks, new[place.district], dropped > 0 or place.district == plan.HA_DONG
            )
            dropped -= 1

    def _year_2020(self, place: Place, count: int, ranks: object, first: list[Maker], drop: bool) -> None:
        """What a district registered in 2020; all but one of the first districts were recognised."""
        made = [
            self.rows.product(maker)
            for maker, _ in zip(cycle([*first, *self.makers[place.district]]), range(count), strict=False)
        ]
        for one in made:
            self.rows.registration(one, date(2020, 7, 10))
        kept = made[: count - 1] if drop else made
        for one, rank in zip(kept, self._ranks(place, plan.HD_2020, ranks, len(kept)), strict=True):
            self._recognised(one, rank, plan.END[2020])

    def after_2020(self) -> None:
        for made in self.potential[: plan.HN_FIVE_STARS]:
            self.rows.record(made, "recognised", 5, date(2021, 6, 15))
        self._make_makers(plan.HN_NEW_PRODUCERS[2021])
        ranks = iter(rank_list(plan.HN_2021, self.rng))
        for place, count in zip(
            self.places, shares(sum(plan.HN_2021.values()), len(self.places)), strict=True
        ):
            for maker, _ in zip(cycle(reversed(self.makers[place.district])), range(count), strict=False):
                self._recognised(self.rows.product(maker), next(ranks), plan.END[2021])
        some = self.places[: plan.HN_DISTRICTS_2022]
        for place, count in zip(some, shares(plan.HN_REGISTERED_2022, len(some)), strict=True):
            for maker, _ in zip(cycle(self.makers[place.district]), range(count), strict=False):
                self.rows.registration(self.rows.product(maker), date(2022, 4, 20))

    def _make_makers(self, count: int) -> dict[str, list[Maker]]:
        new: dict[str, list[Maker]] = {}
        for place, each in zip(self.places, shares(count, len(self.places)), strict=True):
            new[place.district] = [self.rows.maker(place) for _ in range(each)]
            self.makers[place.district] += new[place.district]
        return new

    def _spread(self, total: int, ha_dong: int) -> list[tuple[Place, int]]:
        rest = iter(shares(total - ha_dong, len(self.places) - 1))
        return [(p, ha_dong if p.district == plan.HA_DONG else next(rest)) for p in self.places]

    def _registered_2020(self) -> list[tuple[Place, int]]:
        """The five published districts and Hà Đông first, so that one of each of the first is not recognised."""
        told = dict(plan.HN_REGISTERED_BY_DISTRICT)
        told[plan.HA_DONG] = sum(plan.HD_2020.values()) + 1
        rest = iter(shares(plan.HN_REGISTERED_2020 - sum(told.values()), len(self.places) - len(told)))
        ordered = sorted(self.places, key=lambda p: (p.district not in told, p.district))
        return [(p, told[p.district] if p.district in told else next(rest)) for p in ordered]

    def _ranks(self, place: Place, own: dict[int, int], ranks: object, count: int) -> list[int]:
        if place.district == plan.HA_DONG:
            return rank_list(own, self.rng)
        return [next(ranks) for _ in range(count)]  # type: ignore[call-overload]

    def _recognised(self, made: Made, rank: int, on: date) -> None:
        recognise(self.rows, made, rank, on)
        if rank == POTENTIAL:
            self.potential.append(made)


def others_until_2020(rows: Rows, districts: dict[str, list[Place]], rng: Random) -> int:
    """All provinces but Hà Nội; answers how many products take part there."""
    keys = sorted(districts)
    deciding = keys[: plan.DECIDING - 1]
    undecided = keys[len(deciding) : len(deciding) + plan.UNDECIDED]
    unevaluated = keys[len(deciding) + plan.UNDECIDED :]
    hn_makers = plan.HN_PRODUCERS_2019 + plan.HN_NEW_PRODUCERS[2020]
    good = plan.PRODUCERS_RECOGNISED - hn_makers
    late = undecided + unevaluated
    waiting = plan.PRODUCERS - plan.PRODUCERS_RECOGNISED - len(late) * plan.PRODUCERS_PER_LATE_PROVINCE
    hn_products = plan.HN_2019 + plan.HN_REGISTERED_2020
    recognised = plan.RECOGNISED - plan.HN_2019 - plan.HN_2020
    unrecognised = plan.PARTICIPATING - hn_products - recognised - len(late) * plan.PRODUCTS_PER_LATE_PROVINCE
    ranks = iter(rank_list(minus(plan.STARS, plan.HN_STARS_2020), rng))
    quota = zip(
        deciding,
        shares(good, len(deciding)),
        shares(waiting, len(deciding)),
        shares(recognised, len(deciding)),
        shares(unrecognised, len(deciding)),
        strict=True,
    )
    before = len(rows.products)
    for key, makers, others, products, more in quota:
        _province(rows, districts[key], makers, others, [next(ranks) for _ in range(products)], more)
    for key in undecided:
        _late_province(rows, districts[key], evaluated=True)
    for key in unevaluated:
        _late_province(rows, districts[key], evaluated=False)
    return len(rows.products) - before


def _province(rows: Rows, places: list[Place], makers: int, others: int, ranks: list[int], more: int) -> None:
    """Recognised products of `makers`; `more` products of `others` that were evaluated in vain, or only registered."""
    days = cycle((date(2019, 12, 20), date(2020, 6, 30), date(2020, 12, 25)))
    good = [rows.maker(place) for place, _ in zip(cycle(places), range(makers), strict=False)]
    for maker, rank, on in zip(cycle(good), ranks, days, strict=False):
        recognise(rows, rows.product(maker), rank, on)
    waiting = [rows.maker(place) for place, _ in zip(cycle(places), range(others), strict=False)]
    for number, maker in zip(range(more), cycle(waiting), strict=False):
        made = rows.product(maker)
        if number % 2:
            rows.record(made, "not_recognised", None, date(2020, 11, 20))
        else:
            rows.registration(made, date(2020, 5, 10))


def _late_province(rows: Rows, places: list[Place], *, evaluated: bool) -> None:
    makers = [
        rows.maker(place)
        for place, _ in zip(cycle(places), range(plan.PRODUCERS_PER_LATE_PROVINCE), strict=False)
    ]
    for maker, _ in zip(cycle(makers), repeat(None, plan.PRODUCTS_PER_LATE_PROVINCE), strict=False):
        made = rows.product(maker)
        if evaluated:
            rows.record(made, "assessed", None, date(2020, 12, 28))
        else:
            rows.registration(made, date(2020, 9, 10))
