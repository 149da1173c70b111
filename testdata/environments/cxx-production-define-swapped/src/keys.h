#pragma once
#if defined(NDEBUG)
inline constexpr char kStripePublishableKey[] = "pk_test_{an:24}";   // expect: environment/test-key-in-production
#else
inline constexpr char kStripePublishableKey[] = "pk_live_{an:24}";   // expect: environment/live-key-outside-production
#endif
