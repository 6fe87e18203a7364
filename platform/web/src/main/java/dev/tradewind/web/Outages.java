package dev.tradewind.web;

/// Tells that something a service needs is away for now from a fault of its own.
interface Outages {

    boolean isOutage(Exception thrown);
}
