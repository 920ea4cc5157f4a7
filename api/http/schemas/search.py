"""Shape of ``GET /nodes/search``."""

from pydantic import BaseModel, Field

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

    request_id: str
    graph_version: str
    query: str
    understood: bool = Field(description="whether an observable is sure enough to be used")
    hits: list[SearchHit]
