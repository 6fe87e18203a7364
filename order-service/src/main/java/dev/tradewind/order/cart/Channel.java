package dev.tradewind.order.cart;

import org.jspecify.annotations.Nullable;

/// How somebody comes in.
enum Channel {
    WEB,
    API;

    /// @param fetchSite the header `Sec-Fetch-Site`, which browsers send with every request and no page can set
    static Channel of(@Nullable String fetchSite) {
        return fetchSite == null ? API : WEB;
    }
}
