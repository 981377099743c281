"""Every machine of states in one place: which states exist, which moves lead where, who may make them.

Pure data, one file for each part of the programme. `ocop.audit.moves.apply_move` is the only code that carries a move out.
`docs/generated/lifecycles.md` is generated from here. A new machine: a file (or a line in one) and its name in `MACHINES`.
"""

from ocop.rulebook.lifecycle.council import ITEM, SESSION, SHEET
from ocop.rulebook.lifecycle.market import POINT, STALL, TRADE_EVENT
from ocop.rulebook.lifecycle.model import Machine, Move, State
from ocop.rulebook.lifecycle.oversight import ADVICE, FINDING, INSPECTION_PLAN, MISUSE, VISIT
from ocop.rulebook.lifecycle.planning import CALL, PLAN
from ocop.rulebook.lifecycle.recognition import DECISION, REVOCATION
from ocop.rulebook.lifecycle.season import DOSSIER, ROUND
from ocop.rulebook.lifecycle.support import CLAIM
from ocop.rulebook.lifecycle.trade import BUYER, CONFERENCE, DEAL, NEED
from ocop.rulebook.lifecycle.training import TRAINING
from ocop.rulebook.lifecycle.villages import VILLAGE

__all__ = [
    "CALL",
    "ADVICE",
    "FINDING",
    "INSPECTION_PLAN",
    "VISIT",
    "CLAIM",
    "BUYER",
    "CONFERENCE",
    "DEAL",
    "DECISION",
    "DOSSIER",
    "ITEM",
    "MACHINES",
    "MISUSE",
    "NEED",
    "PLAN",
    "POINT",
    "REVOCATION",
    "ROUND",
    "SESSION",
    "SHEET",
    "STALL",
    "TRADE_EVENT",
    "TRAINING",
    "VILLAGE",
    "Machine",
    "Move",
    "State",
]

MACHINES: dict[str, Machine] = {
    machine.name: machine
    for machine in (
        DOSSIER,
        ROUND,
        SESSION,
        ITEM,
        SHEET,
        DECISION,
        REVOCATION,
        MISUSE,
        INSPECTION_PLAN,
        VISIT,
        FINDING,
        ADVICE,
        PLAN,
        CALL,
        CLAIM,
        BUYER,
        NEED,
        CONFERENCE,
        DEAL,
        TRAINING,
        VILLAGE,
        POINT,
        TRADE_EVENT,
        STALL,
    )
}
