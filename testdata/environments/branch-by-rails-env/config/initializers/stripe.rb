if Rails.env.production?
  Stripe.api_key = "sk_live_{an:24}"   # expect: leaked-key/stripe-secret-key
else
  Stripe.api_key = "sk_live_{an:24}"   # expect: leaked-key/stripe-secret-key, environment/live-key-outside-production
end
