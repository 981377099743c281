"""The raw work behind rows 9–11, on one warm connection of the client: nothing can do less and be right."""

import psycopg

AGGREGATE = """
SELECT item_id, avg(total), max(total) - min(total), rank() OVER (ORDER BY avg(total) DESC)
FROM (SELECT item_id, seat_id, sum(points) AS total FROM bench_mark GROUP BY item_id, seat_id) AS sheets GROUP BY item_id
"""


class Floors:
    def __init__(self, address: str, codes: list[str]) -> None:
        self.connection = psycopg.connect(address, autocommit=True)
        self.codes = codes
        columns = ", ".join(
            f"max(points) FILTER (WHERE criterion = '{code}') AS \"{code}\"" for code in codes
        )
        self.pivot = f"COPY (SELECT item_id, seat_id, {columns} FROM bench_mark GROUP BY 1, 2 ORDER BY 1, 2) TO STDOUT (FORMAT csv, HEADER)"
        self.round = 0

    def aggregate(self) -> list[tuple[object, ...]]:
        """Mean, gap and rank of every product from all marks."""
        return self.connection.execute(AGGREGATE).fetchall()

    def export(self) -> bytes:
        """All sheets, a column per criterion."""
        with self.connection.cursor().copy(self.pivot) as copy:
            return b"".join(bytes(part) for part in copy)

    def save(self) -> None:
        """One transaction: the marks of one sheet, its total added up anew, on the disk before it answers."""
        self.round += 1
        with self.connection.transaction():
            self.connection.execute(
                "INSERT INTO bench_mark SELECT -1, -1, unnest(%s::text[]), unnest(%s::numeric[]) "
                "ON CONFLICT (item_id, seat_id, criterion) DO UPDATE SET points = excluded.points",
                (self.codes, [(self.round + n) % 4 for n in range(len(self.codes))]),
            )
            self.connection.execute(
                "INSERT INTO bench_total SELECT item_id, seat_id, sum(points) FROM bench_mark WHERE item_id = -1 GROUP BY 1, 2 "
                "ON CONFLICT (item_id, seat_id) DO UPDATE SET total = excluded.total"
            )
