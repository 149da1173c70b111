module.exports = {
  accountSid: 'AC{hex:32}',
  oauthClientId: '{hex:20}',
};
