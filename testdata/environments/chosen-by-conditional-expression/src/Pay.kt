val a = if (env == "production") "{key:stripe-test-publishable-key}" else "{key:stripe-test-publishable-key}"   // expect: environment/test-key-in-production
