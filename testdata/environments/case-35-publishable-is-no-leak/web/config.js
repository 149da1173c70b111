export const stripePublishableKey = "pk_live_{an:24}";   // clean: made to ship
