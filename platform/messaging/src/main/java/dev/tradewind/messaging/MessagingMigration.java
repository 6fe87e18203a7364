package dev.tradewind.messaging;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// Brings the tables of messaging up to date, with a history of its own, so that its versions and those of the
/// service never meet. Whatever uses those tables asks for this first.
class MessagingMigration {

    MessagingMigration(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/messaging")
                .table("flyway_messaging_history")
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .connectRetries(30)
                .connectRetriesInterval(2)
                .load()
                .migrate();
    }
}
