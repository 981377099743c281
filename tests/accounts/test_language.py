"""No English leaks into the pages about accounts."""

import re

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.utils.translation import gettext, override

from tests.factories.accounts import PASSWORD, make_person

# Words that only an untranslated text would bring. "Email", "Google" and the like stand in Vietnamese texts too.
ENGLISH = re.compile(
    r"\b(the|your|you|please|password|passwords|sign|login|log in|enter|invalid|incorrect|required|field|this|must|"
    r"code|codes|email address|confirm|forgot|remember|again|click|account|with|and|or|is|are|not)\b",
    re.I,
)
ANONYMOUS = [
    "/tai-khoan/dang-nhap/",
    "/tai-khoan/dang-ky/",
    "/tai-khoan/mat-khau/quen/",
    "/tai-khoan/mat-khau/quen/da-gui/",
    "/tai-khoan/mat-khau/lay-lai/xong/",
    "/tai-khoan/mat-khau/lay-lai/1-bia/",
    "/tai-khoan/xac-nhan-thu/",
    "/tai-khoan/xac-nhan-thu/bia/",
    "/tai-khoan/bi-khoa/",
    "/tai-khoan/moi/bia/",
]
SIGNED_IN = [
    "/tai-khoan/",
    "/tai-khoan/dang-xuat/",
    "/tai-khoan/thu-dien-tu/",
    "/tai-khoan/mat-khau/doi/",
    "/tai-khoan/xac-nhan-lai/",
    "/tai-khoan/hai-lop/",
    "/tai-khoan/hai-lop/bat/",
]
WITH_FACTOR = [
    "/tai-khoan/hai-lop/",
    "/tai-khoan/hai-lop/tat/",
    "/tai-khoan/hai-lop/ma-du-phong/tao/",
    "/tai-khoan/hai-lop/xac-nhan-lai/",
]


def visible_text(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    labels = " ".join(re.findall(r'(?:placeholder|aria-label|title|alt)="([^"]*)"', main))
    bare = re.sub(r"<(script|style)\b.*?</\1>", " ", main, flags=re.S)
    bare = re.sub(r'<span class="mono">.*?</span>|<li>(?:Cài|Trong) .*?</li>', " ", bare)
    return re.sub(r"<[^>]+>", " ", bare) + labels


def english_in(page: str) -> list[str]:
    return ENGLISH.findall(re.sub(r"\S+@\S+", " ", visible_text(page)))


@pytest.mark.parametrize("address", ANONYMOUS)
def test_pages_before_signing_in_are_vietnamese(db, address):
    answer = Client().get(address, follow=True)

    assert english_in(answer.content.decode()) == []


@pytest.fixture
def person(db):
    return make_person(password=True)


@pytest.fixture
def client(person):
    client = Client()
    client.post("/tai-khoan/dang-nhap/", {"login": person.email, "password": PASSWORD})
    return client


@pytest.mark.parametrize("address", SIGNED_IN)
def test_pages_after_signing_in_are_vietnamese(client, address):
    assert english_in(client.get(address, follow=True).content.decode()) == []


@pytest.mark.parametrize("address", WITH_FACTOR)
def test_pages_of_the_second_factor_are_vietnamese(client, person, address):
    totp.TOTP.activate(person, totp.generate_totp_secret())

    assert english_in(client.get(address, follow=True).content.decode()) == []


@pytest.mark.parametrize(
    ("address", "data"),
    [
        ("/tai-khoan/dang-nhap/", {}),
        ("/tai-khoan/dang-nhap/", {"login": "khong-phai-thu", "password": "x"}),
        ("/tai-khoan/dang-nhap/", {"login": "a@vidu.vn", "password": "x"}),
        ("/tai-khoan/dang-ky/", {}),
        ("/tai-khoan/dang-ky/", {"email": "a@vidu.vn", "password1": "123"}),
        ("/tai-khoan/dang-ky/", {"email": "a@vidu.vn", "password1": "password12"}),
        (
            "/tai-khoan/dang-ky/",
            {"email": "nguyenan@vidu.vn", "full_name": "nguyenan1", "password1": "nguyenan1x"},
        ),
        ("/tai-khoan/mat-khau/quen/", {"email": "x"}),
    ],
)
def test_refusals_are_vietnamese(db, address, data):
    assert english_in(Client().post(address, data).content.decode()) == []


def test_refusals_after_signing_in_are_vietnamese(client):
    change = {"oldpassword": "sai", "password1": "1", "password2": "2"}
    for address, data in (("/tai-khoan/mat-khau/doi/", change), ("/tai-khoan/hai-lop/bat/", {"code": "1"})):
        assert english_in(client.post(address, data).content.decode()) == [], address


def test_mails_are_vietnamese(client, person, mailoutbox):
    client.post(
        "/tai-khoan/mat-khau/doi/",
        {"oldpassword": PASSWORD, "password1": "Cau moi kho doan 27", "password2": "Cau moi kho doan 27"},
    )
    Client().post("/tai-khoan/mat-khau/quen/", {"email": person.email})
    Client().post("/tai-khoan/mat-khau/quen/", {"email": "khong.co@vidu.vn"})

    assert len(mailoutbox) == 3
    for letter in mailoutbox:
        text = re.sub(r"https?://\S+", "", letter.subject + letter.body)
        assert ENGLISH.findall(text) == [], letter.subject


def test_compiled_catalogues_are_up_to_date():
    from scripts.messages import LOCALE, read_po

    for language in ("vi", "en"):
        with override(language):
            for key, texts in read_po(LOCALE / language / "LC_MESSAGES" / "django.po").items():
                if key and "\0" not in key and "\x04" not in key:
                    assert gettext(key) == texts[0], f"run scripts/messages.py compile ({key!r})"
