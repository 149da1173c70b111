idempotency_key = "{uuid}"
headers = {"Idempotency-Key": "{uuid}"}
s3.get_object(Bucket="assets", Key="{hex:64}")
cache_key = "{hex:40}"
primary_key = "{uuid}"
value = redis.get("session:{uuid}")
