"""`ocop first_admin EMAIL "HỌ TÊN"`: the first two administrators, made on the machine itself."""

import getpass
import sys
from typing import Any

from django.core.management import BaseCommand, CommandParser

from ocop.accounts import actions
from ocop.accounts.models import User
from ocop.core.acting import system
from ocop.core.clock import local_date, now
from ocop.core.errors import RuleBroken
from ocop.places.queries import nation


class Command(BaseCommand):
    help = "Tạo người quản trị đầu tiên (nhiều nhất hai người); mật khẩu được hỏi trên màn hình."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("full_name")

    def handle(self, *args: Any, **options: Any) -> None:
        at = now()
        by = system(local_date(at))
        try:
            person = User.objects.filter(email__iexact=options["email"]).first()
            if person is None:
                password = (
                    getpass.getpass("Mật khẩu: ") if sys.stdin.isatty() else sys.stdin.readline().strip()
                )
                person = actions.add_person(
                    email=options["email"], full_name=options["full_name"], password=password, by=by, at=at
                )
            actions.install_administrator(person=person, unit=nation(), by=by, at=at)
        except RuleBroken as refusal:
            self.stderr.write(refusal.sentence)
            sys.exit(1)
        self.stderr.write(f"{person.full_name} là người quản trị. Hãy đăng nhập và bật xác thực hai lớp.")
