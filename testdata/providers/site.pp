class { "mysql::server":
  root_password => "{an:14}",   # expect: leaked-key/generic-password
}
class { "mysql::backup":
  root_password => lookup("mysql_root_password"),   # clean: from Hiera
}
