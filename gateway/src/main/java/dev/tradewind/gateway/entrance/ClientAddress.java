package dev.tradewind.gateway.entrance;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/// Where a request comes from: the socket says so. Only a proxy that the configuration trusts may say otherwise.
@Component
public class ClientAddress {

    private static final String ATTRIBUTE = ClientAddress.class.getName();
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int WHOLE_V4 = 32;
    private static final int WHOLE_V6 = 128;

    private final List<IpSubnetFilterRule> trusted;

    /// @param proxies addresses or networks (`10.0.0.0/8`)
    ClientAddress(@Value("${tradewind.gateway.trusted-proxies:}") List<String> proxies) {
        this.trusted = proxies.stream()
                .filter(it -> !it.isBlank())
                .map(it -> rule(it.strip()))
                .toList();
    }

    /// As [TrustedHeaders] has found it.
    public static String of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, "unknown");
    }

    String remember(ServerWebExchange exchange) {
        var address = find(exchange.getRequest());
        exchange.getAttributes().put(ATTRIBUTE, address);
        return address;
    }

    boolean cameThroughAProxy(ServerHttpRequest request) {
        return isTrusted(request.getRemoteAddress());
    }

    /// The last address in the list that no trusted proxy has, because further to the left anybody may have written.
    private String find(ServerHttpRequest request) {
        var peer = request.getRemoteAddress();
        if (peer == null || peer.getAddress() == null) {
            return "unknown";
        }
        var address = peer.getAddress().getHostAddress();
        if (!isTrusted(peer)) {
            return address;
        }
        var named = request.getHeaders().getValuesAsList(FORWARDED_FOR);
        for (var each : named.reversed()) {
            var parsed = parse(each);
            if (parsed == null) {
                return address;
            }
            address = parsed.getHostAddress();
            if (!isTrusted(new InetSocketAddress(parsed, 0))) {
                return address;
            }
        }
        return address;
    }

    private boolean isTrusted(@Nullable InetSocketAddress address) {
        if (trusted.isEmpty() || address == null) {
            return false;
        }
        for (var rule : trusted) {
            if (rule.matches(address)) {
                return true;
            }
        }
        return false;
    }

    private static IpSubnetFilterRule rule(String proxy) {
        var parts = proxy.split("/", 2);
        var address = parse(parts[0]);
        if (address == null) {
            throw new IllegalArgumentException("trusted proxy: " + proxy + " (expected: an address or a network)");
        }
        var whole = address.getAddress().length == Integer.BYTES ? WHOLE_V4 : WHOLE_V6;
        return new IpSubnetFilterRule(
                address, parts.length == 2 ? Integer.parseInt(parts[1]) : whole, IpFilterRuleType.ACCEPT);
    }

    /// Never asks a name server.
    private static @Nullable InetAddress parse(String text) {
        var bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(Arrays.toString(bytes), impossible);
        }
    }
}
