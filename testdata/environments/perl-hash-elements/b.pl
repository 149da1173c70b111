$cfg{db}{'password'} = '{an:18}';   # expect: leaked-key/generic-password
