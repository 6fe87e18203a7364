package dev.tradewind.contracts;

import org.springframework.core.env.Environment;

record KnowsSpring(Environment environment) {}
