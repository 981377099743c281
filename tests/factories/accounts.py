"""People and offices for tests. `act` builds an Acting with its appointment; `signed_in` gives a client."""

from datetime import date, datetime
from itertools import count
from zoneinfo import ZoneInfo

from django.test import Client

from ocop.accounts.models import Appointment, User
from ocop.core.acting import Acting
from ocop.core.permissions import Role
from ocop.places.models import Unit

AT = datetime(2026, 11, 2, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
DAY = AT.date()
PASSWORD = "Mot-mat-khau-dai-2026"
_number = count(1)


def make_person(full_name: str = "Nguyễn Thị An", email: str = "", **fields: object) -> User:
    """A person without any office. With `password=True` the person can sign in with PASSWORD."""
    wants_password = fields.pop("password", False)
    person = User(email=email or f"nguoi{next(_number)}@vidu.vn", full_name=full_name, joined_at=AT, **fields)
    if wants_password:
        person.set_password(PASSWORD)
    else:
        person.set_unusable_password()
    person.save()
    if wants_password:
        person.emailaddress_set.create(email=person.email, verified=True, primary=True)
    return person


def make_appointment(person: User, role: Role, unit: Unit, **fields: object) -> Appointment:
    values: dict[str, object] = {
        "from_on": date(2026, 1, 1),
        "created_at": AT,
        "reference": "QĐ 12/QĐ-UBND",
        **fields,
    }
    return Appointment.objects.create(person=person, role=role, unit=unit, **values)


def act(role: Role, unit: Unit, person: User | None = None, on: date = DAY, **fields: object) -> Acting:
    """Somebody holding that role in that unit, appointed since the first of January."""
    person = person or make_person()
    held = make_appointment(person, role, unit, **fields)
    return Acting(person=person, role=role, unit=unit, key=f"a{held.pk}", on=on)


def signed_in(acting: Acting) -> Client:
    """A client of that person, acting for that office."""
    client = Client()
    assert acting.person is not None
    client.force_login(acting.person, backend="ocop.accounts.backends.PersonBackend")
    session = client.session
    session["acting"] = acting.key
    session.save()
    return client
