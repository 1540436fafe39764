"""Settings of the tests: the same house, a fast hasher, tasks at once, mail in memory."""

import os
import tempfile
from pathlib import Path

os.environ["ACOGIDA_DATA"] = tempfile.mkdtemp(prefix="acogida-test-")
os.environ["ACOGIDA_SECRET_KEY"] = "only-for-tests"

from acogida.settings.base import *  # noqa: F403 -- the data folder must be set before the base reads it
from acogida.settings.base import DATA, DATABASE_URL, DATABASES

(DATA / "static").mkdir(exist_ok=True)
if DATABASE_URL:
    # What a test wrote need not outlive the machine.
    DATABASES["default"]["OPTIONS"] = {"options": "-c synchronous_commit=off"}
else:
    # A file, not memory: threads and processes of the tests meet in it as people do.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(DATA) / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend",
        "ENQUEUE_ON_COMMIT": False,
    }
}
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
ACCOUNT_RATE_LIMITS = False
# Tests change things below the deeds, in transactions that are taken back.
REMEMBER_SECONDS = 0.0
