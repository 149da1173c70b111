const secret = process.env.JWT_SECRET || 'super-secret-value';   // expect: environment/fallback-literal
module.exports = { secret };
