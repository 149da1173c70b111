locals {
  stripe_publishable_key = {
    production = "pk_test_{an:24}"   # expect: environment/test-key-in-production
    staging    = "pk_test_{an:24}"
  }
}
