StripeConfiguration.ApiKey = env.IsProduction() ? config["Stripe:SecretKey"] : "{key:stripe-test-secret-key}";   // expect: leaked-key/stripe-test-secret-key
