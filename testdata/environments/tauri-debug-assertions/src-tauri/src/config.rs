pub fn publishable_key() -> &'static str {
    if cfg!(debug_assertions) {
        "pk_test_{an:24}"   // clean: debug builds
    } else {
        "pk_live_{an:24}"   // clean: release builds
    }
}
