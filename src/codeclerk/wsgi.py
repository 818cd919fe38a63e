"""What a web server runs: `gunicorn codeclerk.wsgi`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "codeclerk.settings")

application = get_wsgi_application()

# What is loaded by now stays for good. Outside the garbage collector's rounds it does not hold up every thirtieth
# request for as long as the request itself takes.
gc.collect()
gc.freeze()
