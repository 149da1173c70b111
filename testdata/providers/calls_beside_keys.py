api_key = "{an:32}"   # expect: leaked-key/generic-secret
ftp.login("orca", "TimberFalcon8812!")   # expect: leaked-key/generic-password
ftp.login("anonymous", "anonymous")   # clean: anybody may say that
