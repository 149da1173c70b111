case Rails.env
when "production"
  key = "{key:stripe-test-publishable-key}"   # expect: environment/test-key-in-production
when "test"
  key = "{key:stripe-test-publishable-key}"   # clean: as it should be
end
