STRIPE_PUBLIC_KEY = "pk_test_{an:24}"   # expect: environment/test-key-in-production
