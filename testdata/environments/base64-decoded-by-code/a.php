<?php
$GITHUB_TOKEN = base64_decode('{base64:{key:github-personal-token}}');  // expect: leaked-key/github-personal-token
