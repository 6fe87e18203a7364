package dev.tradewind.web;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationInitializer;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// What only services with a database need.
@AutoConfiguration(after = {FlywayAutoConfiguration.class, JdbcClientAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass({DataSource.class, JdbcClient.class, Flyway.class})
class IdempotencyAutoConfiguration {

    @Bean
    Outages databaseOutages() {
        return thrown -> thrown instanceof DataAccessResourceFailureException
                || thrown instanceof TransientDataAccessException
                || thrown instanceof TransactionException;
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnBooleanProperty("tradewind.web.idempotency")
    @EnableScheduling
    static class OptedIn {

        /// Its own history, so that the migrations of a service and of the platform never wait for one another.
        @Bean
        IdempotencyKeys idempotencyKeys(
                JdbcClient jdbc,
                JsonMapper json,
                DataSource database,
                ObjectProvider<FlywayMigrationInitializer> migrationsOfTheService) {
            migrationsOfTheService.ifAvailable(_ -> {});
            Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:db/web")
                    .table("flyway_web_history")
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .load()
                    .migrate();
            return new IdempotencyKeys(jdbc, json);
        }

        @Bean
        Idempotency idempotency(
                IdempotencyKeys keys,
                PlatformTransactionManager transactions,
                Outages databaseOutages,
                JsonMapper json) {
            return new Idempotency(keys, new TransactionTemplate(transactions), databaseOutages, json);
        }
    }
}
