//go:build prod

package keys

const StripePublishableKey = "pk_test_{an:24}"   // expect: environment/test-key-in-production
