INSERT INTO settings SET name='smtp_password', value='{an:18}';   -- expect: leaked-key/generic-password
