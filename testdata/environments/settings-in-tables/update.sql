UPDATE settings SET value='{an:40}' WHERE key='jwt_secret';   -- expect: leaked-key/generic-secret
