"""What a web server runs: `gunicorn codeclerk.wsgi`."""

import gc
import os
from contextlib import suppress

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "codeclerk.settings")

application = get_wsgi_application()

from django.urls import resolve  # noqa: E402

from codeclerk.kernel.errors import Refused  # noqa: E402
from codeclerk.kernel.publishing import running_pack  # noqa: E402

resolve("/")
with suppress(Refused):  # the pages say why a pack cannot be read
    running_pack()

# What is loaded by now stays for good. Outside the garbage collector's rounds it does not hold up every thirtieth
# request for as long as the request itself takes.
gc.collect()
gc.freeze()
