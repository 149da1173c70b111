<?php
$dbpass = '{an:24}';   // expect: leaked-key/generic-password
$config = ['dbpass' => 'wgDBpassword'];   // clean: the name of another setting
$smtppass = new Field(['id' => 'smtp']);   // clean: an object
