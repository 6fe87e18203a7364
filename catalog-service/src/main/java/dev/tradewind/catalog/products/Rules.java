package dev.tradewind.catalog.products;

import org.jspecify.annotations.Nullable;

/// What text about products must look like.
final class Rules {

    static final String ONE_LINE = "[^\\p{Cc}\\p{Cs}]*";
    static final String NOT_BLANK = "[^\\p{Cc}\\p{Cs}]*[^\\p{Cc}\\p{Cs}\\s][^\\p{Cc}\\p{Cs}]*";
    static final String ONE_LINE_MESSAGE = "must be one line of text";
    static final String NAME = "[\\p{L}\\p{N} _-]*";
    static final String NAME_MESSAGE = "must be letters, digits, spaces, hyphens and underscores";
    static final String LINK = "(https?://|/)[\\x21-\\x7e]{1,490}";
    static final String LINK_MESSAGE = "must be a link";

    private Rules() {}

    static @Nullable String emptyIsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
