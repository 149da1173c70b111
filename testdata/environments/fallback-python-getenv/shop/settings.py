import os
JWT_SECRET = os.environ.get("JWT_SECRET", "{an:40}")   # expect: leaked-key/generic-secret, environment/fallback-literal
