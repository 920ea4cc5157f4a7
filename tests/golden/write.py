"""Write the golden digest of the database that the settings mean (freshly seeded)."""

import json
from pathlib import Path

from api.connection import connect
from graph.settings import Settings
from seeds.dump import dump_lines
from tests.golden.compare import digest

if __name__ == "__main__":
    with connect(Settings()) as graph:
        found = digest(dump_lines(graph))
    path = Path(__file__).with_name("seeded_graph.json")
    path.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", encoding="utf-8")
