import Config
config :shop, Shop.Payments,
  stripe_publishable_key: "pk_live_{an:24}"   # expect: environment/live-key-outside-production
