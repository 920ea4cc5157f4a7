"""Why somebody is not let in, or may not do something."""

from graph.errors import FaultgraphError


class UnauthorisedError(FaultgraphError):
    """Who asks is not known: key, token or password is missing or wrong."""

    code = "unauthorised"


class TooManyAttemptsError(FaultgraphError):
    """Too many wrong passwords; ``details["retry_after_s"]`` says how long to wait."""

    code = "too_many_attempts"
