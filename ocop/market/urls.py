"""The market for the public: /diem-ban/ and /su-kien/."""

from django.urls import path

from ocop.market.views import public, public_events

app_name = "market_public"
urlpatterns = [
    path("diem-ban/", public.points, name="points"),
    path("diem-ban/<slug:code>/", public.point, name="point"),
    path("su-kien/", public_events.events, name="events"),
    path("su-kien/lich.ics", public_events.calendar, name="calendar"),
    path("su-kien/<slug:code>/", public_events.event, name="event"),
    path("su-kien/<slug:code>/lich.ics", public_events.event_calendar, name="event-calendar"),
]
