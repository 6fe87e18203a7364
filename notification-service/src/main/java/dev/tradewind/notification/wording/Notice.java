package dev.tradewind.notification.wording;

/// What somebody gets to read within the application.
public record Notice(String title, String body) {}
