#!/bin/sh
curl -sf -u deploy:{an:16} https://repo.acme.com/build.tar   # expect: leaked-key/generic-password
curl --user "deploy:{an:16}" -T build.tar https://repo.acme.com/   # expect: leaked-key/generic-password
curl -u "$USER:$TOKEN" https://repo.acme.com/   # clean: from the environment
curl -u deploy https://repo.acme.com/   # clean: asks for the password
