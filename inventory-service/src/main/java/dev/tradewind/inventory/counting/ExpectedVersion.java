package dev.tradewind.inventory.counting;

import dev.tradewind.inventory.domain.Stock;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The stock that a caller believes to change: the entity tags of an `If-Match` header, or none of his business.
record ExpectedVersion(@Nullable String ifMatch) {

    static ExpectedVersion of(@Nullable String ifMatch) {
        return new ExpectedVersion(ifMatch);
    }

    static String tag(Stock stock) {
        return "\"" + stock.version() + "\"";
    }

    void check(Stock stock) {
        if (ifMatch != null
                && !ifMatch.strip().equals("*")
                && Arrays.stream(ifMatch.split(",")).map(String::strip).noneMatch(tag(stock)::equals)) {
            throw new StaleStock(stock.productId());
        }
    }
}
