package dev.tradewind.broken.selling;

class OrderManager {}
