package dev.tradewind.payment.stripe;

import com.stripe.net.Webhook;
import java.security.GeneralSecurityException;

/// Signs as Stripe does.
public final class StripeSigner {

    public static final String SECRET = "whsec_test";

    private StripeSigner() {}

    public static String sign(String body, String secret, long seconds) {
        try {
            return "t=" + seconds + ",v1=" + Webhook.Util.computeHmacSha256(secret, seconds + "." + body);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
