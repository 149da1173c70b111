#ifdef DEBUG
static const char stripe_publishable_key[] = "pk_test_{an:24}";   // clean: the debug build
#else
static const char stripe_publishable_key[] = "pk_live_{an:24}";
#endif
