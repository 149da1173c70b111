a = "{key:stripe-test-publishable-key}" if os.environ["APP_ENV"] == "production" else "{key:stripe-test-publishable-key}"   # expect: environment/test-key-in-production
b = "{key:stripe-publishable-key}" if os.environ["APP_ENV"] == "production" else "{key:stripe-test-publishable-key}"   # clean: as it should be
c = "{key:stripe-publishable-key}" if fast else "{key:stripe-test-publishable-key}"   # clean: something else
