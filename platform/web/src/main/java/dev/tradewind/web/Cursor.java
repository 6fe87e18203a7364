package dev.tradewind.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;

/// Where a list goes on: the sort keys of the last row that was given. Opaque to clients; a damaged one is a 400.
///
/// It grants nothing: every query is bounded by its caller as well, so a forged cursor only moves the forger.
public final class Cursor {

    private static final String VERSION = "1";
    private static final char SEPARATOR = '\u001f';
    private static final int MAX_LENGTH = 1_000;

    private final List<String> keys;

    private Cursor(List<String> keys) {
        this.keys = List.copyOf(keys);
    }

    /// The cursor behind a row, as the client gets it.
    public static String after(Object... keys) {
        var parts = new ArrayList<String>();
        parts.add(VERSION);
        Arrays.stream(keys).map(Object::toString).forEach(parts::add);
        var content = String.join(String.valueOf(SEPARATOR), parts);
        return Base64.getUrlEncoder().withoutPadding().encodeToString((checksum(content) + content).getBytes(UTF_8));
    }

    static Cursor read(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new BadParameter("cursor", "is not one that was given");
        }
        try {
            var plain = new String(Base64.getUrlDecoder().decode(text), UTF_8);
            var content = plain.length() < 8 ? "" : plain.substring(8);
            var parts = Arrays.asList(content.split(String.valueOf(SEPARATOR), -1));
            if (parts.size() < 2 || !parts.getFirst().equals(VERSION) || !plain.startsWith(checksum(content))) {
                throw new BadParameter("cursor", "is not one that was given");
            }
            return new Cursor(parts.subList(1, parts.size()));
        } catch (IllegalArgumentException _) {
            throw new BadParameter("cursor", "is not one that was given");
        }
    }

    public String text(int index) {
        if (index >= keys.size()) {
            throw new BadParameter("cursor", "belongs to another list");
        }
        return keys.get(index);
    }

    public UUID uuid(int index) {
        try {
            return UUID.fromString(text(index));
        } catch (IllegalArgumentException _) {
            throw new BadParameter("cursor", "belongs to another list");
        }
    }

    public long number(int index) {
        try {
            return Long.parseLong(text(index));
        } catch (NumberFormatException _) {
            throw new BadParameter("cursor", "belongs to another list");
        }
    }

    public Instant instant(int index) {
        try {
            return Instant.parse(text(index));
        } catch (DateTimeException _) {
            throw new BadParameter("cursor", "belongs to another list");
        }
    }

    private static String checksum(String content) {
        var sum = new CRC32C();
        sum.update(content.getBytes(UTF_8));
        return String.format("%08x", sum.getValue());
    }
}
