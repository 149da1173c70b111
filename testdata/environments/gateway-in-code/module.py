import openai

openai.api_key = "{key:groq-api-key}"   # expect: leaked-key/groq-api-key
openai.api_base = "https://api.groq.com/openai/v1"
