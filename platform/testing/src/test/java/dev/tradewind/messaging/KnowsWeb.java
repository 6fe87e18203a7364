package dev.tradewind.messaging;

import dev.tradewind.web.KnowsMessaging;

public record KnowsWeb(KnowsMessaging web) {}
