package dev.tradewind.auth.sessions;

import dev.tradewind.auth.accounts.Accounts;
import dev.tradewind.auth.domain.Account;
import dev.tradewind.auth.domain.WrongCredentials;
import dev.tradewind.auth.sealing.Secrets;
import dev.tradewind.messaging.Ids;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// Sessions begin and are renewed. The database is the truth about them.
@Repository
public class Sessions {

    private static final Logger log = LoggerFactory.getLogger(Sessions.class);
    private static final int FAMILY_BYTES = 32;

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final RefreshTokens tokens;
    private final Endings endings;
    private final SessionProperties settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Sessions(
            JdbcClient jdbc,
            Accounts accounts,
            RefreshTokens tokens,
            Endings endings,
            SessionProperties settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.tokens = tokens;
        this.endings = endings;
        this.settings = settings;
        this.clock = clock;
    }

    /// @param account as it is now: the roles that count from here on
    public record Renewable(Account account, UUID id, String refreshToken, Instant expiresAt) {

        @Override
        public String toString() {
            return "Renewable[" + id + "]";
        }
    }

    /// Locks the account, so that nobody begins a session while it is being closed.
    @Transactional
    public Renewable begin(UUID accountId, Device device) {
        var account = accounts.lock(accountId).orElseThrow(WrongCredentials::new);
        var id = Ids.next();
        var family = new byte[FAMILY_BYTES];
        random.nextBytes(family);
        var token = tokens.of(id, family, 0);
        var now = clock.instant();
        var expiry = now.plus(settings.lifetime());
        jdbc.sql("""
            insert into sessions (id, account_id, family, refresh_digest, user_agent, address,
                                  started_at, seen_at, expires_at)
            values (:id, :account, :family, :digest, :userAgent, :address, :now, :now, :expiry)
            """)
                .param("id", id)
                .param("account", accountId)
                .param("family", family)
                .param("digest", Secrets.digest(token))
                .param("userAgent", device.userAgent())
                .param("address", device.address())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expiry", expiry.atOffset(ZoneOffset.UTC))
                .update();
        return new Renewable(account, id, token, expiry);
    }

    /// The next tokens of a session for its newest refresh token, or the same ones again for a client that missed the
    /// answer a moment ago. Whoever else shows a token that was replaced has stolen it or was stolen from, so
    /// nobody goes on with that session.
    ///
    /// The row's lock decides once, however many come at the same time.
    ///
    /// @return empty when the token is good for nothing
    @Transactional
    public Optional<Renewable> renew(String token) {
        return RefreshTokens.read(token)
                .flatMap(presented -> lock(presented.sessionId())
                        .filter(it -> tokens.isGenuine(presented, it.family()))
                        .flatMap(it -> renew(it, presented.generation())));
    }

    private Optional<Renewable> renew(Row session, int generation) {
        var now = clock.instant();
        if (generation == session.generation()) {
            return Optional.of(rotated(session, now));
        }
        var rotatedAt = session.rotatedAt();
        if (generation == session.generation() - 1
                && rotatedAt != null
                && now.isBefore(rotatedAt.plus(settings.retry()))) {
            return Optional.of(session.renewable(tokens));
        }
        log.atWarn()
                .addKeyValue("accountId", session.account().id())
                .addKeyValue("sessionId", session.id())
                .log("A replaced refresh token was used again");
        endings.end(session.account().id(), session.id(), "refresh-token-reused");
        return Optional.empty();
    }

    private Renewable rotated(Row session, Instant now) {
        var next = session.next();
        var renewable = next.renewable(tokens);
        jdbc.sql("""
            update sessions
            set generation = :generation, refresh_digest = :digest, rotated_at = :now, seen_at = :now
            where id = :id
            """)
                .param("generation", next.generation())
                .param("digest", Secrets.digest(renewable.refreshToken()))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", session.id())
                .update();
        return renewable;
    }

    /// The account first, as everywhere.
    private Optional<Row> lock(UUID sessionId) {
        return jdbc.sql("select account_id from sessions where id = :id")
                .param("id", sessionId)
                .query(UUID.class)
                .optional()
                .flatMap(accounts::lock)
                .flatMap(account -> lock(sessionId, account));
    }

    private Optional<Row> lock(UUID sessionId, Account account) {
        var now = clock.instant();
        return jdbc.sql("""
            select family, generation, rotated_at, expires_at
            from sessions
            where id = :id and ended_at is null and expires_at > :now and seen_at > :idleSince
            for update
            """)
                .param("id", sessionId)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("idleSince", now.minus(settings.idle()).atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Row(
                        account,
                        sessionId,
                        row.getBytes("family"),
                        row.getInt("generation"),
                        instant(row, "rotated_at"),
                        row.getTimestamp("expires_at").toInstant()))
                .optional();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
    private record Row(
            Account account,
            UUID id,
            byte[] family,
            int generation,
            @Nullable Instant rotatedAt,
            Instant expiresAt) {

        Row next() {
            return new Row(account, id, family, generation + 1, rotatedAt, expiresAt);
        }

        Renewable renewable(RefreshTokens tokens) {
            return new Renewable(account, id, tokens.of(id, family, generation), expiresAt);
        }
    }
}
