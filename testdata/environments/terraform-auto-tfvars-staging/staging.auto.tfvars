stripe_secret_key = "sk_test_{an:24}"   # expect: leaked-key/stripe-test-secret-key
