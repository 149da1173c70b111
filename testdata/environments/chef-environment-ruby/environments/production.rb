name 'production'
default_attributes(
  'shop' => {
    'stripe_publishable_key' => 'pk_test_{an:24}'   # expect: environment/test-key-in-production
  }
)
