package dev.tradewind.inventory.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/// The example that the specification of Standard Webhooks gives.
class SignedMessageTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private static final String TIME = "1614265330";
    private static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final Instant SENT = Instant.ofEpochSecond(1_614_265_330);

    @Test
    void F9_signsAsTheSpecificationSays() {
        assertThat(SignedMessage.sign(SECRET, ID, TIME, BODY)).isEqualTo(SIGNATURE);
        assertThat(new SignedMessage(ID, TIME, "v1,AAAA v2,x " + SIGNATURE).isFrom(SECRET, BODY, SENT))
                .isTrue();
    }

    @Test
    void F4_believesNothingElse() {
        var message = new SignedMessage(ID, TIME, SIGNATURE);

        assertThat(message.isFrom(SECRET, "{\"test\": 2432232315}".getBytes(UTF_8), SENT))
                .isFalse();
        assertThat(message.isFrom("whsec_b2xk", BODY, SENT)).isFalse();
        assertThat(message.isFrom(SECRET, BODY, SENT.plusSeconds(301))).isFalse();
        assertThat(message.isFrom(SECRET, BODY, SENT.minusSeconds(301))).isFalse();
        assertThat(new SignedMessage(ID, "soon", SIGNATURE).isFrom(SECRET, BODY, SENT))
                .isFalse();
        assertThat(new SignedMessage(ID, "9223372036854775807", SIGNATURE).isFrom(SECRET, BODY, SENT))
                .isFalse();
        assertThat(new SignedMessage("other", TIME, SIGNATURE).isFrom(SECRET, BODY, SENT))
                .isFalse();
    }

    @Test
    void F4_readsNoMoreThanTenSignatures() {
        var ten = "v1,AAAA ".repeat(9) + SIGNATURE;

        assertThat(new SignedMessage(ID, TIME, ten).isFrom(SECRET, BODY, SENT)).isTrue();
        assertThat(new SignedMessage(ID, TIME, "v1,AAAA " + ten).isFrom(SECRET, BODY, SENT))
                .isFalse();
    }
}
