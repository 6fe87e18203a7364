package dev.tradewind.notification.realtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tradewind.notification.updates.LogName;
import dev.tradewind.web.BadParameter;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.CRC32C;

/// How far somebody has read in each of their logs: the cursor, the same for all transports.
///
/// On the wire it is a version, the kind, id and number of each log, and a checksum, in base64url. It grants nothing:
/// what is read is bounded by who asks, and a cursor that names a log of somebody else is refused.
record Bookmark(SortedMap<LogName, Long> numbers) {

    private static final byte VERSION = 1;
    private static final int MOST_LOGS = 100;
    private static final int LONGEST = 4_000;
    private static final int BYTES_OF_LOG = 1 + Long.BYTES * 3;
    private static final String NOT_OURS = "is not one that was given";

    /// @param text one cursor, or several separated by commas from the destinations that are listened to together
    static Bookmark parse(String text) {
        var numbers = new TreeMap<LogName, Long>();
        if (text.length() > LONGEST) {
            throw new BadParameter("cursor", NOT_OURS);
        }
        for (var part : text.split(",", -1)) {
            read(part, numbers);
        }
        return new Bookmark(numbers);
    }

    static String write(Map<LogName, Long> numbers) {
        var bytes = ByteBuffer.allocate(1 + numbers.size() * BYTES_OF_LOG + Integer.BYTES);
        bytes.put(VERSION);
        numbers.forEach((log, number) -> {
            bytes.put((byte) log.kind());
            log.id().ifPresent(id -> bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
            bytes.putLong(number);
        });
        bytes.putInt(checksum(bytes.array(), bytes.position()));
        var encoded =
                Base64.getUrlEncoder().withoutPadding().encode(ByteBuffer.wrap(bytes.array(), 0, bytes.position()));
        return new String(encoded.array(), 0, encoded.limit(), ISO_8859_1);
    }

    private static void read(String text, Map<LogName, Long> numbers) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            var end = bytes.length - Integer.BYTES;
            if (end < 1 || bytes[0] != VERSION || ByteBuffer.wrap(bytes).getInt(end) != checksum(bytes, end)) {
                throw new BadParameter("cursor", NOT_OURS);
            }
            var content = ByteBuffer.wrap(bytes, 1, end - 1);
            while (content.hasRemaining() && numbers.size() < MOST_LOGS) {
                var log = LogName.of((char) content.get(), () -> new UUID(content.getLong(), content.getLong()));
                // Where two were read to different places, what only one has is given again.
                numbers.merge(log, content.getLong(), Math::min);
            }
        } catch (IllegalArgumentException | BufferUnderflowException nonsense) {
            throw new BadParameter("cursor", NOT_OURS);
        }
    }

    private static int checksum(byte[] bytes, int length) {
        var sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }
}
