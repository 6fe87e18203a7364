package dev.tradewind.auth.closing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.auth.Client;
import dev.tradewind.auth.Client.Person;
import dev.tradewind.auth.Ear;
import dev.tradewind.auth.OnRealServers;
import dev.tradewind.contracts.AccountEvent;
import dev.tradewind.contracts.AccountEvent.AccountClosed;
import dev.tradewind.contracts.AccountEvent.AccountErased;
import dev.tradewind.messaging.Ids;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@OnRealServers
class LeavingTest {

    private final Client client;
    private final JdbcClient jdbc;
    private final Erasing erasing;
    private final Ear ear;
    private final Person person;

    LeavingTest(@Autowired Client client, @Autowired JdbcClient jdbc, @Autowired Erasing erasing, @Autowired Ear ear) {
        this.client = client;
        this.jdbc = jdbc;
        this.erasing = erasing;
        this.ear = ear;
        this.person = client.newcomer(Client.PANTRY);
    }

    @Test
    void F7_aClosedAccountLetsNobodyInAndIsErasedAfterThirtyDays() {
        var login = client.login(person);
        client.send("POST", "/api/me/addresses", login.text("accessToken"), """
            {"name": "Ana", "line1": "Rua 1", "city": "Rio", "postalCode": "1", "country": "BR"}""");

        assertThat(client.send("DELETE", "/api/me", login.text("accessToken"), null, "If-Match", "\"7\"")
                        .status())
                .isEqualTo(412);
        assertThat(client.send("DELETE", "/api/me", login.text("accessToken"), null)
                        .status())
                .isEqualTo(204);

        assertThat(client.login(person).status()).isEqualTo(401);
        assertThat(client.refresh(login.text("refreshToken")).status()).isEqualTo(401);
        assertThat(client.get("/api/me", login.text("accessToken")).status()).isEqualTo(401);
        var closed = ear.await(person.id(), AccountClosed.class, 1).getFirst();
        assertThat(Duration.between(closed.occurredAt(), closed.eraseAt())).isEqualTo(Duration.ofDays(30));
        erasing.eraseAllDue();
        assertThat(stored()).contains(person.email());

        jdbc.sql("update accounts set erase_at = now() - interval '1 second' where id = :id")
                .param("id", person.id())
                .update();
        erasing.eraseAllDue();
        erasing.eraseAllDue();

        assertThat(stored()).isEqualTo("erased-" + person.id() + "@erased.invalid|||0|0");
        ear.await(person.id(), AccountErased.class, 1);
        var numbers =
                ear.about(person.id()).stream().map(AccountEvent::sequence).toList();
        assertThat(numbers)
                .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
        assertThat(client.send("POST", "/api/auth/register", null, """
            {"email": "%s", "password": "tradewind-demo", "name": "Ana"}""".formatted(person.email()))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void theLastAdminStays() {
        var organization = Ids.next();
        jdbc.sql("insert into organizations (id, slug, name) values (:id, :slug, 'Small')")
                .param("id", organization)
                .param("slug", "small-" + organization.toString().substring(24))
                .update();
        var first = client.login(client.newcomer(organization, "ADMIN")).text("accessToken");

        var alone = client.send("DELETE", "/api/me", first, null);
        assertThat(alone.status()).isEqualTo(409);
        assertThat(alone.text("type")).isEqualTo("/problems/last-admin");

        client.newcomer(organization, "ADMIN");
        assertThat(client.send("DELETE", "/api/me", first, null).status()).isEqualTo(204);
    }

    private String stored() {
        return jdbc.sql("""
            select email || '|' || coalesce(password_hash, '') || '|' || name || coalesce(phone, '') || '|'
                   || (select count(*) from addresses where account_id = a.id) || '|'
                   || (select count(*) from sessions where account_id = a.id)
            from accounts a where id = :id
            """).param("id", person.id()).query(String.class).single();
    }
}
