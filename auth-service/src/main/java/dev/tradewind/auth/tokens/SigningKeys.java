package dev.tradewind.auth.tokens;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.tradewind.auth.sealing.Sealed;
import dev.tradewind.messaging.Ids;
import java.text.ParseException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The keys that tokens are signed with. Made once and kept in the database, so that all instances sign alike and
/// a restart makes no token worthless; private halves are encrypted with a secret the database does not know.
@Configuration
class SigningKeys {

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);
    private static final int BITS = 2048;
    private static final int SHORTEST_SECRET = 16;

    private final JdbcClient jdbc;
    private final Sealed sealed;
    private final List<RSAKey> keys;

    SigningKeys(JdbcClient jdbc, @Value("${tradewind.auth.key-secret:}") String secret) {
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalStateException("tradewind.auth.key-secret (TRADEWIND_AUTH_KEY_SECRET): " + secret.length()
                    + " characters (expected: >= " + SHORTEST_SECRET + ")");
        }
        this.jdbc = jdbc;
        this.sealed = new Sealed(secret);
        if (read().isEmpty()) {
            make();
        }
        this.keys = read();
    }

    /// The newest signs; older ones are published until the last token they signed has expired.
    RSAKey current() {
        return keys.getFirst();
    }

    JWKSet published() {
        return new JWKSet(List.copyOf(keys)).toPublicJWKSet();
    }

    /// This service verifies with its own keys and asks nobody.
    @Bean
    JWKSource<SecurityContext> ownKeys() {
        return new ImmutableJWKSet<>(published());
    }

    private List<RSAKey> read() {
        return jdbc.sql("select sealed from signing_keys order by made_at desc")
                .query((row, _) -> opened(row.getBytes("sealed")))
                .list();
    }

    /// Instances that start together may each make one; the one that is first in the table is everybody's.
    private void make() {
        var key = generated();
        var content = sealed.seal(key.toJSONString().getBytes(UTF_8));
        var made = jdbc.sql("""
            insert into signing_keys (key_id, sealed, generation, signs_from)
            select :id, :sealed, 1, now() where not exists (select from signing_keys)
            on conflict (generation) do nothing
            """)
                        .param("id", key.getKeyID())
                        .param("sealed", content)
                        .update()
                == 1;
        if (made) {
            log.atInfo().addKeyValue("keyId", key.getKeyID()).log("Made a signing key");
        }
    }

    private static RSAKey generated() {
        try {
            return new RSAKeyGenerator(BITS)
                    .keyID(Ids.next().toString())
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private RSAKey opened(byte[] content) {
        try {
            return RSAKey.parse(new String(sealed.open(content), UTF_8));
        } catch (ParseException broken) {
            throw new IllegalStateException("A signing key in the database is not a key", broken);
        }
    }
}
