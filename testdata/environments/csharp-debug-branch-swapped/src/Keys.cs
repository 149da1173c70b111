public static class Keys
{
#if DEBUG
    public const string StripePublishableKey = "pk_test_{an:24}";   // clean: debug builds
#else
    public const string StripePublishableKey = "pk_test_{an:24}";   // expect: environment/test-key-in-production
#endif
}
