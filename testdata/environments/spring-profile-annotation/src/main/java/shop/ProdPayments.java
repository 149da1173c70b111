package shop;

@Configuration
@Profile("prod")
class ProdPayments {
  static final String STRIPE_KEY = "pk_test_{an:24}";   // expect: environment/test-key-in-production
}
