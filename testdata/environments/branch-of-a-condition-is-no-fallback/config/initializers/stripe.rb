Stripe.api_key = Rails.env.production? ? ENV.fetch("STRIPE_LIVE_SECRET_KEY") : "sk_test_{an:24}"   # expect: leaked-key/stripe-test-secret-key
