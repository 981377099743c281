"""An invented nation of any size for tests and benchmarks: real goods and places, invented producers, fixed seed.

The rows meet the constraints of the models and the integrity checks, but are written in bulk: nobody acted.
"""

from ocop.demo.nation.making import Nation, make_nation

__all__ = ["Nation", "make_nation"]
