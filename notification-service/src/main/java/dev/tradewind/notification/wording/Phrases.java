package dev.tradewind.notification.wording;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.contracts.Money;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Our own words in one language. What a language does not say is said in English.
final class Phrases {

    private static final Pattern BLANK = Pattern.compile("\\{(\\w+)}");
    private static final String FALLBACK = "en";
    private static final Map<String, Phrases> LANGUAGES = all();

    private final Locale locale;
    private final Properties phrases;

    private Phrases(Locale locale, Properties phrases) {
        this.locale = locale;
        this.phrases = phrases;
    }

    static List<String> languages() {
        return List.copyOf(LANGUAGES.keySet());
    }

    /// English where the language is none of ours or was never chosen.
    static Phrases in(@Nullable String language) {
        return Objects.requireNonNull(
                LANGUAGES.getOrDefault(Objects.requireNonNullElse(language, FALLBACK), LANGUAGES.get(FALLBACK)));
    }

    Locale locale() {
        return locale;
    }

    boolean has(String key) {
        return phrases.getProperty(key) != null;
    }

    /// A phrase with its blanks filled in; what is filled in is not a phrase itself.
    String say(String key, Map<String, String> values) {
        return BLANK.matcher(say(key))
                .replaceAll(blank -> Matcher.quoteReplacement(Objects.requireNonNull(
                        values.get(blank.group(1)), () -> "No value for " + blank.group() + " in " + key)));
    }

    String say(String key) {
        return Objects.requireNonNull(phrases.getProperty(key), () -> "No phrase " + key);
    }

    /// In the units people pay in.
    String amount(Money money) {
        var digits = Math.max(Currency.getInstance(money.currency()).getDefaultFractionDigits(), 0);
        var format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(money.amount(), digits)) + " " + money.currency();
    }

    String time(Instant time, ZoneId zone) {
        return DateTimeFormatter.ofPattern(say("time"), locale).format(time.atZone(zone)) + " ("
                + (zone.getId().equals("Z") ? "UTC" : zone.getId()) + ")";
    }

    private static Map<String, Phrases> all() {
        var english = read(FALLBACK, null);
        var all = new LinkedHashMap<String, Phrases>();
        all.put(FALLBACK, new Phrases(Locale.forLanguageTag(FALLBACK), english));
        for (var language : List.of("pt-BR", "ko")) {
            all.put(language, new Phrases(Locale.forLanguageTag(language), read(language, english)));
        }
        return all;
    }

    private static Properties read(String language, @Nullable Properties fallback) {
        var phrases = fallback == null ? new Properties() : new Properties(fallback);
        var file = "/phrases/" + language + ".properties";
        try (var stream = Objects.requireNonNull(Phrases.class.getResourceAsStream(file), file)) {
            phrases.load(new InputStreamReader(stream, UTF_8));
            return phrases;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
