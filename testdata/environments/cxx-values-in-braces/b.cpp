const std::string kDbPassword{"{an:18}"};   // expect: leaked-key/generic-password
