"""Split a Cypher script into its statements."""

import re

#: A token that may hold a semicolon (comment, string, backticked name), or the semicolon itself.
_TOKEN = re.compile(
    r"""
    //[^\n]*                    # comment to the end of the line
    | /\*.*?(?:\*/|\Z)          # block comment
    | '(?:\\.|[^'\\])*(?:'|\Z)  # string
    | "(?:\\.|[^"\\])*(?:"|\Z)
    | `(?:``|[^`])*(?:`|\Z)     # name
    | ;
    """,
    re.VERBOSE | re.DOTALL,
)


def split_statements(text: str) -> list[str]:
    """Return the statements of a script, stripped, with the comments above each of them.

    A semicolon inside a comment, a string or a backticked name does not end a statement. What
    follows the last semicolon may only be comments and white space.

    Raises:
        ValueError: the last statement does not end with a semicolon.
    """
    statements, start = [], 0
    for token in _TOKEN.finditer(text):
        if token[0] == ";":
            statements.append(text[start : token.start()].strip())
            start = token.end()
    if strip_comments(text[start:]).strip():
        raise ValueError("the last statement does not end with a semicolon")
    return [statement for statement in statements if strip_comments(statement).strip()]


def strip_comments(text: str) -> str:
    """Return the text without its comments; strings and names stay as they are."""
    return _TOKEN.sub(lambda token: " " if token[0].startswith(("//", "/*")) else token[0], text)
