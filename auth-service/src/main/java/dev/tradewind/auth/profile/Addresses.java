package dev.tradewind.auth.profile;

import dev.tradewind.auth.accounts.AccountNews;
import dev.tradewind.auth.accounts.Accounts;
import dev.tradewind.auth.accounts.PersonalData;
import dev.tradewind.auth.domain.Account;
import dev.tradewind.auth.domain.Conflict;
import dev.tradewind.auth.domain.NotFound;
import dev.tradewind.auth.domain.Place;
import dev.tradewind.auth.sealing.SealedFields;
import dev.tradewind.contracts.AccountEvent.AddressesChanged;
import dev.tradewind.messaging.Ids;
import dev.tradewind.web.ExpectedVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Where people want their goods, sealed as a whole. Whoever has addresses has exactly one that is the default.
@Repository
public class Addresses implements PersonalData {

    static final int MOST = 20;

    private final JdbcClient jdbc;
    private final SealedFields fields;
    private final JsonMapper json;
    private final Accounts accounts;
    private final AccountNews news;
    private final Clock clock;

    Addresses(JdbcClient jdbc, SealedFields fields, JsonMapper json, Accounts accounts, AccountNews news, Clock clock) {
        this.jdbc = jdbc;
        this.fields = fields;
        this.json = json;
        this.accounts = accounts;
        this.news = news;
        this.clock = clock;
    }

    record Address(UUID id, Place place, boolean isDefault, long version) {}

    List<Address> of(UUID accountId, UUID after, int rows) {
        return jdbc.sql("""
            select id, place, is_default, version from addresses
            where account_id = :account and id > :after order by id limit :rows
            """)
                .param("account", accountId)
                .param("after", after)
                .param("rows", rows)
                .query((row, _) -> address(row))
                .list();
    }

    Address of(UUID accountId, UUID id) {
        return jdbc.sql("select id, place, is_default, version from addresses where account_id = :account and id = :id")
                .param("account", accountId)
                .param("id", id)
                .query((row, _) -> address(row))
                .optional()
                .orElseThrow(() -> new NotFound("address"));
    }

    /// The first one is the default, whether it wants to be or not.
    @Transactional
    public UUID add(UUID accountId, Place place, boolean asDefault) {
        var account = lock(accountId);
        var there = jdbc.sql("select count(*) from addresses where account_id = :account")
                .param("account", accountId)
                .query(Integer.class)
                .single();
        if (there >= MOST) {
            throw Conflict.tooManyAddresses(MOST);
        }
        var id = Ids.next();
        var isDefault = asDefault || there == 0;
        if (isDefault) {
            clearDefault(accountId);
        }
        jdbc.sql("""
            insert into addresses (id, account_id, place, is_default, created_at)
            values (:id, :account, :place, :default, :now)
            """)
                .param("id", id)
                .param("account", accountId)
                .param("place", seal(id, place))
                .param("default", isDefault)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        tell(account);
        return id;
    }

    /// The default goes elsewhere when another address becomes it, not by saying that this one is none.
    @Transactional
    Address replace(UUID accountId, UUID id, ExpectedVersion expected, Place place, boolean asDefault) {
        var account = lock(accountId);
        var was = of(accountId, id);
        expected.check(was.version());
        if (asDefault && !was.isDefault()) {
            clearDefault(accountId);
        }
        jdbc.sql("""
            update addresses set place = :place, is_default = :default, version = version + 1 where id = :id
            """)
                .param("place", seal(id, place))
                .param("default", asDefault || was.isDefault())
                .param("id", id)
                .update();
        tell(account);
        return of(accountId, id);
    }

    @Transactional
    void remove(UUID accountId, UUID id, ExpectedVersion expected) {
        var account = lock(accountId);
        var was = of(accountId, id);
        expected.check(was.version());
        jdbc.sql("delete from addresses where id = :id").param("id", id).update();
        if (was.isDefault()) {
            jdbc.sql("""
                update addresses set is_default = true, version = version + 1
                where id = (select id from addresses where account_id = :account order by id limit 1)
                """).param("account", accountId).update();
        }
        tell(account);
    }

    private void tell(Account account) {
        news.tell(
                account.id(),
                number -> new AddressesChanged(account.id(), account.organizationId(), number, clock.instant()));
    }

    @Override
    public void erase(UUID accountId) {
        jdbc.sql("delete from addresses where account_id = :account")
                .param("account", accountId)
                .update();
    }

    /// Counts and defaults are decided one after the other.
    private Account lock(UUID accountId) {
        return accounts.lock(accountId).orElseThrow(() -> new NotFound("account"));
    }

    private void clearDefault(UUID accountId) {
        jdbc.sql("""
            update addresses set is_default = false, version = version + 1 where account_id = :account and is_default
            """).param("account", accountId).update();
    }

    private String seal(UUID id, Place place) {
        return fields.seal("place", id, json.writeValueAsString(place));
    }

    private Address address(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Address(
                id,
                json.readValue(fields.open("place", id, row.getString("place")), Place.class),
                row.getBoolean("is_default"),
                row.getLong("version"));
    }
}
