enum Keys {
#if DEBUG
    static let stripeKey = "pk_live_{an:24}"   // expect: environment/live-key-outside-production
#else
    static let stripeKey = "pk_test_{an:24}"   // expect: environment/test-key-in-production
#endif
}
