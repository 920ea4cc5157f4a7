"""Who asks: every read and write of records is of this one's garage (requirements section 9)."""

from dataclasses import dataclass

from graph.vocabulary_records import Role

#: From the one that may least to the one that may most.
_RANKS = (Role.VIEWER, Role.TECHNICIAN, Role.EXPERT, Role.ADMIN)


@dataclass(frozen=True)
class Sight:
    """Which cards that are not published somebody sees, with their trees and their audit entries.

    Unless told otherwise, none: whoever forgets to say who asks shows too little, not too much.

    Attributes:
        garage_id: garage whose cards they are; None: those of all garages.
        sees_drafts: whether any are seen.
    """

    garage_id: str | None = None
    sees_drafts: bool = False

    def parameters(self) -> dict[str, str | bool | None]:
        """Return it as queries take it."""
        return {"garage_id": self.garage_id, "sees_drafts": self.sees_drafts}


#: Of who is not known.
SEES_NONE = Sight()
#: Of whoever works on the graph itself, on the command line.
SEES_ALL = Sight(None, sees_drafts=True)


@dataclass(frozen=True)
class Principal:
    """A person or a program that was recognised.

    Attributes:
        id: of the user or of the API key; what audit entries and histories name.
        name: as people read it.
        role: what it may do.
        garage_id: garage that it belongs to, and that what it makes belongs to.
        is_cross_garage: whether it also sees the records of other garages.
        session_id: of a user's sign-in; None for programs and for who did not sign in.
        operations: tags and single operations that a key is bound to; empty: not bound.
    """

    id: str
    name: str
    role: Role
    garage_id: str
    is_cross_garage: bool = False
    session_id: str | None = None
    operations: tuple[str, ...] = ()

    @property
    def scope(self) -> str | None:
        """Return the garage whose records it may see, or None for those of all garages."""
        return None if self.is_cross_garage else self.garage_id

    @property
    def sight(self) -> Sight:
        """Return which unpublished cards it sees: technicians and above, those of the garage."""
        return Sight(self.scope, self.may(Role.TECHNICIAN))

    @property
    def is_recorded(self) -> bool:
        """Return whether it is a user or a key of the graph, not whoever reaches the server."""
        return self.id.startswith(("usr_", "key_"))

    def may(self, role: Role) -> bool:
        """Return whether it may do what takes this role."""
        return _RANKS.index(self.role) >= _RANKS.index(role)
