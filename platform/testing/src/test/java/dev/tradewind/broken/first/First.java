package dev.tradewind.broken.first;

import dev.tradewind.broken.second.Second;

public record First(Second second) {}
