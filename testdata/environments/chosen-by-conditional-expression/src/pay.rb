a = Rails.env.production? ? "{key:stripe-test-publishable-key}" : other   # expect: environment/test-key-in-production
Stripe.key = "{key:stripe-test-publishable-key}" if Rails.env.production?   # expect: environment/test-key-in-production
Stripe.key = "{key:stripe-publishable-key}" unless Rails.env.production?   # expect: environment/live-key-outside-production
