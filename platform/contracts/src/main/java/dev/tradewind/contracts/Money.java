package dev.tradewind.contracts;

/// An amount in the minor units of a currency: 29 990 of `BRL` is R$ 299,90.
///
/// @param amount minor units, never negative
/// @param currency three upper-case letters of ISO 4217
public record Money(long amount, String currency) {

    public Money {
        if (amount < 0) {
            throw new IllegalArgumentException("amount: " + amount + " (expected: >= 0)");
        }
        if (currency.length() != 3 || !currency.chars().allMatch(letter -> letter >= 'A' && letter <= 'Z')) {
            throw new IllegalArgumentException("currency: " + currency + " (expected: ISO 4217, such as BRL)");
        }
    }

    /// @throws IllegalArgumentException when the currencies differ
    /// @throws ArithmeticException when the sum does not fit
    public Money plus(Money other) {
        return new Money(Math.addExact(amount, sameCurrency(other).amount), currency);
    }

    /// @throws IllegalArgumentException when the currencies differ or less than nothing would be left
    public Money minus(Money other) {
        return new Money(Math.subtractExact(amount, sameCurrency(other).amount), currency);
    }

    /// @throws ArithmeticException when the product does not fit
    public Money times(int quantity) {
        return new Money(Math.multiplyExact(amount, (long) quantity), currency);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("currency: " + other.currency + " (expected: " + currency + ")");
        }
        return other;
    }
}
