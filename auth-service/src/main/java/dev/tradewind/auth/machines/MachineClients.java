package dev.tradewind.auth.machines;

import dev.tradewind.web.Scope;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The machine clients that were not revoked. Whose they are is part of every question.
@Repository
class MachineClients {

    private static final String COLUMNS = "id, organization_id, name, scopes, created_at, secret_digest";

    private final JdbcClient jdbc;

    MachineClients(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// A client and the digest of its secret.
    @SuppressWarnings("ArrayRecordComponent") // compared in constant time only
    record Known(MachineClient client, byte[] secretDigest) {}

    void add(MachineClient client, byte[] secretDigest, UUID createdBy) {
        jdbc.sql("""
            insert into machine_clients (id, organization_id, name, scopes, secret_digest, created_by, created_at)
            values (:id, :organization, :name, :scopes, :digest, :creator, :now)
            """)
                .param("id", client.id())
                .param("organization", client.organizationId())
                .param("name", client.name())
                .param("scopes", client.scopes().stream().map(Scope::word).toArray(String[]::new))
                .param("digest", secretDigest)
                .param("creator", createdBy)
                .param("now", client.createdAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Known> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from machine_clients where id = :id and revoked_at is null")
                .param("id", id)
                .query((row, _) -> new Known(client(row), row.getBytes("secret_digest")))
                .optional();
    }

    /// In the order of their making.
    List<MachineClient> of(UUID organizationId, UUID after, int limit) {
        return jdbc.sql("select " + COLUMNS + """
             from machine_clients
            where organization_id = :organization and revoked_at is null and id > :after
            order by id limit :limit
            """)
                .param("organization", organizationId)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> client(row))
                .list();
    }

    /// @return whether there was such a client to revoke
    boolean revoke(UUID organizationId, UUID id, Instant now) {
        return jdbc.sql("""
            update machine_clients set revoked_at = :now
            where id = :id and organization_id = :organization and revoked_at is null
            """)
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .param("id", id)
                        .param("organization", organizationId)
                        .update()
                == 1;
    }

    private static MachineClient client(ResultSet row) throws SQLException {
        return new MachineClient(
                row.getObject("id", UUID.class),
                row.getObject("organization_id", UUID.class),
                row.getString("name"),
                scopes(row.getArray("scopes")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static Set<Scope> scopes(Array words) throws SQLException {
        return Arrays.stream((String[]) words.getArray())
                .flatMap(it -> Scope.named(it).stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
