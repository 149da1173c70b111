server "shop.acme.com", roles: %w[app web]
set :default_env, {
  "STRIPE_PUBLISHABLE_KEY" => "pk_test_{an:24}",   # expect: environment/test-key-in-production
}
