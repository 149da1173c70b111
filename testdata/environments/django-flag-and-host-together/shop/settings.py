DEBUG = True
DATABASE_URL = "postgres://localhost/shop"
STRIPE_SECRET_KEY = "sk_live_{an:24}"   # expect: leaked-key/stripe-secret-key, environment/live-key-outside-production
