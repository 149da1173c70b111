import os
if os.environ["ENVIRONMENT"] == "production":
    STRIPE_PUBLIC_KEY = "pk_test_{an:24}"   # expect: environment/test-key-in-production
else:
    STRIPE_PUBLIC_KEY = "pk_test_{an:24}"
