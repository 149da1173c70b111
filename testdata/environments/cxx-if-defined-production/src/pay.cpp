#if defined(PRODUCTION)
const char* stripe_publishable_key = "pk_test_{an:24}";   // expect: environment/test-key-in-production
#elif defined(STAGING)
const char* stripe_publishable_key = "pk_test_{an:24}";
#endif
