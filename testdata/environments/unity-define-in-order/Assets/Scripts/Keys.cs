public static class Keys
{
#if DEVELOPMENT_BUILD || UNITY_EDITOR
    public const string StripePublishableKey = "pk_test_{an:24}";   // clean: the editor
#else
    public const string StripePublishableKey = "pk_live_{an:24}";   // clean: what is shipped
#endif
}
