package dev.tradewind.search.reindexing;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/// Why an operator interferes, for whoever reads the audit.
record Reason(@NotBlank @Size(max = 500) String reason) {}
