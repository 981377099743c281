"""Signing in, signing up, the second factor, invitations: one pipeline, in Vietnamese, with nothing forgotten."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.core import mail
from django.test import Client
from django.urls import reverse

from ocop.accounts import actions
from ocop.accounts.demo import demo_code, enable_mfa
from ocop.accounts.models import User
from ocop.audit.models import Event
from ocop.core.errors import RuleBroken
from ocop.core.permissions import Role
from tests.factories.accounts import AT, PASSWORD, act, make_person, signed_in
from tests.factories.places import make_units

LOGIN = "/tai-khoan/dang-nhap/"
SIGNUP = {
    "full_name": "Trần Thị Bưởi",
    "phone": "+84 912 345 678",
    "email": "buoi@vidu.vn",
    "password1": "Mot cau kho doan 26",
    "consent": "on",
}


@pytest.fixture
def units(db):
    return make_units()


def code_of(user: User, step: int = 0) -> str:
    """A code of that person's telephone: the present one, or a neighbour."""
    secret = decrypt(Authenticator.objects.get(user=user, type="totp").data["secret"])
    counters = list(totp.yield_hotp_counters_from_time())
    return totp.format_hotp_value(totp.hotp_value(secret, counters[1 + step]))


def log_in(client: Client, user: User, password: str = PASSWORD):
    return client.post(LOGIN, {"login": user.email, "password": password})


def test_signing_in_with_a_wrong_password_says_so_in_vietnamese(db):
    person = make_person(password=True)

    page = log_in(Client(), person, "khong-phai").content.decode()

    assert "Thư điện tử hoặc mật khẩu không đúng" in page
    assert person.email in page  # what was typed stays


def test_a_person_without_second_factor_signs_in_with_the_password(db):
    client = Client()

    answer = log_in(client, make_person(password=True))

    assert (answer.status_code, answer["Location"]) == (302, "/lam-viec/")


def test_a_person_with_second_factor_is_asked_for_the_code(db, settings):
    person = make_person(password=True)
    totp.TOTP.activate(person, totp.generate_totp_secret())
    client = Client()

    answer = log_in(client, person)
    assert answer["Location"] == "/tai-khoan/hai-lop/nhap-ma/"
    assert "_auth_user_id" not in client.session
    wrong = client.post(answer["Location"], {"code": "000000"})
    assert "Mã không đúng" in wrong.content.decode()
    done = client.post(answer["Location"], {"code": code_of(person)})

    assert done["Location"] == "/lam-viec/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_code_works_once(db):
    person = make_person(password=True)
    totp.TOTP.activate(person, totp.generate_totp_secret())
    code = code_of(person)
    for client, expected in ((Client(), 302), (Client(), 200)):
        log_in(client, person)
        assert client.post("/tai-khoan/hai-lop/nhap-ma/", {"code": code}).status_code == expected


def test_the_secret_is_not_stored_in_the_clear(db):
    person = make_person()
    secret = totp.generate_totp_secret()

    totp.TOTP.activate(person, secret)

    assert secret not in str(Authenticator.objects.get(user=person).data)


def test_signing_up_stores_name_telephone_and_the_consent(db):
    answer = Client().post("/tai-khoan/dang-ky/", SIGNUP)

    person = User.objects.get(email="buoi@vidu.vn")
    assert answer.status_code == 302
    assert (person.full_name, person.phone, person.consent_version) == (
        "Trần Thị Bưởi",
        "0912345678",
        "2026-1",
    )
    assert person.consent_at is not None
    assert not person.emailaddress_set.get().verified


def test_consent_is_not_ticked_beforehand_and_is_needed(db):
    page = Client().get("/tai-khoan/dang-ky/").content.decode()
    box = re.search(r'<input[^>]*name="consent"[^>]*>', page)
    assert box and "checked" not in box.group()

    answer = Client().post("/tai-khoan/dang-ky/", {**SIGNUP, "consent": ""})

    assert "Cần đồng ý thì mới lập được tài khoản" in answer.content.decode()
    assert not User.objects.filter(email="buoi@vidu.vn").exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("phone", "12345", "Số điện thoại gồm 10 hoặc 11 chữ số"),
        ("email", "khong-phai-thu", "Hãy nhập địa chỉ thư điện tử đúng"),
        ("password1", "1234567", "Mật khẩu quá ngắn, cần ít nhất 10 ký tự"),
        ("full_name", "", "Không được bỏ trống"),
    ],
)
def test_signing_up_refuses_with_a_sentence_and_keeps_the_rest(db, field, value, sentence):
    page = Client().post("/tai-khoan/dang-ky/", {**SIGNUP, field: value}).content.decode()

    assert sentence in page
    assert "Trần Thị Bưởi" in page or field == "full_name"


def test_staff_without_second_factor_see_no_work_page(units, settings):
    settings.OCOP_REQUIRE_MFA = True
    client = signed_in(act(Role.ADMINISTRATOR, units["VN"]))

    answer = client.get("/lam-viec/nguoi-dung/")

    assert (answer.status_code, answer["Location"]) == (302, "/tai-khoan/hai-lop/bat/")


def test_staff_whose_session_used_no_code_sign_in_again(units, settings):
    settings.OCOP_REQUIRE_MFA = True
    admin = act(Role.ADMINISTRATOR, units["VN"])
    totp.TOTP.activate(admin.person, totp.generate_totp_secret())

    answer = signed_in(admin).get("/lam-viec/nguoi-dung/")

    assert answer.status_code == 403
    assert "đăng nhập lại với mã xác thực" in answer.content.decode()


@pytest.mark.django_db(transaction=True)
def test_staff_set_the_factor_up_and_then_work(units, settings):
    settings.OCOP_REQUIRE_MFA = True
    person = make_person(password=True)
    act(Role.ADMINISTRATOR, units["VN"], person)
    client = Client()
    log_in(client, person)
    page = client.get("/tai-khoan/hai-lop/bat/")
    secret = client.session["mfa.totp.secret"]
    assert secret in page.content.decode()

    code = totp.format_hotp_value(totp.hotp_value(secret, list(totp.yield_hotp_counters_from_time())[1]))
    done = client.post("/tai-khoan/hai-lop/bat/", {"code": code})
    assert done["Location"] == "/tai-khoan/hai-lop/ma-du-phong/"
    assert client.get(done["Location"]).status_code == 200
    assert client.get("/lam-viec/nguoi-dung/").status_code == 200
    client.logout()
    log_in(client, person)
    client.post("/tai-khoan/hai-lop/nhap-ma/", {"code": code_of(person, 1)})

    assert client.get("/lam-viec/nguoi-dung/").status_code == 200
    assert Event.objects.filter(verb="account.mfa_on").exists()


def test_without_the_factor_an_office_counts_on_no_address(units, settings):
    settings.OCOP_REQUIRE_MFA = True
    admin = act(Role.ADMINISTRATOR, units["VN"])

    answer = signed_in(admin).get("/dia-ban/")

    assert answer.wsgi_request.acting.role is None
    assert answer.wsgi_request.acting.person == admin.person


def test_a_producer_needs_no_second_factor(units, settings):
    settings.OCOP_REQUIRE_MFA = True
    client = Client()
    client.force_login(make_person(), backend="ocop.accounts.backends.PersonBackend")

    assert (
        client.get("/lam-viec/nguoi-dung/").status_code == 403
    )  # refused for its role, not sent to set a factor up


def test_demo_codes_sign_in_and_exist_only_for_demo_accounts(db, settings):
    settings.OCOP_DEMO = True
    person = make_person(password=True, is_demo=True)
    enable_mfa(person)
    for _attempt in range(
        2
    ):  # twice within thirty seconds: the second time with a neighbour of the used code
        client = Client()
        log_in(client, person)
        assert client.post("/tai-khoan/hai-lop/nhap-ma/", {"code": demo_code(person)}).status_code == 302

    with pytest.raises(RuntimeError):
        demo_code(make_person())
    settings.OCOP_DEMO = False
    with pytest.raises(RuntimeError):
        demo_code(person)


def test_demo_accounts_share_no_secret(db, settings):
    settings.OCOP_DEMO = True
    people = [make_person(is_demo=True) for _ in range(3)]
    for person in people:
        enable_mfa(person)

    secrets = {decrypt(a.data["secret"]) for a in Authenticator.objects.filter(type="totp")}

    assert len(secrets) == 3


def test_five_wrong_passwords_lock_with_advice(db, settings):
    settings.AXES_ENABLED = True
    person = make_person(password=True)
    client = Client()
    for _ in range(4):
        assert log_in(client, person, "sai").status_code == 200

    answer = log_in(client, person, "sai")

    assert answer.status_code == 429
    assert "Tạm khóa đăng nhập 15 phút" in answer.content.decode()
    assert log_in(client, person).status_code == 429


def test_signing_in_forgets_earlier_mistakes(db, settings):
    settings.AXES_ENABLED = True
    person = make_person(password=True)
    for _ in range(3):
        client = Client()
        for _ in range(3):
            assert log_in(client, person, "sai").status_code == 200
        assert log_in(client, person)["Location"] == "/lam-viec/"


def test_a_lock_of_one_person_leaves_others_alone(db, settings):
    settings.AXES_ENABLED = True
    person, other = make_person(password=True), make_person(password=True)
    for _ in range(5):
        log_in(Client(), person, "sai")

    assert log_in(Client(), person).status_code == 429
    assert log_in(Client(), other)["Location"] == "/lam-viec/"


def test_an_inactive_person_does_not_come_in(db):
    client = Client()

    log_in(client, make_person(password=True, is_active=False))

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "target", ["https://xau.vn/", "//xau.vn", "/\\xau.vn", "javascript:alert(1)", "https:xau.vn"]
)
def test_signing_in_leads_to_our_pages_only(db, target):
    person = make_person(password=True)

    answer = Client().post(
        f"/tai-khoan/dang-nhap/?next={target}", {"login": person.email, "password": PASSWORD, "next": target}
    )

    assert answer["Location"] == "/lam-viec/"


def test_an_invited_person_sets_the_password_once(units, django_capture_on_commit_callbacks):
    admin = act(Role.ADMINISTRATOR, units["VN"])
    with django_capture_on_commit_callbacks(execute=True):
        person, sent = actions.invite(email="Moi@vidu.vn", full_name="Lê Văn Mới", by=admin, at=AT)
    link = re.search(r"http://[^/]+(/tai-khoan/moi/\S+)", mail.outbox[0].body).group(1)
    person.invitations.update(expires_at=_later())

    client = Client()
    assert "Lê Văn Mới" in client.get(link).content.decode()
    weak = client.post(link, {"password": "123"}).content.decode()
    assert "Mật khẩu quá ngắn" in weak
    done = client.post(link, {"password": PASSWORD})

    assert sent
    assert done["Location"] == LOGIN
    assert "_auth_user_id" not in client.session
    assert client.get(link).status_code == 410
    assert log_in(client, person)["Location"] == "/lam-viec/"


def _later():
    from ocop.core.clock import now

    return now() + timedelta(days=1)


def test_an_invitation_ends_after_seven_days(units, django_capture_on_commit_callbacks):
    admin = act(Role.ADMINISTRATOR, units["VN"])
    with django_capture_on_commit_callbacks(execute=True):
        actions.invite(email="moi@vidu.vn", full_name="Lê Văn Mới", by=admin, at=AT)
    token = re.search(r"/moi/([^/\s]+)/", mail.outbox[0].body).group(1)

    assert actions.find_invitation(token, at=AT + timedelta(days=6)) is not None
    assert actions.find_invitation(token, at=AT + timedelta(days=7)) is None
    assert actions.find_invitation("bịa-đặt", at=AT) is None


def test_inviting_an_unconfirmed_account_takes_it_from_whoever_signed_up(
    units, django_capture_on_commit_callbacks
):
    admin = act(Role.ADMINISTRATOR, units["VN"])
    impostor = Client()
    impostor.post("/tai-khoan/dang-ky/", SIGNUP)

    with django_capture_on_commit_callbacks(execute=True):
        person, sent = actions.invite(email="buoi@vidu.vn", full_name="x", by=admin, at=AT)

    assert sent
    assert not person.has_usable_password()
    assert impostor.get("/tai-khoan/").status_code == 302  # the open session is gone


def test_a_known_person_is_not_invited_again(units):
    admin = act(Role.ADMINISTRATOR, units["VN"])
    person = make_person(password=True)

    assert actions.invite(email=person.email, full_name="Khác", by=admin, at=AT) == (person, False)
    with pytest.raises(RuleBroken, match="Đã có tài khoản"):
        actions.add_person(email=person.email, full_name="x", by=admin, at=AT)


def test_resetting_the_password_by_mail_uses_our_address(db):
    person = make_person(password=True)

    Client().post(reverse("account_reset_password"), {"email": person.email})

    assert "/tai-khoan/mat-khau/lay-lai/" in mail.outbox[0].body
    assert mail.outbox[0].subject == "[OCOP] Đặt lại mật khẩu"
