SECRET_KEY = "django-insecure-{lan:50}"   # expect: leaked-key/django-development-secret-key, environment/test-key-in-production
