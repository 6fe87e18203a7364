package dev.tradewind.catalog.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Walks through a file from its first byte to its last, without looking at a pixel: it must end where its format says,
/// so that nothing is cut off and nothing else is hidden behind it.
final class Envelope {

    private static final int MOST_FRAMES = 200;
    private static final int MOST_SEGMENTS = 5_000;

    /// Each of them goes over the whole picture again. Programs that make pictures appear bit by bit write a dozen.
    private static final int MOST_SCANS = 32;

    private static final Set<String> PNG_WANTED = Set.of("IHDR", "PLTE", "tRNS", "IDAT", "IEND");
    private static final int PNG_SIGNATURE = 8;
    private static final int PNG_CHUNK = 12;

    private final byte[] bytes;
    private int at;

    private Envelope(byte[] bytes) {
        this.bytes = bytes;
    }

    /// @return what is needed to draw it: of a PNG neither texts nor profiles, which may be bombs of their own
    /// @throws CannotUse when it is cut off, or something follows it
    static byte[] opened(Format format, byte[] content) {
        var envelope = new Envelope(content);
        try {
            return switch (format) {
                case JPEG -> envelope.jpeg();
                case PNG -> envelope.png();
                case GIF -> envelope.gif();
                case WEBP -> envelope.webp();
            };
        } catch (IndexOutOfBoundsException | IllegalArgumentException _) {
            throw CannotUse.notAnImage("it is cut off or damaged");
        }
    }

    private byte[] jpeg() {
        at = 2;
        var scans = 0;
        for (int i = 0; i < MOST_SEGMENTS; i++) {
            expect(0xFF);
            var marker = next();
            while (marker == 0xFF) {
                marker = next();
            }
            if (marker == 0xD9) {
                return endedHere();
            }
            if (marker == 0xDA) {
                if (++scans > MOST_SCANS) {
                    throw CannotUse.notAnImage("it has more than " + MOST_SCANS + " scans");
                }
                skip(twoBytes() - 2);
                toNextMarker();
            } else if (marker < 0xD0 || marker > 0xD7) {
                skip(twoBytes() - 2);
            }
        }
        throw CannotUse.notAnImage("it has too many segments");
    }

    /// Behind the picture's data: escaped and restarting markers are part of it.
    private void toNextMarker() {
        while (true) {
            if (next() == 0xFF) {
                var marker = bytes[at] & 0xFF;
                if (marker != 0 && (marker < 0xD0 || marker > 0xD7) && marker != 0xFF) {
                    at--;
                    return;
                }
            }
        }
    }

    private byte[] png() {
        var wanted = new ByteArrayOutputStream(bytes.length);
        wanted.write(bytes, 0, PNG_SIGNATURE);
        at = PNG_SIGNATURE;
        while (true) {
            var length = ByteBuffer.wrap(bytes, at, 4).getInt();
            var name = new String(bytes, at + 4, 4, StandardCharsets.ISO_8859_1);
            var from = at;
            skip(Math.addExact(length, PNG_CHUNK));
            if (PNG_WANTED.contains(name)) {
                wanted.write(bytes, from, length + PNG_CHUNK);
            }
            if (name.equals("IEND")) {
                var _ = endedHere();
                return wanted.toByteArray();
            }
        }
    }

    private byte[] gif() {
        at = 10;
        var flags = next();
        skip(2);
        colours(flags);
        for (int frames = 0; frames <= MOST_FRAMES; ) {
            switch (next()) {
                case 0x3B -> {
                    return endedHere();
                }
                case 0x21 -> {
                    skip(1);
                    blocks();
                }
                case 0x2C -> {
                    skip(8);
                    colours(next());
                    skip(1);
                    blocks();
                    frames++;
                }
                default -> throw new IllegalArgumentException("no block of a GIF");
            }
        }
        throw CannotUse.notAnImage("it has more than " + MOST_FRAMES + " frames");
    }

    private void colours(int flags) {
        if ((flags & 0x80) != 0) {
            skip(3 << ((flags & 7) + 1));
        }
    }

    private void blocks() {
        for (int length = next(); length != 0; length = next()) {
            skip(length);
        }
    }

    private byte[] webp() {
        var length = ByteBuffer.wrap(bytes, 4, 4).order(ByteOrder.LITTLE_ENDIAN).getInt();
        skip(Math.addExact(Math.addExact(length, length & 1), 8));
        return endedHere();
    }

    private byte[] endedHere() {
        for (int i = at; i < bytes.length; i++) {
            if (bytes[i] != 0) {
                throw CannotUse.notAnImage("something follows behind it");
            }
        }
        return bytes;
    }

    private void expect(int value) {
        if (next() != value) {
            throw new IllegalArgumentException("no " + value);
        }
    }

    private int next() {
        return bytes[at++] & 0xFF;
    }

    private int twoBytes() {
        return next() << 8 | next();
    }

    private void skip(int length) {
        if (length < 0 || length > bytes.length - at) {
            throw new IllegalArgumentException("length: " + length);
        }
        at += length;
    }
}
