package dev.tradewind.catalog.domain;

import org.jspecify.annotations.Nullable;

/// What text about products and stores must look like.
public final class Rules {

    public static final String ONE_LINE = "[^\\p{Cc}\\p{Cs}]*";
    public static final String NOT_BLANK = "[^\\p{Cc}\\p{Cs}]*[^\\p{Cc}\\p{Cs}\\s][^\\p{Cc}\\p{Cs}]*";
    public static final String ONE_LINE_MESSAGE = "must be one line of text";
    public static final String NAME = "[\\p{L}\\p{N} _-]*";
    public static final String NAME_MESSAGE = "must be letters, digits, spaces, hyphens and underscores";
    public static final String LINK = "(https?://|/)[\\x21-\\x7e]{1,490}";
    public static final String LINK_MESSAGE = "must be a link";

    private Rules() {}

    public static @Nullable String emptyIsNone(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
