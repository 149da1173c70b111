let key;
if (process.env.NODE_ENV === 'production') {
  key = "pk_test_{an:24}";   // expect: environment/test-key-in-production
} else {
  key = "pk_test_{an:24}";
}
