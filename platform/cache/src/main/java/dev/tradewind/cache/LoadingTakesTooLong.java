package dev.tradewind.cache;

import org.springframework.dao.QueryTimeoutException;

/// Whoever loads the entry has not come back in time.
final class LoadingTakesTooLong extends QueryTimeoutException {

    private static final long serialVersionUID = 1L;

    LoadingTakesTooLong() {
        super("An entry of the cache is not loaded in time");
    }
}
