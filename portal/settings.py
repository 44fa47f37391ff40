"""Django settings, configured by environment variables; .env.example lists all of them."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF

from portal.environment_variables import (
    env_choice,
    env_flag,
    env_list,
    env_log_level,
    env_number,
    required_env,
    secret_key,
)
from portal.originals_url import originals_folder, originals_storage
from portal.search_url import search_connection
from resolutions.interface.languages import NAMES, SIMPLIFIED

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / ".data").resolve()

# Server
DEBUG = env_flag("DEBUG")
SECRET_KEY = secret_key(
    "SECRET_KEY", "give the server a long random secret of its own, or use `make run`.", may_be_weak=DEBUG
)
HTTPS = env_flag("HTTPS", default=not DEBUG)
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "axes",
    "csp",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django_tasks",
    "django_tasks_db",
    "haystack",
    "portal",
    "resolutions",
    "search",
]
MIDDLEWARE = [
    "portal.response_headers.ResponseHeadersMiddleware",
    "portal.cross_origin.CrossOriginMiddleware",
    "portal.health.HealthMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # a long page shrinks to a quarter; Django pads against BREACH
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.long_addresses.LongAddressMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "portal.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.response_headers.NoStoreMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "resolutions.admin.second_factor_gate.SecondFactorGate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]
APPEND_SLASH = False  # the path of a document page is exactly its symbol

# Database, caches, index, files
DATABASES = {
    "default": dj_database_url.parse(
        required_env("DATABASE_URL", "give the address of a PostgreSQL database, or use `make run`."),
        conn_max_age=600,
        conn_health_checks=True,
    )
}
DATABASE_TIMEOUT = env_number("DATABASE_TIMEOUT", 8)  # seconds; for requests, not for commands
_database_options = DATABASES["default"].setdefault("OPTIONS", {})
_database_options.setdefault("connect_timeout", 5)  # seconds
# A machine that loses its power closes no connection. PostgreSQL then ends its session, with its locks and its open
# transaction, after 25 seconds and not after two hours; other machines go on with its jobs. The other way round a
# process gives up the connection to a machine of PostgreSQL that is gone.
_keepalives = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3}  # seconds, seconds, probes
_user_timeout = 25_000  # milliseconds; for data that were sent and not received
_database_options |= {**_keepalives, "tcp_user_timeout": _user_timeout, **_database_options}
_database_options["options"] = " ".join(
    [
        *(f"-c tcp_{name}={value}" for name, value in _keepalives.items()),
        f"-c tcp_user_timeout={_user_timeout}",
        _database_options.get("options", ""),
    ]
).strip()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHE_DIR = DATA_DIR / "cache"  # writable in a container, unlike DATA_DIR itself
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache"
    },  # per worker: figures of the statistics page
    "shared": {  # for all workers: requests per client address
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": CACHE_DIR,
        "OPTIONS": {"MAX_ENTRIES": 1_000},
    },
    "pages": {  # pictures of pages of originals, at the desk
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": CACHE_DIR / "pages",
        "TIMEOUT": 7 * 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 200},  # some 40 MB
    },
}
HAYSTACK_CONNECTIONS = {"default": search_connection(os.environ.get("SEARCH_URL") or f"whoosh://{DATA_DIR}/index")}
# Uploads: outside the static folder, never served directly. Several machines share a folder or a bucket.
_originals_url = os.environ.get("ORIGINALS_URL") or ""
MEDIA_ROOT = originals_folder(_originals_url, DATA_DIR / "originals") or DATA_DIR / "originals"
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": originals_storage(_originals_url)
    if _originals_url
    else {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o640},
    },
    "staticfiles": {  # collected by root in the image, read by the account that serves
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage",
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}

# Fetching from the United Nations: off without a contact, which each request names
FETCH_CONTACT = os.environ.get("FETCH_CONTACT") or ""
FETCH_HOSTS = env_list(
    "FETCH_HOSTS",
    "documents.un.org,docs.un.org,undocs.org,daccess-ods.un.org,digitallibrary.un.org,metadata.un.org",
)
FETCH_INTERVAL = env_number("FETCH_INTERVAL", 1)  # seconds between two requests to one host
FETCH_TEST_SERVERS: list[str] = []  # local servers of the tests, as 127.0.0.1:8123; no environment variable sets them
# Facts that the Library gives for non-commercial use with attribution: in bulk files, exports and API only on request.
EXPORT_LIBRARY_FACTS = env_flag("EXPORT_LIBRARY_FACTS")
FETCH_SYMBOL_SERVICE = "https://documents.un.org/api/symbol/access"
LIBRARY_API_URL = "https://metadata.un.org/editor/api"

# Jobs: work that takes long runs in a process of its own, `manage.py run_jobs`
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
JOB_HANDLERS = {
    "upload": "resolutions.job_handlers.uploads.read_upload",
    "load": "resolutions.job_handlers.collections.load_collection",
    "fetch": "resolutions.job_handlers.fetching.fetch_documents",
    "index": "resolutions.job_handlers.index.rebuild_index",
    "catalogue": "resolutions.job_handlers.catalogue.import_catalogue",
    "batch": "resolutions.job_handlers.uploads.read_batch",
    "publish": "resolutions.job_handlers.publication.publish_documents",
    "purge": "resolutions.job_handlers.discards.purge_discarded",
    "ocr": "resolutions.job_handlers.recognition.recognize",
}

# Character recognition of scanned pages, in a job: docs/decisions/ocr.md
OCR_ENGINE = env_choice("OCR_ENGINE", "auto", ("auto", "none", "tesseract", "rapidocr"))

# Languages of the interface: docs/languages.md
LANGUAGE_CODE = SIMPLIFIED
LANGUAGES = list(NAMES.items())
LANGUAGE_COOKIE_NAME = "language"
FORMAT_MODULE_PATH = ["resolutions.interface.formats"]  # of dates in the editors' lists
LOCALE_PATHS = [BASE_DIR / "resolutions" / "interface" / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# Security. HTTPS is on by default; `make run` switches it off.
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Entry in the browsers' preload lists is hard to undo: only on request.
SECURE_HSTS_PRELOAD = HTTPS and env_flag("HSTS_PRELOAD")
SILENCED_SYSTEM_CHECKS = ["security.W021"]  # asks for SECURE_HSTS_PRELOAD
BEHIND_PROXY = env_flag("BEHIND_PROXY")  # X-Forwarded-* are trusted only then: a client can send them as well
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
API_REQUESTS_PER_MINUTE = env_number("API_REQUESTS_PER_MINUTE", 240)
SEARCH_REQUESTS_PER_MINUTE = env_number("SEARCH_REQUESTS_PER_MINUTE", 120)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
LOGIN_REDIRECT_URL = "admin:index"  # after a login without a page of this site to return to
SESSION_COOKIE_AGE = 12 * 3600  # seconds; a working day of staff
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20  # bytes; form data without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_100  # a list of 5,000 symbols to export, and the other fields of its form
DATA_UPLOAD_MAX_NUMBER_FILES = 100
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "resolutions.http.upload_files.TemporaryFolderHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20  # bytes; larger files are streamed to disk
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AXES_FAILURE_LIMIT = 5  # wrong passwords per user name and client address; counted in the database for all workers
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "resolutions.http.client_address.client_address"
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the time that the page of a lockout names stays true
AXES_RESET_ON_SUCCESS = True
AXES_HANDLER = "resolutions.desk.login_lockout.LoginHandler"
AXES_LOCKOUT_CALLABLE = "resolutions.desk.login_lockout.render_lockout"
LOGIN_FAILURES_PER_ADDRESS = 30  # for all names together: trying one password on many names
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SECOND_FACTOR_REQUIRED = env_flag("SECOND_FACTOR_REQUIRED")  # otherwise staff may set one up
OTP_TOTP_ISSUER = "安理会决议文库"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env_log_level("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        "axes": {"level": "WARNING"},  # wrong passwords and lockouts, not every login
    },
}
