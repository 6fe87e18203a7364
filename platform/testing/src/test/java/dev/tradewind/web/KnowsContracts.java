package dev.tradewind.web;

import dev.tradewind.contracts.Known;

public record KnowsContracts(Known contract) {}
