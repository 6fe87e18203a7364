package dev.tradewind.auth.sessions;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpHeaders;

/// Where somebody is signed in, as far as we can tell.
///
/// @param address the client's, which the gateway tells us behind which we stand
public record Device(String userAgent, String address) {

    private static final int MAX_USER_AGENT = 200;
    private static final int MAX_ADDRESS = 45;

    public Device {
        userAgent = printable(userAgent, MAX_USER_AGENT);
        address = printable(address, MAX_ADDRESS);
    }

    public static Device of(HttpServletRequest request) {
        var userAgent = request.getHeader(HttpHeaders.USER_AGENT);
        return new Device(userAgent == null ? "unknown" : userAgent, request.getRemoteAddr());
    }

    private static String printable(String text, int longest) {
        var clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.substring(0, Math.min(clean.length(), longest));
    }
}
