package dev.tradewind.web.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tradewind.testing.TestTokens;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@OnTrial
class MachinesTest {

    private final int port;

    MachinesTest(@LocalServerPort int port) {
        this.port = port;
    }

    @Test
    void P3_aMachineDoesWhatItsScopeNamesAndNothingElseThatNeedsAToken() {
        var machine = new Client(port, machine("orders.read"));

        assertThat(machine.get("/numbers").status()).isEqualTo(403);
        assertThat(machine.get("/staff-room").status()).isEqualTo(403);
        assertThat(machine.get("/api/ops/sagas").status()).isEqualTo(403);
        // This application has no orders; that it says so means that the machine came in.
        assertThat(machine.get("/api/orders").status()).isEqualTo(404);
        assertThat(machine.get("/api/orders/1/events").status()).isEqualTo(404);
        assertThat(machine.get("/api/orders/1/refunds").status()).isEqualTo(403);
        assertThat(machine.get("/shelf/a").status()).isEqualTo(200);
    }

    @Test
    void P3_aTokenWithoutRoleOrWithAnUnknownScopeOpensNothing() {
        for (var scope : List.of("", "orders.write", "ORDERS_READ", "orders.readx")) {
            var machine = new Client(port, machine(scope));

            assertThat(machine.get("/api/orders").status()).as(scope).isEqualTo(403);
            assertThat(machine.get("/numbers").status()).as(scope).isEqualTo(403);
        }
    }

    private static String machine(String scope) {
        return TestTokens.changed(it -> it.claim("roles", List.of()).claim("scope", scope));
    }
}
