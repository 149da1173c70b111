Rails.application.configure do
  config.x.stripe_secret_key = "sk_live_{an:24}"   # expect: leaked-key/stripe-secret-key, environment/live-key-outside-production
end
