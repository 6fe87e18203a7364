package dev.tradewind.notification.updates;

import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// One realtime message before it has its number.
///
/// @param organizationId whose news it is
/// @param type what kind of news, as clients tell them apart: `order:updated`
/// @param data what that kind says
/// @param timestamp when it happened, not when it is told
public record Update(UUID organizationId, Audience audience, String type, JsonNode data, Instant timestamp) {}
