firebase.initializeApp({
  apiKey: '{key:google-api-key}',   // expect: leaked-key/google-api-key
  authDomain: 'acme.firebaseapp.com',
});
