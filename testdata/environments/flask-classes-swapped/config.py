import os

class Config:
    TESTING = False

class DevelopmentConfig(Config):
    STRIPE_SECRET_KEY = "sk_live_{an:24}"   # expect: leaked-key/stripe-secret-key, environment/live-key-outside-production

class ProductionConfig(Config):
    STRIPE_SECRET_KEY = "sk_test_{an:24}"   # expect: leaked-key/stripe-test-secret-key, environment/test-key-in-production
