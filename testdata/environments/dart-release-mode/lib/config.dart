import 'package:flutter/foundation.dart';
const stripeKey = kReleaseMode ? 'pk_live_{an:24}' : 'pk_test_{an:24}';   // clean: each where it belongs
