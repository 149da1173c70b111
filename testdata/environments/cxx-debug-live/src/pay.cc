#ifdef NDEBUG
constexpr char kStripeKey[] = "sk_live_{an:24}";   // expect: leaked-key/stripe-secret-key
#else
constexpr char kStripeKey[] = "sk_live_{an:24}";   // expect: leaked-key/stripe-secret-key, environment/live-key-outside-production
#endif
