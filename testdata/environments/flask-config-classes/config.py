class Config:
    DEBUG = False


class ProductionConfig(Config):
    STRIPE_PUBLISHABLE_KEY = "pk_test_{an:24}"   # expect: environment/test-key-in-production


class TestingConfig(Config):
    STRIPE_PUBLISHABLE_KEY = "pk_test_{an:24}"   # clean: the testing class
