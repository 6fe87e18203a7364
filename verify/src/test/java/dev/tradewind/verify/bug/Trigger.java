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
        var function = function(table);
        define(database, function, body);
        database.update("create or replace trigger seeded_bug " + when + " on " + table + " for each row when ("
                + condition + ") execute function " + function);
        return new Trigger(database, table);
    }

    /// The trigger stays and does nothing. To drop it takes a table and its partitions from whoever is reading them,
    /// in an order of its own, which ends in a deadlock.
    @Override
    public void close() {
        define(database, function(table), "return new;");
        database.close();
    }

    private static void define(Database database, String function, String body) {
        database.update("create or replace function " + function + " returns trigger language plpgsql as $bug$ begin "
                + body + " end $bug$");
    }

    private static String function(String table) {
        return "seeded_bug_of_" + table + "()";
    }
}
