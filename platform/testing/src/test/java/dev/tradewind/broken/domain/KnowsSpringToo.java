package dev.tradewind.broken.domain;

import org.springframework.core.env.Environment;

record KnowsSpringToo(Environment environment) {}
