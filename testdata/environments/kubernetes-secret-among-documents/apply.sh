kubectl apply -f - <<EOF
apiVersion: v1
kind: ConfigMap
data:
  GH_TOKEN: {key:github-personal-token}   # expect: leaked-key/github-personal-token
---
apiVersion: v1
kind: Secret
metadata:
  name: x
data:
  OPENAI_API_KEY: {base64:{key:anthropic-api-key}}   # expect: leaked-key/anthropic-api-key, scope/wrong-provider
EOF
