"""The groups of routes, in the order in which they are asked whether an address is theirs."""

from fastapi import APIRouter

from api.http.routes import (
    access_log,
    api_keys,
    card_steps,
    cards,
    cases,
    codes,
    diagnose,
    drafts,
    event_stream,
    events,
    fault_knowledge,
    fault_parts,
    garages,
    governance,
    matching,
    nodes,
    part_usage,
    review_queue,
    risk,
    schema,
    search,
    session,
    sign_in,
    stats,
    suggestions,
    technician_actions,
    tickets,
    users,
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
    event_stream.router,  # before /events/{event_id}
    events.router,
    matching.router,
    tickets.router,
    technician_actions.router,
    part_usage.router,
    review_queue.router,
    cards.router,
    card_steps.router,
    drafts.router,
)

#: Of users, keys and garages.
AUTH_ROUTERS = (
    session.router,
    users.router,
    api_keys.router,
    garages.router,
    access_log.router,
)

#: For whoever has not signed in yet.
SIGN_IN = sign_in.router
