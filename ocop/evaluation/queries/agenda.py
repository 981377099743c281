"""Which dossiers a session may take up, and its agenda."""

from django.db.models import Q, QuerySet

from ocop.dossiers.models import Dossier
from ocop.evaluation.models import Item, Session

# Dossier states and moves on the way through a council, by the level of the round.
WAITING = {"province": "in_round", "central": "central_in_round"}
SCORING = {"province": "scoring", "central": "central_scoring"}
OPEN_MOVE = {"province": "open_scoring", "central": "open_central"}
SETTLE_MOVE = {"province": "settle", "central": "settle_central"}
OPEN_ITEM = ("waiting", "scoring", "discussing", "agreed")


def candidates(session: Session) -> QuerySet[Dossier]:
    """Dossiers of the round that wait for a council and stand on no other agenda (postponed ones may come again)."""
    level = session.council.level
    in_round = Q(central_round=session.round_id) if level == "central" else Q(round=session.round_id)
    taken = Item.objects.filter(state__in=OPEN_ITEM).exclude(session__state="cancelled").values("dossier")
    here = Item.objects.filter(session=session).values("dossier")
    waiting = Dossier.objects.filter(in_round, state__in=(WAITING[level], SCORING[level]))
    return (
        waiting.exclude(pk__in=taken)
        .exclude(pk__in=here)
        .select_related("product", "producer", "unit")
        .order_by("product__sort_key")
    )
