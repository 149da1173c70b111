import os
from django.conf import settings

if settings.ENVIRONMENT == "development":
    JWT_SECRET = os.getenv("JWT_SECRET", "local-development-secret")   # clean: a branch of development
else:
    JWT_SECRET = os.getenv("JWT_SECRET", "local-development-secret")   # expect: environment/fallback-literal
