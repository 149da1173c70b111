-- users: level = 3
CREATE USER demo IDENTIFIED BY 'pass phrase';
ALTER ROLE demo WITH PASSWORD 'other phrase';
INSERT INTO settings (name, value) VALUES ('mode', 'it''s a test'), ('level', UPPER('high'));
UPDATE settings SET value = 'low' WHERE name = 'level';
COPY public.users (id, email) FROM stdin;
1	somebody@example.org
2	\N
\.
SELECT $body$ SELECT 'inner' $body$;
