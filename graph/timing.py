"""Times of queries by name: the one place that measures (one histogram per query)."""

import threading
from bisect import bisect_left
from dataclasses import dataclass, field

#: Upper bounds of the histogram's buckets, in seconds; the last bucket is open.
BUCKETS_S = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)


@dataclass
class QueryTiming:
    """Histogram of one query's times."""

    count: int = 0
    total_s: float = 0.0
    max_s: float = 0.0
    buckets: list[int] = field(default_factory=lambda: [0] * (len(BUCKETS_S) + 1))

    def add(self, seconds: float) -> None:
        """Count one run."""
        self.count += 1
        self.total_s += seconds
        self.max_s = max(self.max_s, seconds)
        self.buckets[bisect_left(BUCKETS_S, seconds)] += 1


class QueryTimings:
    """Thread-safe histograms by (query name, access)."""

    def __init__(self) -> None:
        """Start empty."""
        self._lock = threading.Lock()
        self._by_query: dict[tuple[str, str], QueryTiming] = {}

    def record(self, name: str, access: str, seconds: float) -> None:
        """Count one run of a query that took ``seconds``."""
        with self._lock:
            self._by_query.setdefault((name, access), QueryTiming()).add(seconds)

    def snapshot(self) -> list[dict[str, object]]:
        """Return one row per query, sorted by name: count, total_s, max_s and buckets."""
        with self._lock:
            return [
                {
                    "query": name,
                    "access": access,
                    "count": timing.count,
                    "total_s": timing.total_s,
                    "max_s": timing.max_s,
                    "bucket_upper_s": list(BUCKETS_S),
                    "bucket_counts": list(timing.buckets),
                }
                for (name, access), timing in sorted(self._by_query.items())
            ]
