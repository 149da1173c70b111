COPY public.settings (id, name, value) FROM stdin;
1	smtp_password	{an:18}
2	site_title	Kd8sWq2mZx7pLt4v
\.
