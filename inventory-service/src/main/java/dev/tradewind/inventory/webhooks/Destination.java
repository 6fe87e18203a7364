package dev.tradewind.inventory.webhooks;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Where a message may go: to the internet by TLS, never to a machine that only we can reach. Looked at anew before
/// every try, because names can be made to point elsewhere; the JVM keeps the answer for the moment of the call.
@Component
class Destination {

    private final WebhookSettings settings;

    Destination(WebhookSettings settings) {
        this.settings = settings;
    }

    /// Why nothing may be sent there; empty when it may.
    Optional<String> objection(URI url) {
        if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
            return Optional.of("must be an absolute URL without user and fragment");
        }
        var isHttp = "http".equals(url.getScheme()) && settings.privateAddresses();
        if (!"https".equals(url.getScheme()) && !isHttp) {
            return Optional.of("must be https");
        }
        try {
            var addresses = InetAddress.getAllByName(url.getHost());
            return settings.privateAddresses() || Arrays.stream(addresses).allMatch(Destination::isPublic)
                    ? Optional.empty()
                    : Optional.of("must not be a private address");
        } catch (UnknownHostException _) {
            return Optional.of("has a host that nobody knows");
        }
    }

    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return bytes.length == 4 ? isPublic4(bytes) : isPublic6(bytes);
    }

    /// This network, shared address space, protocol assignments, benchmarks and what is reserved.
    private static boolean isPublic4(byte[] bytes) {
        var first = bytes[0] & 0xff;
        var second = bytes[1] & 0xff;
        return first != 0
                && first < 240
                && !(first == 100 && second >= 64 && second < 128)
                && !(first == 192 && second == 0)
                && !(first == 198 && (second == 18 || second == 19));
    }

    /// Only global unicast (2000::/3) that carries no IPv4 address in it: neither 6to4 nor Teredo.
    private static boolean isPublic6(byte[] bytes) {
        var first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        var isTeredo = first == 0x2001 && bytes[2] == 0 && bytes[3] == 0;
        return (first & 0xe000) == 0x2000 && first != 0x2002 && !isTeredo;
    }
}
