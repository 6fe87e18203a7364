package dev.tradewind.notification.preferences;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tradewind.notification.domain.Kind;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Addresses by which whoever has a mail may stop more of its kind, without signing in. They hold for ever, and nothing
/// else can be done with them.
@Component
public class UnsubscribeLinks {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 16;
    private static final int MOST_CHARACTERS = 200;

    private final JdbcClient jdbc;
    private final URI gateway;
    private volatile @Nullable SecretKeySpec secret;

    record Subject(UUID accountId, Kind kind) {}

    /// @param gateway where the mail's reader reaches us
    UnsubscribeLinks(JdbcClient jdbc, @Value("${tradewind.public-url:${tradewind.security.issuer}}") URI gateway) {
        this.jdbc = jdbc;
        this.gateway = gateway;
    }

    public URI of(UUID accountId, Kind kind) {
        return gateway.resolve("/api/unsubscribe/" + token(new Subject(accountId, kind)));
    }

    /// Empty when we did not make it.
    Optional<Subject> read(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 2 || token.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        try {
            var said = Base64.getUrlDecoder().decode(parts[0]);
            var signature = Base64.getUrlDecoder().decode(parts[1]);
            if (said.length <= ID_BYTES || !MessageDigest.isEqual(signature, sign(said))) {
                return Optional.empty();
            }
            var bytes = ByteBuffer.wrap(said);
            var account = new UUID(bytes.getLong(), bytes.getLong());
            return Optional.of(new Subject(
                    account, Kind.valueOf(new String(Arrays.copyOfRange(said, ID_BYTES, said.length), UTF_8))));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private String token(Subject subject) {
        var kind = subject.kind().name().getBytes(UTF_8);
        var said = ByteBuffer.allocate(ID_BYTES + kind.length)
                .putLong(subject.accountId().getMostSignificantBits())
                .putLong(subject.accountId().getLeastSignificantBits())
                .put(kind)
                .array();
        var encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString(said) + "." + encoder.encodeToString(sign(said));
    }

    private byte[] sign(byte[] said) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret());
            return mac.doFinal(said);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// Made by whichever instance needs it first.
    private SecretKeySpec secret() {
        var known = secret;
        if (known == null) {
            var made = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(made);
            jdbc.sql("insert into made_secrets (name, secret) values ('unsubscribe', :made) on conflict do nothing")
                    .param("made", made)
                    .update();
            var kept = jdbc.sql("select secret from made_secrets where name = 'unsubscribe'")
                    .query((row, _) -> row.getBytes(1))
                    .single();
            known = new SecretKeySpec(kept, ALGORITHM);
            secret = known;
        }
        return known;
    }
}
