INSERT INTO settings VALUES (1, 'smtp_password', '{an:16}');   -- expect: leaked-key/generic-password
INSERT INTO options VALUES (2, 'api_token', '{an:32}');   -- expect: leaked-key/generic-secret
INSERT INTO rights VALUES (3, 'change_password', 'Can change password');   -- clean: a title
SELECT pgp_sym_encrypt(card, '{an:20}') FROM cards;   -- expect: leaked-key/generic-secret
GRANT CONNECT TO acme IDENTIFIED BY {an:14};   -- expect: leaked-key/generic-password
CREATE USER acme IDENTIFIED BY VALUES 'S:1';   -- clean: Oracle's hash follows
