"""News for apps above: the standing of a product changed. Sent inside the transaction of the change."""

from django.dispatch import Signal

standing_changed = Signal()  # kwargs: product, at
