if not settings.DEBUG:
    A = "{key:stripe-publishable-key}"   # clean: production
else:
    A = "{key:stripe-test-publishable-key}"   # clean: development
B = "{key:stripe-publishable-key}" if not DEBUG else "{key:stripe-test-publishable-key}"   # clean: each where it belongs
C = "{key:stripe-test-publishable-key}" if not DEBUG else KEY   # expect: environment/test-key-in-production
D = "{key:stripe-publishable-key}" if DEBUG is False else "{key:stripe-test-publishable-key}"   # clean: not taken apart
if ENV == "production":
    if use_sandbox:
        E = "{key:stripe-test-secret-key}"   # expect: environment/test-key-in-production, leaked-key/stripe-test-secret-key
