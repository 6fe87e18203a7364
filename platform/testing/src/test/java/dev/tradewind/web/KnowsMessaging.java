package dev.tradewind.web;

import dev.tradewind.messaging.KnowsWeb;

public record KnowsMessaging(KnowsWeb messaging) {}
