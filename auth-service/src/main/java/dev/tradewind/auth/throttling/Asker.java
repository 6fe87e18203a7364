package dev.tradewind.auth.throttling;

import dev.tradewind.auth.sealing.Secrets;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.Locale;

/// Who wants to sign in as whom, as far as it matters for counting: the account by a digest of its e-mail address,
/// known or not, and the client by its address, of IPv6 by the network that one customer has.
public record Asker(String account, String address) {

    private static final int IPV6_BYTES = 16;
    private static final int NETWORK_BYTES = 8;
    private static final int DIGEST_BYTES = 16;

    public static Asker of(String email, String address) {
        return new Asker(digest(email.toLowerCase(Locale.ROOT)), network(address));
    }

    private static String digest(String email) {
        return HexFormat.of().formatHex(Secrets.digest(email), 0, DIGEST_BYTES);
    }

    private static String network(String address) {
        try {
            var bytes = InetAddress.ofLiteral(address).getAddress();
            return bytes.length == IPV6_BYTES ? HexFormat.of().formatHex(bytes, 0, NETWORK_BYTES) : address;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
