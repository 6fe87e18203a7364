package dev.tradewind.catalog.importing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/// A body, line by line. Never holds more than the longest line that is allowed, however long one is.
final class Lines {

    static final int LONGEST = 64 * 1024;

    private static final int BUFFER = 8 * 1024;

    private final InputStream stream;
    private final Runnable beforeReading;
    private final byte[] buffer = new byte[BUFFER];
    private final byte[] line = new byte[LONGEST];
    private int next;
    private int end;
    private long number;

    /// @param beforeReading is run whenever bytes are waited for, and throws when that is not worth it any more
    Lines(InputStream stream, Runnable beforeReading) {
        this.stream = stream;
        this.beforeReading = beforeReading;
    }

    /// @param number counted from 1
    /// @param text null when it is longer than [#LONGEST] bytes, or no UTF-8
    record Line(long number, @Nullable String text) {}

    /// @return null at the end
    @Nullable
    Line read() throws IOException {
        var length = 0;
        for (int read = take(); read >= 0; read = take()) {
            if (read == '\n') {
                return line(length);
            }
            if (length < LONGEST) {
                line[length] = (byte) read;
            }
            length++;
        }
        return length > 0 ? line(length) : null;
    }

    private Line line(int length) {
        number++;
        if (length > LONGEST) {
            return new Line(number, null);
        }
        try {
            var text = UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length));
            return new Line(number, text.toString());
        } catch (CharacterCodingException _) {
            return new Line(number, null);
        }
    }

    private int take() throws IOException {
        if (next == end) {
            beforeReading.run();
            next = 0;
            end = Math.max(stream.read(buffer), 0);
        }
        return next == end ? -1 : buffer[next++] & 0xff;
    }
}
