"""Shape of ``GET /nodes/search``."""

from pydantic import BaseModel, ConfigDict, Field

from graph.vocabulary import Label


class SearchHit(BaseModel):
    """Something that the words may mean; similarity 0 to 1, of the name or of the meaning."""

    id: str
    kind: Label
    label: str
    similarity: float = Field(ge=0, le=1)
    matched_text: str = Field(description="the name that is most like the words")
    matched_field: str = Field(description="the property that holds it")
    snippet: str = Field(description="the name as HTML, what matched between <mark> and </mark>")


class SearchResponse(BaseModel):
    """Knowledge of every kind that the words may mean, the likeliest first."""

    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "request_id": "6f1c2d",
                "graph_version": "1",
                "query": "alternater",
                "understood": False,
                "hits": [
                    {
                        "id": "part.alternator",
                        "kind": "Part",
                        "label": "Alternator",
                        "similarity": 0.9,
                        "matched_text": "Alternator",
                        "matched_field": "label_en",
                        "snippet": "<mark>Alternator</mark>",
                    }
                ],
            }
        }
    )

    request_id: str
    graph_version: str
    query: str
    understood: bool = Field(description="whether an observable is sure enough to be used")
    hits: list[SearchHit]
