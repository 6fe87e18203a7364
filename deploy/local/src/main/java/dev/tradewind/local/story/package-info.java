/// Real orders through the gateway, told step by step.
@NullMarked
package dev.tradewind.local.story;

import org.jspecify.annotations.NullMarked;
