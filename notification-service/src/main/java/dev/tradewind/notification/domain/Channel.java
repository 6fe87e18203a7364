package dev.tradewind.notification.domain;

/// How somebody is told.
public enum Channel {
    EMAIL,
    IN_APP
}
