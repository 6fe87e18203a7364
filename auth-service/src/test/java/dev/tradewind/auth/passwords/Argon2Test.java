package dev.tradewind.auth.passwords;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Argon2Test {

    /// Of "Grüße, 世界 🐙", made by another implementation with other parameters.
    private static final String FROM_ELSEWHERE =
            "$argon2id$v=19$m=15360,t=2,p=1$qAuJsTMYubrnHT+NQsEMUA$lpg7dZeKQnI/SnuIu4ujO/U+P9cmp8ttb/pIrCfSE4g";

    private final Argon2 argon2 = new Argon2();

    @Test
    void aPasswordFitsItsOwnHashOnly() {
        var hash = argon2.encode("Grüße, 世界 🐙");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(argon2.matches("Grüße, 世界 🐙", hash)).isTrue();
        assertThat(argon2.matches("Grüße, 世界", hash)).isFalse();
    }

    @Test
    void twoHashesOfOnePasswordDiffer() {
        assertThat(argon2.encode("tradewind")).isNotEqualTo(argon2.encode("tradewind"));
    }

    @Test
    void aHashFromElsewhereFitsItsPassword() {
        assertThat(argon2.matches("Grüße, 世界 🐙", FROM_ELSEWHERE)).isTrue();
        assertThat(argon2.matches("Grüße, 世界", FROM_ELSEWHERE)).isFalse();
    }

    @Test
    void aDamagedHashFitsNothing() {
        assertThat(argon2.matches("Grüße, 世界 🐙", FROM_ELSEWHERE.substring(0, 40)))
                .isFalse();
        assertThat(argon2.matches("tradewind", "not a hash")).isFalse();
    }
}
