const siteKey = process.env.HCAPTCHA_SITE_KEY || "10000000-ffff-ffff-ffff-000000000001";   // expect: environment/documented-test-value
