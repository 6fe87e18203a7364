package dev.tradewind.auth.demo;

import dev.tradewind.auth.accounts.NewAccounts;
import dev.tradewind.auth.accounts.NewAccounts.Newcomer;
import dev.tradewind.auth.domain.Place;
import dev.tradewind.auth.passwords.Passwords;
import dev.tradewind.auth.profile.Addresses;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/// Lets the people of the demonstration in. Doing it again changes nothing.
@Component
@Profile("local")
@ConditionalOnProperty("tradewind.demo.file")
class DemoAccounts implements ApplicationRunner {

    private final Path file;
    private final JdbcClient jdbc;
    private final NewAccounts newAccounts;
    private final Addresses addresses;
    private final Passwords passwords;
    private final JsonMapper json;

    DemoAccounts(
            @Value("${tradewind.demo.file}") Path file,
            JdbcClient jdbc,
            NewAccounts newAccounts,
            Addresses addresses,
            Passwords passwords,
            JsonMapper json) {
        this.file = file;
        this.jdbc = jdbc;
        this.newAccounts = newAccounts;
        this.addresses = addresses;
        this.passwords = passwords;
        this.json = json;
    }

    record Demo(List<Organization> organizations, List<Person> accounts, String password) {

        record Organization(UUID id, String slug, String name) {}

        record Person(
                UUID id,
                String email,
                String name,
                @Nullable UUID organizationId,
                List<String> roles,
                @Nullable Place address) {}
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        var demo = json.readValue(file.toFile(), Demo.class);
        demo.organizations().forEach(this::add);
        // Everybody has the same password, so its slow hash is made once, and only for newcomers.
        var newcomers = demo.accounts().stream().filter(this::isNew).toList();
        if (!newcomers.isEmpty()) {
            var hash = passwords.hash(demo.password());
            newcomers.forEach(it -> add(it, hash));
        }
    }

    private void add(Demo.Organization organization) {
        jdbc.sql("""
            insert into organizations (id, slug, name) values (:id, :slug, :name) on conflict do nothing
            """)
                .param("id", organization.id())
                .param("slug", organization.slug())
                .param("name", organization.name())
                .update();
    }

    private boolean isNew(Demo.Person person) {
        return jdbc.sql("select count(*) from accounts where id = :id")
                        .param("id", person.id())
                        .query(Long.class)
                        .single()
                == 0;
    }

    private void add(Demo.Person person, String hash) {
        newAccounts.add(new Newcomer(
                person.id(), person.email(), person.name(), person.organizationId(), Set.copyOf(person.roles()), hash));
        if (person.address() != null) {
            addresses.add(person.id(), person.address(), true);
        }
    }
}
