package dev.tradewind.contracts;

public record Known() {}
