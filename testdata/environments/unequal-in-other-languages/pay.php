<?php
if ($env <> 'production') { $k = '{key:stripe-test-publishable-key}'; }   // clean: elsewhere
