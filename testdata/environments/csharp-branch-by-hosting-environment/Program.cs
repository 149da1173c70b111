var builder = WebApplication.CreateBuilder(args);
if (builder.Environment.IsProduction()) {
    builder.Services.AddStripe(publishableKey: "pk_test_{an:24}");   // expect: environment/test-key-in-production
}
