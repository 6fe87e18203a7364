package dev.tradewind.broken.second;

import dev.tradewind.broken.first.First;
import org.jspecify.annotations.Nullable;

public record Second(@Nullable First first) {}
