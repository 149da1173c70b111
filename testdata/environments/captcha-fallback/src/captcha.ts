export const siteKey = process.env.TURNSTILE_SECRET_KEY ?? '1x0000000000000000000000000000000AA';   // expect: environment/documented-test-value
