"""The groups of routes, in the order in which they are asked whether an address is theirs."""

from fastapi import APIRouter

from api.http.routes import (
    card_steps,
    cards,
    cases,
    codes,
    diagnose,
    fault_knowledge,
    fault_parts,
    governance,
    nodes,
    risk,
    schema,
    search,
    stats,
    suggestions,
    validate,
    vehicles,
)

#: Below the prefix of the interface, and behind its access key.
ROUTERS = (
    search.router,  # before /nodes/{node_id}
    cases.router,
    codes.router,
    diagnose.router,
    fault_knowledge.router,
    fault_parts.router,
    governance.router,
    nodes.router,
    risk.router,
    schema.router,
    stats.router,
    suggestions.router,
    validate.router,
    vehicles.router,
)

#: Of failure cards, tickets and events (EFI), below their own prefix and behind the same key.
EFI_ROUTERS: tuple[APIRouter, ...] = (
    cards.router,
    card_steps.router,
)
