package dev.tradewind.verify.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// Something that must hold, as a statement that finds what breaks it: every row is an offender and what is wrong
/// with it. The first line of the file says the promise.
///
/// @param id such as `I4`; several statements may prove one promise
record Invariant(String id, String promise, String sql) {

    /// All of them, in the order of `invariants/index`.
    static List<Invariant> all() {
        return read("index")
                .lines()
                .filter(it -> !it.isBlank())
                .map(Invariant::named)
                .toList();
    }

    private static Invariant named(String name) {
        var sql = read(name + ".sql");
        var promise = sql.lines().findFirst().orElseThrow();
        return new Invariant(name.substring(0, name.indexOf('-')), promise.substring("-- ".length()), sql);
    }

    private static String read(String name) {
        var resource = Invariant.class.getResourceAsStream("/invariants/" + name);
        try (InputStream bytes = Objects.requireNonNull(resource, "/invariants/" + name);
                var text = new BufferedReader(new InputStreamReader(bytes, UTF_8))) {
            return text.readAllAsString();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
