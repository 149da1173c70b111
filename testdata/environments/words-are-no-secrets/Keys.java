class A { static final String SECRET_KEY_FACTORY = "PBKDF2WithHmacSHA256"; }
