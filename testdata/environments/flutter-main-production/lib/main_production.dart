import 'package:shop/bootstrap.dart';
void main() {
  const stripePublishableKey = 'pk_test_{an:24}';   // expect: environment/test-key-in-production
  bootstrap(stripePublishableKey);
}
