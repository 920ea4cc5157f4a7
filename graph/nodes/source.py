"""Where knowledge comes from."""

from graph.nodes.fields import Text, Whole
from graph.nodes.knowledge import Knowledge


class Source(Knowledge):
    """A document, a data set or a person that knowledge is taken from."""

    title_fr = Text(required=True)
    title_en = Text(required=True)
    licence = Text(required=True)
    url = Text()
    retrieved = Text(pattern=r"\d{4}-\d{2}-\d{2}", required=True)
    source_title = Text()
    attribution = Text()  # the credit that the licence asks for, word for word
    sample_size = Whole(minimum=1)  # of imported statistics
