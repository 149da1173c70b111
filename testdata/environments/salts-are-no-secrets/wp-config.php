<?php
define('AUTH_SALT', '{an:64}');  // expect: leaked-key/generic-secret
