[Environment]::SetEnvironmentVariable("API_TOKEN", "{hex:40}", "Machine")   # expect: leaked-key/generic-secret
[Environment]::SetEnvironmentVariable("BUILD_HASH", "{hex:40}", "Machine")   # clean: no secret
