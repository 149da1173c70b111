Rails.application.configure do
  config.cache_classes = true
  Stripe.api_key = "sk_test_{an:24}"   # expect: leaked-key/stripe-test-secret-key, environment/test-key-in-production
end
