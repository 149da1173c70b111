enum Flavor { dev, prod }
String stripePublishableKey(Flavor flavor) {
  switch (flavor) {
    case Flavor.dev:
      return 'pk_test_{an:24}';   // clean: development
    case Flavor.prod:
      return 'pk_live_{an:24}';   // clean: production
  }
}
