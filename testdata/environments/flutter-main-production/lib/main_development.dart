import 'package:shop/bootstrap.dart';
void main() {
  const stripePublishableKey = 'pk_test_{an:24}';   // clean: development
  bootstrap(stripePublishableKey);
}
