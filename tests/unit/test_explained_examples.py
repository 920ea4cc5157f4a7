"""The examples of the OpenAPI document have the shape that the routes promise."""

import pytest
from pydantic import BaseModel, ValidationError

from api.http.examples import example
from api.http.schemas.explained import ExplainedResponse
from api.http.schemas.remedies import FaultActionsResponse, FaultRootCausesResponse


@pytest.mark.parametrize(
    ("name", "shape"),
    [
        ("diagnose_explained", ExplainedResponse),
        ("fault_root_causes", FaultRootCausesResponse),
        ("fault_actions", FaultActionsResponse),
    ],
)
def test_an_example_is_an_answer_of_its_route(name: str, shape: type[BaseModel]) -> None:
    shape.model_validate(example(name))
    with pytest.raises(ValidationError):
        shape.model_validate({**example(name), "locale": "de"})
