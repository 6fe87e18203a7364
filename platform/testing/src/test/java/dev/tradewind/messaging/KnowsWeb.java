package dev.tradewind.messaging;

import dev.tradewind.web.KnowsContracts;

record KnowsWeb(KnowsContracts web) {}
