<?php
use Symfony\Component\DependencyInjection\Loader\Configurator\ContainerConfigurator;
return static function (ContainerConfigurator $container): void {
    if ('prod' === $container->env()) {
        $container->parameters()->set('stripe_publishable_key', 'pk_test_{an:24}');   // expect: environment/test-key-in-production
    }
};
