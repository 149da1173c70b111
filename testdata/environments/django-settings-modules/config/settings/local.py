STRIPE_PUBLISHABLE_KEY = "pk_test_{an:24}"   # clean: a developer's machine
