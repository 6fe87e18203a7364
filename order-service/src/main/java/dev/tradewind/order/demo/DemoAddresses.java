package dev.tradewind.order.demo;

import dev.tradewind.order.domain.Address;
import dev.tradewind.order.persistence.Rows;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Reads its part of the demo file. A customer who has an address already keeps it.
@Component
@ConditionalOnProperty("tradewind.demo.file")
class DemoAddresses implements ApplicationRunner {

    private record Demo(List<Account> accounts) {}

    private record Account(UUID id, @Nullable Address address) {

        Address home() {
            return Objects.requireNonNull(address, "address");
        }
    }

    private final Path file;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    DemoAddresses(@Value("${tradewind.demo.file}") Path file, JdbcClient jdbc, JsonMapper json) {
        this.file = file;
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        var demo = json.readValue(file.toFile(), Demo.class);
        var rows = new Rows<>(
                demo.accounts().stream().filter(it -> it.address() != null).toList());
        jdbc.sql("""
            insert into customer_addresses
                (id, customer_id, is_default, name, line1, line2, city, region, postal_code, country)
            select a.customer, a.customer, true, a.name, a.line1, a.line2, a.city, a.region, a.postal_code, a.country
            from unnest(:customers::uuid[], :names::text[], :lines1::text[], :lines2::text[], :cities::text[],
                        :regions::text[], :postalCodes::text[], :countries::text[])
                as a (customer, name, line1, line2, city, region, postal_code, country)
            on conflict do nothing
            """)
                .param("customers", rows.texts(Account::id))
                .param("names", rows.texts(it -> it.home().name()))
                .param("lines1", rows.texts(it -> it.home().line1()))
                .param("lines2", rows.texts(it -> it.home().line2()))
                .param("cities", rows.texts(it -> it.home().city()))
                .param("regions", rows.texts(it -> it.home().region()))
                .param("postalCodes", rows.texts(it -> it.home().postalCode()))
                .param("countries", rows.texts(it -> it.home().country()))
                .update();
    }
}
