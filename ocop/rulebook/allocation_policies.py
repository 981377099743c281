"""The policies that the project ships, read from `reference/allocation/policies.yaml`: data, so that a later dated setting
needs no code. What an allocation was made under is stored with it, not looked up again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ocop.rulebook.allocation import INPUTS, Bound, Policy

FILE = Path(__file__).resolve().parents[2] / "reference" / "allocation" / "policies.yaml"
SCHEMA = "ocop-allocation/1"


class BrokenPolicies(ValueError):
    """A file that does not say what its format asks for."""


@dataclass(frozen=True)
class Policies:
    since: date
    all: tuple[Policy, ...]

    def find(self, key: str) -> Policy | None:
        return next((policy for policy in self.all if policy.key == key), None)


@cache
def read_policies(file: Path = FILE) -> Policies:
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    if data.get("schema") != SCHEMA or not isinstance(data.get("from"), date) or not data.get("policies"):
        raise BrokenPolicies(f"{file.name}: schema {SCHEMA}, from, policies")
    found = tuple(policy_of(one) for one in data["policies"])
    if len({policy.key for policy in found}) != len(found):
        raise BrokenPolicies(f"{file.name}: a key twice")
    return Policies(data["from"], found)


def policy_of(data: Mapping[str, Any]) -> Policy:
    weights = {name: Fraction(str(weight)) for name, weight in data["weights"].items()}
    if (
        set(weights) - set(INPUTS)
        or any(weight < 0 for weight in weights.values())
        or not any(weights.values())
    ):
        raise BrokenPolicies(f"{data['key']}: weights over {', '.join(INPUTS)}, none negative, one positive")
    floor, cap = (_bound(data.get(name)) for name in ("floor", "cap"))
    return Policy(data["key"], data["name"], data["words"], weights, floor or Bound(), cap)


def stored(policy: Policy) -> dict[str, Any]:
    """As an allocation keeps it; `policy_of` reads it back."""
    bound = {"floor": policy.floor, "cap": policy.cap}
    return {
        "key": policy.key,
        "name": policy.name,
        "words": policy.words,
        "weights": {name: str(weight) for name, weight in policy.weights.items()},
        **{name: {"percent": one.percent, "plus": one.plus} for name, one in bound.items() if one},
    }


def _bound(data: Mapping[str, int] | None) -> Bound | None:
    if data is None:
        return None
    bound = Bound(int(data["percent"]), int(data["plus"]))
    if bound.percent < 0 or bound.plus < 0:
        raise BrokenPolicies("a floor or cap below nought")
    return bound
