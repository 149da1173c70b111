switch (process.env.NODE_ENV) {
  case 'production':
    key = '{key:stripe-test-publishable-key}';   // expect: environment/test-key-in-production
    break;
  case 'development': {
    key = '{key:stripe-test-publishable-key}';   // clean: as it should be
  }
  default:
    key = '{key:stripe-publishable-key}';   // clean: nobody knows
}
switch (mode) {
  case 'test':
    key = '{key:stripe-publishable-key}';   // clean: no environment
}
