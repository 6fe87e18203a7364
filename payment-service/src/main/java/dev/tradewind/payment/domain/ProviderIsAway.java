package dev.tradewind.payment.domain;

/// A provider did not answer a question that is asked again later.
public final class ProviderIsAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ProviderIsAway(String provider, Throwable cause) {
        super(provider + " does not answer", cause);
    }
}
