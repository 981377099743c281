"""Support and rewards: policies as dated data, the year's money, claims."""

from ocop.support.models.claims import Claim
from ocop.support.models.terms import Budget, Policy, Rate

__all__ = ["Budget", "Claim", "Policy", "Rate"]
