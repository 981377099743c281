"""WSGI entry point for Granian."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
# What start-up has built stays: the collector need not walk through it again and again while people wait.
gc.collect()
gc.freeze()
