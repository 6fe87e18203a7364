package dev.tradewind.verify.check;

import dev.tradewind.verify.suite.Database;
import dev.tradewind.verify.suite.Suite;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/// A copy of every service's tables, of every topic and of the products that are found in one database of its own, so
/// that one statement can compare what two services believe. The schemas are named after the services; messages are in
/// `kafka`, found products in `shelf`.
final class Evidence implements AutoCloseable {

    private final Database server;
    private final Database scratch;

    private Evidence(Database server, Database scratch) {
        this.server = server;
        this.scratch = scratch;
    }

    static Evidence gather(Suite suite) {
        var server = suite.database("auth");
        var evidence = new Evidence(
                server, suite.database("verify_" + ProcessHandle.current().pid()));
        evidence.discard();
        server.update("create database " + evidence.scratch.name());
        for (var service : Suite.DATABASES) {
            try (var database = suite.database(service)) {
                evidence.copy(service, database);
            }
        }
        evidence.gatherMessaging();
        try (var topics = new Topics(suite)) {
            topics.copyTo(evidence.scratch);
        }
        new Shelf(suite).copyTo(evidence.scratch);
        evidence.scratch.update("analyze");
        return evidence;
    }

    Database scratch() {
        return scratch;
    }

    /// One snapshot of all tables. Types of the service's own become text.
    private void copy(String service, Database database) {
        scratch.update("create schema \"" + service + "\"");
        database.update("begin isolation level repeatable read read only");
        var tables = database.rows("""
                select c.relname as name,
                       string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns,
                       string_agg(quote_ident(a.attname) || ' ' || case
                           when t.typtype = 'b' and t.typnamespace = 'pg_catalog'::regnamespace
                           then format_type(a.atttypid, null) else 'text' end, ', ' order by a.attnum) as definition
                  from pg_class c
                  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                  join pg_type t on t.oid = a.atttypid
                 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                   and c.relname not like 'flyway%'
                 group by c.relname
                """);
        for (var table : tables) {
            var target = "\"" + service + "\".\"" + table.text("name") + "\"";
            scratch.update("create unlogged table " + target + " (" + table.text("definition") + ")");
            copy(
                    database,
                    "copy (select " + table.text("columns") + " from \"" + table.text("name") + "\") to stdout",
                    "copy " + target + " from stdin");
        }
        database.update("commit");
    }

    /// The post offices of all services as one, in the schema `messaging`.
    private void gatherMessaging() {
        scratch.update("create schema messaging");
        for (var table : List.of("outbox", "relay_mark", "inbox", "parked_message")) {
            var parts = Suite.DATABASES.stream()
                    .filter(service -> scratch.has("\"" + service + "\"." + table))
                    .map(service -> "select '" + service + "' as service, * from \"" + service + "\"." + table)
                    .toList();
            scratch.update("create unlogged table messaging." + table + " as " + String.join(" union all ", parts));
        }
        scratch.update("create index on messaging.inbox (message_id, consumer_group)");
    }

    private void copy(Database from, String out, String in) {
        try {
            var reading = copies(from).copyOut(out);
            var writing = copies(scratch).copyIn(in);
            for (var row = reading.readFromCopy(); row != null; row = reading.readFromCopy()) {
                writing.writeToCopy(row, 0, row.length);
            }
            writing.endCopy();
        } catch (SQLException failed) {
            throw new IllegalStateException(from.name() + ": " + out, failed);
        }
    }

    static CopyManager copies(Database database) throws SQLException {
        return database.connection().unwrap(PGConnection.class).getCopyAPI();
    }

    private void discard() {
        scratch.close();
        server.update("drop database if exists " + scratch.name() + " with (force)");
    }

    @Override
    public void close() {
        discard();
        server.close();
    }
}
