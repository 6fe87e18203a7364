package dev.tradewind.broken.selling;

import dev.tradewind.other.Other;

class KnowsAnotherService extends Other {}
