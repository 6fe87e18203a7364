package dev.tradewind.catalog.importing;

import dev.tradewind.web.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line that is no product.
final class BadLine extends Refusal {

    private static final long serialVersionUID = 1L;

    private final @Nullable String sku;
    private final transient List<Wrong> wrong;

    BadLine(String code, String detail, @Nullable String sku, List<Wrong> wrong) {
        super(Kind.UNPROCESSABLE, code, detail);
        this.sku = sku;
        this.wrong = List.copyOf(wrong);
    }

    @Nullable
    String sku() {
        return sku;
    }

    @Override
    public List<Wrong> wrong() {
        return wrong;
    }
}
