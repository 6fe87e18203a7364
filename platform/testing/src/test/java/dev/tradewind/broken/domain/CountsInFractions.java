package dev.tradewind.broken.domain;

record CountsInFractions(double price) {}
