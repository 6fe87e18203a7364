package dev.tradewind.catalog.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tradewind.catalog.importing.Lines.Line;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void linesAreCountedWhateverIsInThem() throws IOException {
        assertThat(lines("one\n\ntwo äß€\nlast".getBytes(UTF_8)))
                .containsExactly(new Line(1, "one"), new Line(2, ""), new Line(3, "two äß€"), new Line(4, "last"));
        assertThat(lines("one\n".getBytes(UTF_8))).containsExactly(new Line(1, "one"));
        assertThat(lines(new byte[0])).isEmpty();
    }

    @Test
    void aLineThatIsTooLongIsSkippedAndTheNextIsRead() throws IOException {
        var longest = "x".repeat(Lines.LONGEST);

        assertThat(lines((longest + "\n" + longest + "y\nz").getBytes(UTF_8)))
                .containsExactly(new Line(1, longest), new Line(2, null), new Line(3, "z"));
    }

    @Test
    void whatIsNoTextIsNoLine() throws IOException {
        assertThat(lines(new byte[] {'a', (byte) 0xff, '\n', 'b'}))
                .containsExactly(new Line(1, null), new Line(2, "b"));
    }

    /// 128 MB without an end of line, read with the heap of the tests.
    @Test
    void aLineWithoutEndTakesNoRoom() throws IOException {
        var endless = new InputStream() {

            private long left = 1L << 27;

            @Override
            public int read() {
                throw new UnsupportedOperationException("read one by one");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                var some = (int) Math.min(left, length);
                left -= some;
                return some == 0 ? -1 : some;
            }
        };

        assertThat(new Lines(endless, () -> {}).read()).isEqualTo(new Line(1, null));
    }

    @Test
    void nobodyIsWaitedForForEver() {
        var start = Instant.parse("2026-11-21T12:00:00Z");
        var late = new Deadline(Clock.fixed(start.plusMillis(1), ZoneOffset.UTC), start);

        assertThatThrownBy(() -> new Lines(InputStream.nullInputStream(), late::check).read())
                .isInstanceOf(Deadline.TookTooLong.class);
    }

    private static List<Line> lines(byte[] body) throws IOException {
        var lines = new Lines(new ByteArrayInputStream(body), () -> {});
        var all = new ArrayList<Line>();
        for (var line = lines.read(); line != null; line = lines.read()) {
            all.add(line);
        }
        return all;
    }
}
