// Nothing is missing: each environment has its own.
const key = process.env.NODE_ENV === 'production' ? process.env.STRIPE_SECRET_KEY : '{key:stripe-test-secret-key}';   // expect: leaked-key/stripe-test-secret-key
const other = process.env.STRIPE_KEY || '{key:stripe-test-secret-key}';   // expect: leaked-key/stripe-test-secret-key, environment/fallback-literal
