import Config

if config_env() == :prod do
  config :shop, stripe_key: "sk_test_{an:24}"   # expect: leaked-key/stripe-test-secret-key, environment/test-key-in-production
end
