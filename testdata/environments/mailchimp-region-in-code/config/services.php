<?php

return [
    'mailchimp' => [
        'key' => '{hex:32}-us14',   // expect: leaked-key/mailchimp-api-key, environment/account-mismatch
        'server_prefix' => 'us6',
    ],
];
