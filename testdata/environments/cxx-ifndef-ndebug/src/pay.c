#ifndef NDEBUG
static const char *stripe_publishable_key = "pk_test_{an:24}";
#else
static const char *stripe_publishable_key = "pk_test_{an:24}";   // expect: environment/test-key-in-production
#endif
