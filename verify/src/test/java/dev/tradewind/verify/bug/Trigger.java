package dev.tradewind.verify.bug;

import dev.tradewind.verify.suite.Database;

/// A bug written as a trigger: it makes the database do what wrong code would have done.
final class Trigger implements AutoCloseable {

    private final Database database;
    private final String table;

    private Trigger(Database database, String table) {
        this.database = database;
        this.table = table;
    }

    /// @param when such as `before insert`
    /// @param condition on `new` and `old`
    /// @param body what it does; it ends with `return`
    static Trigger on(Database database, String table, String when, String condition, String body) {
        database.update("create or replace function seeded_bug() returns trigger language plpgsql as $bug$ begin "
                + body + " end $bug$");
        database.update("create trigger seeded_bug " + when + " on " + table + " for each row when (" + condition
                + ") execute function seeded_bug()");
        return new Trigger(database, table);
    }

    @Override
    public void close() {
        database.update("drop trigger seeded_bug on " + table);
        database.update("drop function seeded_bug()");
        database.close();
    }
}
