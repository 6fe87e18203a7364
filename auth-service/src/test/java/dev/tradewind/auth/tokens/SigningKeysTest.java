package dev.tradewind.auth.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tradewind.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SigningKeysTest {

    private static final String SECRET = "a secret of some length";
    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final DriverManagerDataSource SOURCE =
            new DriverManagerDataSource(DATABASE.url(), DATABASE.name(), DATABASE.password());

    private final JdbcClient jdbc = JdbcClient.create(SOURCE);

    @BeforeAll
    static void migrate() {
        Flyway.configure().dataSource(SOURCE).load().migrate();
    }

    @AfterAll
    static void drop() {
        DATABASE.drop();
    }

    @Test
    void allInstancesSignWithTheSameKeyAndARestartKeepsIt() {
        var first = new SigningKeys(jdbc, SECRET).current();
        var second = new SigningKeys(jdbc, SECRET).current();

        assertThat(second.getKeyID()).isEqualTo(first.getKeyID());
        assertThat(jdbc.sql("select count(*) from signing_keys")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void theDatabaseAloneSignsNothing() {
        var keys = new SigningKeys(jdbc, SECRET);

        assertThat(keys.current().isPrivate()).isTrue();
        assertThat(jdbc.sql("select sealed from signing_keys")
                        .query((row, _) -> new String(row.getBytes("sealed"), StandardCharsets.ISO_8859_1))
                        .single())
                .doesNotContain("\"d\"", "RSA");
        assertThatIllegalStateException().isThrownBy(() -> new SigningKeys(jdbc, "another secret of some length"));
    }

    @Test
    void withoutASecretNothingStarts() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new SigningKeys(jdbc, ""))
                .withMessageContaining("TRADEWIND_AUTH_KEY_SECRET");
    }

    @Test
    void onlyPublicHalvesArePublished() {
        assertThat(new SigningKeys(jdbc, SECRET).published().containsNonPublicKeys())
                .isFalse();
    }
}
