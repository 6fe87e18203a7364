package dev.tradewind.auth.signin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param secure false only where browsers come without TLS, on a developer's machine
@ConfigurationProperties(prefix = "tradewind.auth.cookies", ignoreUnknownFields = false)
record CookieProperties(@DefaultValue("true") boolean secure) {}
