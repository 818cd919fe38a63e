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

# What is loaded by now stays for good. Outside the garbage collector's rounds, and with the rounds over everything far
# apart, it does not hold up every tenth request for half as long as the request itself takes. Most of what a request
# leaves behind is found by the rounds over what is young.
gc.collect()
gc.freeze()
gc.set_threshold(5_000, 10, 100)
