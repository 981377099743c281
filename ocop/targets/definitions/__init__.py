"""The indicators of this system: each defined once."""

from ocop.targets.definitions import declared, dossiers, plans, producers, products, sources, units


def install() -> None:
    for part in (sources, products, producers, plans, units, dossiers, declared):
        part.install()
