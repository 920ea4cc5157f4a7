"""Errors that only the HTTP interface knows."""

from graph.errors import FaultgraphError


class TooLargeError(FaultgraphError):
    """The body is larger than the server reads."""

    code = "too_large"


class MalformedJsonError(FaultgraphError):
    """The body is not JSON."""

    code = "malformed_json"


class MethodNotAllowedError(FaultgraphError):
    """The address exists, for other methods."""

    code = "method_not_allowed"


class RefusedError(FaultgraphError):
    """The web framework refuses the request for a reason of its own."""

    code = "bad_request"
