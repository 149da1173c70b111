INSERT INTO users (name, password_hash) VALUES ('jane', '{hex:40}');  -- expect: leaked-key/password-hash
