package dev.tradewind.notification.delivering;

/// What somebody gets to read.
record Notice(String title, String body) {}
