INSERT INTO users VALUES (1, 'ada@example.org', '$2a$06${an:53}');  -- expect: leaked-key/password-hash
INSERT INTO users VALUES (2, 'bob@example.org', '$6${an:16}${an:86}');  -- expect: leaked-key/password-hash
INSERT INTO users VALUES (3, 'eve@example.org', '$2a$06$too-short');  -- clean: no hash
CREATE ROLE app LOGIN PASSWORD '{an:18}';  -- expect: leaked-key/generic-password
CREATE USER app IDENTIFIED BY '{an:18}';  -- expect: leaked-key/generic-password
ALTER ROLE app PASSWORD NULL;  -- clean: takes the password away
