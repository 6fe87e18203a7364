package dev.tradewind.catalog.products;

import dev.tradewind.web.Refusal;

/// Another product of the organisation has the number already.
final class SkuTaken extends Refusal {

    private static final long serialVersionUID = 1L;

    SkuTaken(String sku) {
        super(Kind.CONFLICT, "sku-taken", "Another product has the SKU " + sku + ".");
    }
}
