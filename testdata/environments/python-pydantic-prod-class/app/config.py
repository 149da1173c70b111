class DevSettings(Settings):
    stripe_publishable_key: str = "pk_test_{an:24}"   # clean: development

class ProdSettings(Settings):
    stripe_publishable_key: str = "pk_test_{an:24}"   # expect: environment/test-key-in-production
