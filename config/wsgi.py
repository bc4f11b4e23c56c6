"""The archive for a web server: `gunicorn config.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# The program is loaded whole before the first page is asked for, and what it consists of is never looked through for
# garbage: that would hold up one page in thirty by a tenth of a second.
get_resolver().url_patterns  # noqa: B018
gc.freeze()
