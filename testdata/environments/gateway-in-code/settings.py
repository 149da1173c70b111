OPENAI_API_KEY = "{key:groq-api-key}"   # expect: leaked-key/groq-api-key
OPENAI_API_BASE = "https://api.groq.com/openai/v1"
