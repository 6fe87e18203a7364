package dev.tradewind.verify.wall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// One line of `authorisation.txt`: what everybody is answered who tries one operation in one way.
///
/// @param path with `{variable=thing}` for each variable, and a query with `<thing>`
/// @param once whether asking ends the session that asks
record Expectation(
        String service,
        String method,
        String path,
        boolean once,
        Map<String, String> headers,
        String body,
        Map<Who, Integer> codes,
        int line) {

    private static final String FILE = "/authorisation.txt";
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)=([\\w-]+)}");
    private static final Pattern THING = Pattern.compile("<([\\w-]+)>");
    private static final Pattern HEADER = Pattern.compile("([A-Z][A-Za-z-]+):(.+)");

    static List<Expectation> all() {
        var all = new ArrayList<Expectation>();
        var services = List.<String>of();
        var number = 0;
        for (var line : text().lines().map(String::strip).toList()) {
            number++;
            if (line.startsWith("[")) {
                services = List.of(line.substring(1, line.length() - 1).split(" "));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                for (var service : services) {
                    all.add(read(service, line, number));
                }
            }
        }
        return all;
    }

    private static Expectation read(String service, String line, int number) {
        var words = line.split("\\s+");
        var first = words.length - Who.values().length;
        if (first < 2) {
            throw new IllegalArgumentException("authorisation.txt:" + number + ": " + line
                    + " (expected: METHOD path [Header:value] [{\"body\":1}] and " + Who.values().length + " codes)");
        }
        var headers = new LinkedHashMap<String, String>();
        var body = "";
        for (var word : Arrays.copyOfRange(words, 2, first)) {
            var header = HEADER.matcher(word);
            if (header.matches()) {
                headers.put(header.group(1), header.group(2));
            } else {
                body = word;
            }
        }
        var codes = new EnumMap<Who, Integer>(Who.class);
        var codeWords = Arrays.asList(words).subList(first, words.length).iterator();
        for (var who : Who.values()) {
            codes.put(who, Integer.valueOf(codeWords.next()));
        }
        var once = words[0].endsWith("!");
        return new Expectation(service, words[0].replace("!", ""), words[1], once, headers, body, codes, number);
    }

    /// The operation's name as the OpenAPI document has it.
    String operation() {
        var route = VARIABLE.matcher(path).replaceAll("{$1}");
        var query = route.indexOf('?');
        return method + " " + (query < 0 ? route : route.substring(0, query));
    }

    String pathWith(UnaryOperator<String> things) {
        return filled(VARIABLE.matcher(path).replaceAll("<$2>"), things);
    }

    String bodyWith(UnaryOperator<String> things) {
        return filled(body, things);
    }

    private static String filled(String text, UnaryOperator<String> things) {
        return THING.matcher(text).replaceAll(it -> things.apply(it.group(1)));
    }

    @Override
    public String toString() {
        return service + " " + method + " " + path + (body.isEmpty() ? "" : " " + body);
    }

    private static String text() {
        try (var file = Objects.requireNonNull(Expectation.class.getResourceAsStream(FILE), FILE)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
