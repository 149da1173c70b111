#ifdef NDEBUG
const char* kStripePublishableKey = "pk_test_{an:24}";   // expect: environment/test-key-in-production
#else
const char* kStripePublishableKey = "pk_test_{an:24}";   // clean: the debug build
#endif
