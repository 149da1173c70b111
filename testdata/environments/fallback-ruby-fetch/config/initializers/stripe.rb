Stripe.api_key = ENV.fetch("STRIPE_SECRET_KEY", "sk_live_{an:24}")   # expect: leaked-key/stripe-secret-key, environment/fallback-literal
