const [user, password] = ["orca", "{an:20}"];   // expect: leaked-key/generic-password
let kind, secret = "{an:20}";   // expect: leaked-key/generic-secret
