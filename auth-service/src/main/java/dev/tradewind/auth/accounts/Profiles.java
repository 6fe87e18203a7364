package dev.tradewind.auth.accounts;

import dev.tradewind.auth.domain.NotFound;
import dev.tradewind.auth.domain.Profile;
import dev.tradewind.auth.sealing.SealedFields;
import dev.tradewind.web.ExpectedVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/// What is known of people; names and phones are sealed.
@Repository
public class Profiles {

    private static final String COLUMNS = "id, email, name, phone, organization_id, roles, version, created_at";

    private final JdbcClient jdbc;
    private final SealedFields fields;

    Profiles(JdbcClient jdbc, SealedFields fields) {
        this.jdbc = jdbc;
        this.fields = fields;
    }

    public Profile of(UUID accountId) {
        return jdbc.sql("select " + COLUMNS + " from accounts where id = :id and closed_at is null")
                .param("id", accountId)
                .query((row, _) -> profile(row))
                .optional()
                .orElseThrow(() -> new NotFound("account"));
    }

    /// @param after the id of the last one seen
    public List<Profile> members(UUID organizationId, UUID after, int rows) {
        return jdbc.sql("select " + COLUMNS + """
             from accounts
            where organization_id = :organization and closed_at is null and id > :after order by id limit :rows
            """)
                .param("organization", organizationId)
                .param("after", after)
                .param("rows", rows)
                .query((row, _) -> profile(row))
                .list();
    }

    /// @param name null leaves it
    /// @param phone null leaves it, an empty one takes it away
    @Transactional
    public Profile change(UUID accountId, ExpectedVersion expected, @Nullable String name, @Nullable String phone) {
        var now = jdbc.sql(
                        "select " + COLUMNS + " from accounts where id = :id and closed_at is null for no key update")
                .param("id", accountId)
                .query((row, _) -> profile(row))
                .optional()
                .orElseThrow(() -> new NotFound("account"));
        expected.check(now.version());
        var nextName = name == null ? now.name() : name.strip();
        var nextPhone = phone == null ? now.phone() : phone.isBlank() ? null : phone.strip();
        jdbc.sql("update accounts set name = :name, phone = :phone, version = version + 1 where id = :id")
                .param("name", fields.seal("name", accountId, nextName))
                .param("phone", nextPhone == null ? null : fields.seal("phone", accountId, nextPhone))
                .param("id", accountId)
                .update();
        return of(accountId);
    }

    private Profile profile(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var phone = row.getString("phone");
        return new Profile(
                id,
                row.getString("email"),
                fields.open("name", id, row.getString("name")),
                phone == null ? null : fields.open("phone", id, phone),
                row.getObject("organization_id", UUID.class),
                new TreeSet<>(List.of((String[]) row.getArray("roles").getArray())),
                row.getLong("version"),
                row.getTimestamp("created_at").toInstant());
    }
}
