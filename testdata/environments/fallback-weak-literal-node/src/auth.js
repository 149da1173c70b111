const secret = process.env.JWT_SECRET || "mysecret";   // expect: environment/fallback-literal
module.exports = { secret };
