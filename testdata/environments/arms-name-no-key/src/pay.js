const stripeKey = process.env.NODE_ENV === 'production'
  ? '{key:stripe-secret-key}'   // expect: leaked-key/stripe-secret-key
  : '{key:stripe-test-secret-key}';   // expect: leaked-key/stripe-test-secret-key
