package dev.tradewind.notification.wording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.contracts.Money;
import dev.tradewind.contracts.OrderEvent.OrderPlaced.Line;
import dev.tradewind.notification.domain.Kind;
import dev.tradewind.notification.domain.Matter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Every mail as somebody gets it lies in `src/test/resources/mails`, to be read in a review. After a change of words
/// run
/// once with `-Dtradewind.mails=write` and look at the difference.
class WordingTest {

    private static final Path MAILS = Path.of("src/test/resources/mails");
    private static final UUID ID = new UUID(0x0190_0000_0000_7000L, 0x8000_0000_0000_0001L);

    private final Wording wording = new Wording();

    static Stream<Arguments> mails() {
        return Wording.languages().stream()
                .flatMap(language -> Arrays.stream(Kind.values()).map(kind -> Arguments.of(language, kind)));
    }

    @ParameterizedTest
    @MethodSource("mails")
    void T5_everyMailIsAsItLiesInTheFolder(String language, Kind kind) throws IOException {
        var letter = wording.letter(kind, matter(kind), reader(language), null);

        compare(language + "/" + kind.word() + ".txt", letter.subject() + "\n\n" + letter.text());
        compare(language + "/" + kind.word() + ".html", letter.html());
    }

    @ParameterizedTest
    @CsvSource({
        "29990, BRL, en, 299.90 BRL",
        "129990, BRL, pt-BR, '1.299,90 BRL'",
        "29990, KRW, ko, '29,990 KRW'",
        "5, EUR, en, 0.05 EUR"
    })
    void moneyIsWrittenInTheUnitsPeoplePayIn(long amount, String currency, String language, String text) {
        var matter = Matter.ofOrder(null, null, new Money(amount, currency), List.of());

        assertThat(wording.notice(Kind.ORDER_CONFIRMED, matter, reader(language))
                        .body())
                .contains(text);
    }

    @ParameterizedTest
    @CsvSource({
        "out-of-stock, Something you ordered is sold out.",
        "payment-declined, Your payment was declined.",
        "a-reason-of-tomorrow, We cannot fulfil it at the moment."
    })
    void aRejectionSaysWhyInWords(String reason, String text) {
        var notice = wording.notice(Kind.ORDER_REJECTED, order().because(reason), reader("en"));

        assertThat(notice.body()).startsWith(text).doesNotContain(reason);
    }

    @Test
    void whatIsFilledInIsNotATemplateItself() {
        var hostile = Matter.ofOrder("${title} [[${title}]]", "{total} $1 \\", new Money(5, "EUR"), List.of())
                .told(null, "</td><script>alert(1)</script> [(${name})]");

        var letter = wording.letter(Kind.ORDER_UPDATED, hostile, reader("en"), null);

        assertThat(letter.subject()).isEqualTo("News about your order – {total} $1 \\");
        assertThat(letter.text()).contains("Store: ${title} [[${title}]]", "[(${name})]");
        assertThat(letter.html()).contains("&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    void aSubjectIsOneLineWhateverWentIntoIt() {
        var letter = wording.letter(
                Kind.PROMOTION, Matter.written("Hats", "Sale\r\nBcc: everybody@else.test", "Now"), reader("en"), null);

        assertThat(letter.subject()).isEqualTo("Sale Bcc: everybody@else.test");
    }

    @Test
    void aLanguageWeDoNotSpeakIsAnsweredInEnglish() {
        assertThat(wording.notice(Kind.ORDER_CONFIRMED, order(), reader("tlh")).title())
                .isEqualTo(wording.notice(Kind.ORDER_CONFIRMED, order(), reader(null))
                        .title())
                .isEqualTo("Your order is confirmed");
    }

    static Reader reader(@Nullable String language) {
        var zone = language == null || language.equals("en")
                ? ZoneOffset.UTC
                : ZoneId.of(language.equals("ko") ? "Asia/Seoul" : "America/Sao_Paulo");
        return new Reader("Ana Lima", language, zone, "https://shop.example/api/unsubscribe/token");
    }

    static Matter order() {
        return Matter.ofOrder(
                "Hats & More",
                "SF-7",
                new Money(12_980, "BRL"),
                List.of(
                        new Line(ID, "Sun hat <straw>", new Money(1_990, "BRL"), 2),
                        new Line(ID, "Umbrella", new Money(9_000, "BRL"), 1)));
    }

    static Matter matter(Kind kind) {
        var estimate = Instant.parse("2026-11-21T18:30:00Z");
        var brief = order().withoutLines();
        return switch (kind) {
            case ORDER_PLACED, ORDER_CONFIRMED, ORDER_MODIFIED, REVIEW_REQUEST -> order();
            case ORDER_REJECTED -> brief.because("payment-declined");
            case ORDER_CANCELLED, ORDER_DELIVERED, ORDER_COMPLETED, ORDER_PACKED -> brief;
            case ORDER_PREPARING, ORDER_ON_ITS_WAY -> brief.told(estimate, null);
            case ORDER_UPDATED, ORDER_READY -> brief.told(estimate, "Please bring\nyour own bag.");
            case ORDER_SHIPPED -> brief.by("demo-post", "DP1");
            case PAYMENT_RECEIVED, PAYMENT_REFUNDED -> brief.amount(new Money(12_980, "BRL"));
            case PROMOTION -> Matter.written("Hats & More", "Summer sale", "All hats cost half until Sunday.");
        };
    }

    private static void compare(String name, String mail) throws IOException {
        var file = MAILS.resolve(name);
        if ("write".equals(System.getProperty("tradewind.mails"))) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, mail, StandardCharsets.UTF_8);
        }
        assertThat(mail).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
    }
}
