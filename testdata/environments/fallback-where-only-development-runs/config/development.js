module.exports = { secret: process.env.JWT_SECRET || 'local-development-secret' };   // clean: development's file
