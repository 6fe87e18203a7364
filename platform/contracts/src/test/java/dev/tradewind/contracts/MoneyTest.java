package dev.tradewind.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @Test
    void amountsAddUpToTheMinorUnit() {
        assertThat(new Money(1990, "BRL").times(3).plus(new Money(1, "BRL"))).isEqualTo(new Money(5971, "BRL"));
    }

    @Test
    void whatDoesNotFitIsRefusedInsteadOfWrapped() {
        var all = new Money(Long.MAX_VALUE, "BRL");

        assertThatThrownBy(() -> all.plus(new Money(1, "BRL"))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> all.times(2)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void currenciesAreNeverMixed() {
        var real = new Money(5, "BRL");
        var dollar = new Money(5, "USD");

        assertThatIllegalArgumentException().isThrownBy(() -> real.plus(dollar));
        assertThatIllegalArgumentException().isThrownBy(() -> real.minus(dollar));
    }

    @Test
    void moneyIsNeverNegative() {
        var little = new Money(1, "BRL");
        var more = new Money(2, "BRL");

        assertThatIllegalArgumentException().isThrownBy(() -> new Money(-1, "BRL"));
        assertThatIllegalArgumentException().isThrownBy(() -> little.minus(more));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "BR", "brl", "BRLX", "B1L"})
    void aCurrencyIsThreeCapitals(String currency) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Money(1, currency));
    }
}
