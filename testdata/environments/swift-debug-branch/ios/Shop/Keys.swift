enum Keys {
#if DEBUG
    static let stripe = "pk_test_{an:24}"   // clean: debug builds
#else
    static let stripe = "pk_live_{an:24}"   // clean: release builds
#endif
}
