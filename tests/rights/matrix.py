"""The readable table of rights: `matrix.csv`, one line per page, one column per role. People review it, tests hold the
code against it. `python -m tests.rights.matrix` (from the checkout, after looking hard) writes it anew."""

import csv
from pathlib import Path

FILE = Path(__file__).with_name("matrix.csv")


def pages() -> dict[str, str]:
    """Path → declared policy, of every page of ours."""
    from ocop.core.view_checks import all_patterns, policy_of

    found = {path: policy_of(pattern) or "" for path, pattern in all_patterns()}
    return {path: policy for path, policy in found.items() if policy != "library"}


def declared() -> dict[str, dict[str, str]]:
    """What the code declares: `yes`, `no` (403), and for nobody `login` or `yes`."""
    from ocop.core.permissions import ROLES

    table = {}
    for path, policy in pages().items():
        row = {"nobody": "yes" if policy == "public" else "login"}
        for role, info in ROLES.items():
            open_to_all = policy in {"public", "signed_in"}
            row[role.value] = (
                "yes"
                if open_to_all or set(policy.split(" | ")) & {p.value for p in info.permissions}
                else "no"
            )
        table[path] = row
    return table


def written() -> dict[str, dict[str, str]]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row.pop("page"): row for row in csv.DictReader(file)}


def write() -> None:
    table = declared()
    actors = list(next(iter(table.values())))
    with FILE.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, ["page", *actors], lineterminator="\n")
        out.writeheader()
        out.writerows({"page": path, **row} for path, row in table.items())


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    write()
