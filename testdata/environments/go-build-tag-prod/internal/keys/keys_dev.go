//go:build !prod

package keys

const StripePublishableKey = "pk_test_{an:24}"   // clean: without the tag
