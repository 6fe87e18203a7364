package dev.tradewind.other;

public class Other {}
