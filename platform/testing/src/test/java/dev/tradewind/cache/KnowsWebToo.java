package dev.tradewind.cache;

import dev.tradewind.web.KnowsMessaging;

public record KnowsWebToo(KnowsMessaging web) {}
