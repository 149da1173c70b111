const isProd = process.env.NODE_ENV === 'production';
export const stripePublishableKey = isProd ? 'pk_live_{an:24}' : 'pk_test_{an:24}';   // clean: chosen at run time
