package dev.tradewind.auth.machines;

import dev.tradewind.auth.sealing.Secrets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Compares a machine's secret with its digest, so that a machine that asks for a token costs nearly nothing.
final class SecretCheck implements PasswordEncoder {

    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : HexFormat.of().formatHex(Secrets.digest(secret));
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String digest) {
        return secret != null
                && digest != null
                && MessageDigest.isEqual(Secrets.digest(secret), HexFormat.of().parseHex(digest));
    }
}
