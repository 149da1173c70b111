import os
SECRET_KEY = os.getenv("SECRET_KEY", "super-secret-key")   # expect: environment/fallback-literal
