export const stripeKey = import.meta.env.PROD ? "pk_live_{an:24}" : "pk_test_{an:24}";   // clean: each where it belongs
