job "shop" {
  namespace = "production"
  group "web" {
    task "web" {
      env {
        STRIPE_PUBLISHABLE_KEY = "pk_test_{an:24}"   # expect: environment/test-key-in-production
      }
    }
  }
}
