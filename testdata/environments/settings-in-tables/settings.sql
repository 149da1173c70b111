INSERT INTO settings (name, value) VALUES
  ('smtp_password', '{an:18}'),   -- expect: leaked-key/generic-password
  ('openai_api_key', '{key:anthropic-api-key}'),   -- expect: leaked-key/anthropic-api-key, scope/wrong-provider
  ('site_title', 'Kd8sWq2mZx7pLt4v');   -- clean: its name says nothing
INSERT INTO options (id, option_name, option_value) VALUES (1, 'mail_password', '{an:18}');   -- expect: leaked-key/generic-password
INSERT INTO config (config_key, config_value) VALUES ('api_secret', '{an:40}');   -- expect: leaked-key/generic-secret
INSERT INTO core_config_data (scope, path, value) VALUES ('default', 'payment/x/secret_key', '{an:40}');   -- expect: leaked-key/generic-secret
INSERT INTO clients (id, name, client_secret) SELECT 1, 'web', '{an:40}' FROM dual;   -- expect: leaked-key/generic-secret
