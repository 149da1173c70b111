if env ~= "production" then key = "{key:stripe-test-publishable-key}" else key = other end   -- clean: elsewhere
