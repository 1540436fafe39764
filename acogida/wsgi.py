"""The WSGI application that the web server loads."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acogida.settings.base")
application = get_wsgi_application()
_ = get_resolver().url_patterns  # every page's code, before somebody asks for the first
# What is loaded stays: looking through it for what pages left behind halts a process for some 50 ms.
gc.collect()
gc.freeze()
