"""News for apps above: what the public sees of a product changed. Sent inside the transaction of the change."""

from django.dispatch import Signal

product_changed = Signal()  # kwargs: product, at – its texts, barcodes, pictures or where it is sold
products_changed = Signal()  # kwargs: pks, at – the same for a list
