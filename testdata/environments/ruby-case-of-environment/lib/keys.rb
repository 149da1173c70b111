KEY = case ENV["RACK_ENV"]
      when "production" then "pk_live_{an:24}"   # clean: production
      else "pk_test_{an:24}"   # clean: all others
      end
