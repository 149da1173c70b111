from langchain_openai import ChatOpenAI

llm = ChatOpenAI(openai_api_key="{key:groq-api-key}", openai_api_base="https://api.groq.com/openai/v1")   # expect: leaked-key/groq-api-key
