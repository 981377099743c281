"""`ocop serve`: the web server and the worker of background tasks and timetable, started and stopped together."""

import errno
import http.client
import ipaddress
import os
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from ocop.core.processes import Child, Supervisor

MANIFEST = "staticfiles.json"


class Command(BaseCommand):
    help = "Chạy máy chủ web và tiến trình việc nền (có việc theo giờ); Ctrl-C dừng cả hai."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST") or "127.0.0.1")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--workers", type=int, default=int(os.environ.get("OCOP_WORKERS") or 2))

    def handle(self, *, host: str, port: int, workers: int, **options: object) -> None:
        refuse_busy_port(host, port)
        refuse_old_database()
        collect_static_files()
        supervisor = Supervisor(
            children=[
                Child("web", web_command(host, port, workers), self.say),
                Child("việc nền", worker_command(), self.say),
            ],
            say=self.say,
            is_ready=lambda: answers(host, port),
            announce=lambda: self.announce(host, port),
        )
        status = supervisor.run()
        self.say("Đã dừng.")
        if status:
            sys.exit(status)

    def say(self, message: str) -> None:
        self.stderr.write(message)
        self.stderr.flush()

    def announce(self, host: str, port: int) -> None:
        self.stdout.write(f"\nHệ thống đang chạy tại {address(host, port)}  (Ctrl-C để dừng)")
        if not is_loopback(host) and "OCOP_HOSTS" not in os.environ:
            self.stdout.write(
                "Máy khác muốn vào phải có tên trong OCOP_HOSTS, ví dụ OCOP_HOSTS=192.0.2.10,localhost."
            )
        self.stdout.flush()


def web_command(host: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", "4"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-level", "warning"),
        *("--working-dir", str(settings.BASE_DIR), "config.wsgi:application"),
    ]


def worker_command() -> list[str]:
    """Tasks and timetable together; where another back end brings its own worker, the timetable alone."""
    words = ["worker"] if has_task_queue() else ["timetable", "keep"]
    return [sys.executable, str(Path(settings.BASE_DIR) / "manage.py"), *words]


def has_task_queue() -> bool:
    """True when background work waits in the database; other back ends bring their own worker."""
    return str(settings.TASKS["default"]["BACKEND"]).startswith("django_tasks_db.")


def collect_static_files() -> None:
    """Gather the static files once, and again only when one of them has changed."""
    if getattr(settings, "WHITENOISE_USE_FINDERS", False):
        return
    manifest = Path(settings.STATIC_ROOT) / MANIFEST
    if manifest.exists() and newest_static_file() <= manifest.stat().st_mtime:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    manifest.touch()


def newest_static_file() -> float:
    """When a static file of the checkout or of an installed package was changed last."""
    from django.contrib.staticfiles.finders import get_finders

    times = [
        Path(storage.path(name)).stat().st_mtime
        for finder in get_finders()
        for name, storage in finder.list([])
    ]
    return max(times, default=0.0)


def refuse_old_database() -> None:
    """A server on a database without today's tables would answer every page with an error."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise CommandError("Cơ sở dữ liệu chưa được tạo hoặc chưa cập nhật: chạy “ocop init” rồi chạy lại.")
    connection.close()


def refuse_busy_port(host: str, port: int) -> None:
    """Say which port is taken before any process is started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OverflowError:
            raise CommandError(f"Cổng {port} không hợp lệ: chọn số từ 1 đến 65535.") from None
        except OSError as problem:
            raise CommandError(why_not_bound(problem, host, port)) from None


def why_not_bound(problem: OSError, host: str, port: int) -> str:
    if problem.errno == errno.EADDRINUSE:
        return (
            f"Cổng {port} đang được chương trình khác dùng. Dừng chương trình đó, hoặc chọn cổng khác, "
            f"ví dụ: make demo PORT={port + 1}"
        )
    if problem.errno == errno.EACCES:
        return f"Không được phép mở cổng {port}: chọn cổng từ 1024 trở lên, ví dụ: make demo PORT=8000"
    return f"Không mở được địa chỉ {host}, cổng {port}: {problem.strerror or problem}."


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def address(host: str, port: int) -> str:
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{port}/"


def answers(host: str, port: int) -> bool:
    """True when the server answers a request, whatever the answer is."""
    target = "127.0.0.1" if host == "0.0.0.0" else "::1" if host == "::" else host
    connection = http.client.HTTPConnection(target, port, timeout=1)
    try:
        connection.request("GET", "/suc-khoe/")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
