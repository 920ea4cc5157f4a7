"""What every knowledge node has: identity, governance and a caption."""

from neomodel import StructuredNode

from graph.nodes.fields import Moment, Probability, Text, Whole
from graph.vocabulary import CreationMethod, KnowledgeStatus, SourceKind

#: Slug of knowledge ("fault.egr_valve_clogged") or prefixed random id of a record ("fc_1a2b").
ID_PATTERN = r"\S+"


class Knowledge(StructuredNode):
    """Parent of all knowledge nodes (KG v2.8.8); its label makes their ids one space.

    Attributes:
        status_by: who decided on the status; seeds then leave it alone. None: seeds did.
        previous_version_id: the :Revision with the state before this version.
    """

    uid = Text(unique_index=True, required=True, db_property="id", pattern=ID_PATTERN)
    caption = Text()
    status = Text(choices=KnowledgeStatus, default=KnowledgeStatus.DRAFT.value)
    status_by = Text()
    version = Whole(minimum=1, default=1)
    from_version = Whole(minimum=0)
    previous_version_id = Text()
    content_hash = Text()
    source_kind = Text(choices=SourceKind)
    source_ref = Text()
    confidence = Probability()
    creation_method = Text(choices=CreationMethod)
    created_by = Text()
    created_at = Moment()
    updated_at = Moment()
    reviewed_by = Text()
    reviewed_at = Moment()
