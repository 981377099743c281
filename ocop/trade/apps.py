from django.apps import AppConfig


class TradeConfig(AppConfig):
    name = "ocop.trade"
    label = "trade"
    verbose_name = "Giao thương"

    def ready(self) -> None:
        from ocop.core.places_of_sale import register as sold_at
        from ocop.notify import recipients
        from ocop.trade import (
            board,
            checks,
            file_access,
            indicators,
            messages,
            navigation,
            sources,  # noqa: F401  (a seat at a buyer is something a person acts for)
            timetable,
        )
        from ocop.trade.queries.channels import public_rows
        from ocop.trade.recipients import people_of

        recipients.register("trade.buyer", people_of)
        sold_at(public_rows)
        for part in (board, checks, file_access, indicators, messages, navigation, timetable):
            part.install()
