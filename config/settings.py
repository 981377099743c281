"""Settings of the OCOP system. What an installation changes comes from the environment (config/env.py)."""

import sys

from config import env
from config.database import databases

BASE_DIR = env.BASE_DIR
OCOP_DATA = env.data_dir()
OCOP_DEMO = env.flag("OCOP_DEMO")
TESTING = "pytest" in sys.modules
DEBUG = env.flag("OCOP_DEBUG")
OCOP_DATA.mkdir(parents=True, exist_ok=True)
SECRET_KEY = env.secret_key(OCOP_DATA)
ALLOWED_HOSTS = env.words("OCOP_HOSTS", "127.0.0.1,localhost,[::1],testserver")
CSRF_TRUSTED_ORIGINS = env.words("OCOP_ORIGINS")
# The address printed on certificates and in QR codes; fixed by the installation, never taken from a request.
OCOP_PUBLIC_URL = env.text("OCOP_PUBLIC_URL", f"http://127.0.0.1:{env.text('PORT', '8000')}")

INSTALLED_APPS = [
    "ocop.core",
    "ocop.audit",
    "ocop.jobs",
    "ocop.places",
    "ocop.accounts",
    "ocop.documents",
    "ocop.notify",
    "ocop.programme",
    "ocop.boundaries",
    "ocop.producers",
    "ocop.products",
    "ocop.dossiers",
    "ocop.evaluation",
    "ocop.recognition",
    "ocop.supervision",
    "ocop.radar",
    "ocop.support",
    "ocop.trade",
    "ocop.targets",
    "ocop.market",
    "ocop.training",  # these three after targets, whose source of producers they count
    "ocop.villages",
    "ocop.plans",
    "ocop.registry",
    "ocop.reports",
    "ocop.watch",
    "ocop.api",
    "ocop.transparency",
    "ocop.home",
    "ocop.backup",
    "ocop.demo",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ocop.core.content_policy.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "ocop.core.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "ocop.core.middleware.QuietMessagesMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ocop.core.middleware.DevicesMiddleware",
    "ocop.core.middleware.ActingMiddleware",
    "ocop.accounts.middleware.OurSite",
    "ocop.accounts.middleware.RequireMfa",
    "ocop.core.middleware.ParkedFormMiddleware",
    "ocop.core.middleware.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "django.template.context_processors.i18n",
                "ocop.core.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "ocop.core.templatetags.ocop",
            ],
        },
    }
]
FORM_RENDERER = "ocop.core.forms_renderer.OcopFormRenderer"

DATABASES = databases(env.text("DATABASE_URL"), OCOP_DATA, pooler=env.flag("OCOP_DB_POOLER"))
# Shared by all processes: codes already used and counters of attempts (`ocop init` makes the table).
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if TESTING
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache_entries"}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "ocop.accounts.backends.PersonBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "/tai-khoan/dang-nhap/"
LOGIN_REDIRECT_URL = "/lam-viec/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_ADAPTER = "ocop.accounts.adapter.AccountAdapter"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_FORMS = {"signup": "ocop.accounts.forms.signup.SignupForm"}
ACCOUNT_MAX_EMAIL_ADDRESSES = 1
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[OCOP] "
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
# Wrong passwords are counted by axes; these limits also slow down guessing the second factor.
ACCOUNT_RATE_LIMITS = (
    False
    if TESTING or OCOP_DEMO
    else {"login": "30/m/ip", "signup": "20/h/ip", "login_failed": "20/m/ip,10/300s/key"}
)
MFA_ADAPTER = "ocop.accounts.adapter.MfaAdapter"
MFA_FORMS = {
    "authenticate": "ocop.accounts.forms.mfa.AuthenticateForm",
    "activate_totp": "ocop.accounts.forms.mfa.ActivateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "OCOP"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones differ by up to 30 seconds
OCOP_REQUIRE_MFA = not TESTING  # roles with RoleInfo.mfa see no work page without a second factor
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "ocop.accounts.locks.locked_name"
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_ENABLED = not TESTING
SESSION_ENGINE = "ocop.accounts.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

# --- language and time --------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
FORMAT_MODULE_PATH = ["config.formats"]

# --- files --------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = OCOP_DATA / "static"
MEDIA_ROOT = OCOP_DATA / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or TESTING
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG or TESTING
OCOP_UPLOAD_MAX_BYTES = env.number("OCOP_UPLOAD_MAX_MB", 20) * 1024 * 1024
OCOP_UPLOAD_MAX_PAGES = env.number("OCOP_UPLOAD_MAX_PAGES", 500)
OCOP_MISUSE_CONTACT_DAYS = env.number("OCOP_MISUSE_CONTACT_DAYS", 180)  # then a reporter's contact is erased
OCOP_CLAMAV = env.text("OCOP_CLAMAV")  # host:port or socket of a virus scanner; empty = none
OCOP_TRUST_ROOTS = env.text("OCOP_TRUST_ROOTS") or OCOP_DATA / "trust"
OCOP_TRUST_CRLS = (
    env.text("OCOP_TRUST_CRLS") or OCOP_DATA / "trust" / "crl"
)  # lists of withdrawn certificates
OCOP_SEAL = env.text("OCOP_SEAL")  # key for certificates: pkcs12:FILE or pkcs11:LIBRARY; a demo has its own
OCOP_SEAL_SECRET_FILE = env.text("OCOP_SEAL_SECRET_FILE")  # file with the password or the PIN of that key
OCOP_SEAL_TOKEN = env.text("OCOP_SEAL_TOKEN")  # PKCS#11: label of the token
OCOP_SEAL_KEY = env.text("OCOP_SEAL_KEY")  # PKCS#11: label of key and certificate
OCOP_TSA_URL = env.text("OCOP_TSA_URL")  # service that stamps times (RFC 3161): seals become PAdES B-T
# The key that signs QR codes and status lists: a PEM or PKCS#12 file (P-256); empty = made below OCOP_DATA/keys.
OCOP_ISSUER_KEY = env.text("OCOP_ISSUER_KEY")
OCOP_ISSUER_KEY_PASSWORD = env.text("OCOP_ISSUER_KEY_PASSWORD")
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "ocop.documents.upload_handler.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# --- background work ----------------------------------------------------------------------------
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if TESTING
        else "django_tasks_db.DatabaseBackend"
    }
}
# A demo keeps its mails as files in the data folder instead of printing them over the terminal.
EMAIL_BACKEND = env.text(
    "OCOP_EMAIL_BACKEND", f"django.core.mail.backends.{'filebased' if OCOP_DEMO else 'console'}.EmailBackend"
)
EMAIL_FILE_PATH = OCOP_DATA / "mail"
EMAIL_TIMEOUT = 10  # a mail server that hangs must not hold a worker
# Telephones: empty = not used, "file" = files below OCOP_DATA, else the provider's address.
OCOP_SMS = env.text("OCOP_SMS", "file" if OCOP_DEMO else "")
OCOP_SMS_TOKEN_FILE = env.text("OCOP_SMS_TOKEN_FILE")
OCOP_SMS_TEMPLATES = env.text("OCOP_SMS_TEMPLATES")  # JSON file: message key → id of the approved template
OCOP_ZALO = env.text("OCOP_ZALO", "file" if OCOP_DEMO else "")
OCOP_ZALO_TOKEN_FILE = env.text("OCOP_ZALO_TOKEN_FILE")
OCOP_ZALO_TEMPLATES = env.text("OCOP_ZALO_TEMPLATES")
OCOP_QUIET_HOURS = env.text("OCOP_QUIET_HOURS", "21:00-06:30")  # no telephone rings; "-" never rests
DEFAULT_FROM_EMAIL = env.text("OCOP_EMAIL_FROM", "OCOP <khong-tra-loi@localhost>")

# --- safety -------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
OCOP_STOP_ISSUING = env.flag("OCOP_STOP_ISSUING")  # no decision is published while this is on
OCOP_API_PER_MINUTE = env.number(
    "OCOP_API_PER_MINUTE", 600
)  # questions per address and server process; 0: no limit
OCOP_OPEN_DATA = env.text("OCOP_OPEN_DATA") or OCOP_DATA / "open-data"  # folder of the releases
OCOP_OPEN_DATA_KEEP = env.number("OCOP_OPEN_DATA_KEEP", 14)  # how many releases stay
OCOP_HTTPS = OCOP_PUBLIC_URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OCOP_HTTPS
SECURE_SSL_REDIRECT = env.flag("OCOP_SSL_REDIRECT", OCOP_HTTPS)
SECURE_HSTS_SECONDS = 31536000 if OCOP_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("OCOP_BEHIND_PROXY") else None
CSRF_FAILURE_VIEW = "ocop.core.views.csrf_failure"
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "ocop.core.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.text("OCOP_LOG_LEVEL", "WARNING")},
}
