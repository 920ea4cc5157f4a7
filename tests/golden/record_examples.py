"""Ask the recorded examples again, of the database that the settings mean (freshly seeded)."""

import json

from fastapi.testclient import TestClient

from api.connection import connect
from api.http.app import create_app
from api.http.recorded_examples import FOLDER
from graph.settings import Settings
from tests.builders.examples import ask_again

if __name__ == "__main__":
    settings = Settings()
    with connect(settings) as graph, TestClient(create_app(settings, graph)) as client:
        for path in sorted(FOLDER.glob("*.json")):
            recorded = ask_again(client, json.loads(path.read_text(encoding="utf-8")))
            text = json.dumps(recorded, indent=1, ensure_ascii=False)
            path.write_text(text + "\n", encoding="utf-8")
            print(recorded["status"], path.name)  # noqa: T201 - tells how far it is
