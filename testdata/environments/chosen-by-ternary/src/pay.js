const a = process.env.NODE_ENV === 'production' ? '{key:stripe-test-secret-key}' : key;   // expect: environment/test-key-in-production, leaked-key/stripe-test-secret-key
const b = process.env.NODE_ENV === 'production' ? '{key:stripe-secret-key}' : '{key:stripe-test-secret-key}';   // expect: leaked-key/stripe-secret-key, leaked-key/stripe-test-secret-key
const c = isProd
  ? '{key:stripe-test-publishable-key}'   // expect: environment/test-key-in-production
  : '{key:stripe-test-publishable-key}';   // clean: elsewhere
const d = pay({ key: process.env.NODE_ENV !== 'production' ? '{key:stripe-secret-key}' : key });   // expect: environment/live-key-outside-production, leaked-key/stripe-secret-key
const e = wanted ? '{key:stripe-secret-key}' : '{key:stripe-test-secret-key}';   // expect: leaked-key/stripe-secret-key, leaked-key/stripe-test-secret-key
const f = production ?? '{key:stripe-test-publishable-key}';   // clean: no condition
const g = { production: '{key:stripe-test-publishable-key}', development: '{key:stripe-publishable-key}' };   // expect: environment/test-key-in-production, environment/live-key-outside-production
