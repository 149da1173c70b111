from .base import *
DEBUG = False
STRIPE_SECRET_KEY = "sk_test_{an:24}"   # expect: leaked-key/stripe-test-secret-key, environment/test-key-in-production
