case "$APP_ENV" in
  production)
    export STRIPE_PUBLISHABLE_KEY={key:stripe-test-publishable-key}   # expect: environment/test-key-in-production
    ;;
  dev)
    export STRIPE_PUBLISHABLE_KEY={key:stripe-test-publishable-key}   # clean: as it should be
    ;;
esac
if [ "$APP_ENV" = "production" ]; then
  export STRIPE_PUBLISHABLE_KEY="{key:stripe-publishable-key}"   # clean: as it should be
else
  export STRIPE_PUBLISHABLE_KEY="{key:stripe-publishable-key}"   # expect: environment/live-key-outside-production
fi
