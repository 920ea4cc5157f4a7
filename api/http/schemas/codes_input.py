"""What a request may say of a trouble code: its freeze frame."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field, create_model

from engine.codes.freeze_frame import READINGS


class _Frame(BaseModel):
    """Values kept with the code; each is optional, an unknown name is refused."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)

    def stated(self) -> dict[str, float]:
        """Return the values that are given."""
        return self.model_dump(exclude_none=True)


def _field(unit: str, low: float, high: float) -> Any:
    return (float | None, Field(None, ge=low, le=high, description=f"in {unit}"))


#: One optional field for each reading that the engine knows (``engine.codes.freeze_frame``).
FreezeFrameInput: type[_Frame] = create_model(
    "FreezeFrameInput",
    __base__=_Frame,
    __doc__=_Frame.__doc__,
    **{name: _field(*reading) for name, reading in READINGS.items()},
)
