process.env.JWT_SECRET = process.env.JWT_SECRET || 'tests-only-jwt-secret';   // clean: tests
