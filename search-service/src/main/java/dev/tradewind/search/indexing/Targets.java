package dev.tradewind.search.indexing;

import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which indexes every change is written to, and which of them is read.
///
/// It is written down here and not asked of Elasticsearch, because a change counts as indexed only when all of these
/// have it, and that is decided together with what is written down of the listing.
@Repository
class Targets {

    private final JdbcClient jdbc;

    Targets(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param generation how often it was made
    record Target(String name, int generation, boolean isServing) {}

    List<Target> all() {
        return jdbc.sql("select name, generation, serving from product_indexes order by name")
                .query((row, _) ->
                        new Target(row.getString("name"), row.getInt("generation"), row.getBoolean("serving")))
                .list();
    }

    Optional<String> serving() {
        return jdbc.sql("select name from product_indexes where serving")
                .query((row, _) -> row.getString("name"))
                .optional();
    }

    /// The one that is read, and stays so until the transaction ends.
    String lockServing() {
        return jdbc.sql("select name from product_indexes where serving for update")
                .query((row, _) -> row.getString("name"))
                .single();
    }

    /// @return whether nobody else added the first one before
    boolean addFirst(String name) {
        return jdbc.sql("insert into product_indexes (name, serving) values (:name, true) on conflict do nothing")
                        .param("name", name)
                        .update()
                == 1;
    }

    void add(String name) {
        jdbc.sql("insert into product_indexes (name, serving) values (:name, false)")
                .param("name", name)
                .update();
    }

    /// @return whether it is still that one
    boolean madeAnew(Target target) {
        return jdbc.sql("""
                        update product_indexes set generation = generation + 1
                        where name = :name and generation = :generation
                        """)
                        .param("name", target.name())
                        .param("generation", target.generation())
                        .update()
                == 1;
    }

    /// @return whether it is one of them
    boolean serve(String name) {
        jdbc.sql("update product_indexes set serving = false where serving and name <> :name")
                .param("name", name)
                .update();
        return jdbc.sql("update product_indexes set serving = true where name = :name")
                        .param("name", name)
                        .update()
                == 1;
    }

    /// @return whether it was one of them that is not read
    boolean drop(String name) {
        return jdbc.sql("delete from product_indexes where name = :name and not serving")
                        .param("name", name)
                        .update()
                == 1;
    }

    /// Whether they are still these. None of them can be made anew before the transaction ends: what is written down
    /// in it is forgotten with the rest then. One that is added after this looks into the listings later still, and
    /// finds there whatever was sent without it.
    boolean areStill(List<Target> targets) {
        var now = jdbc.sql("select name, generation, serving from product_indexes order by name for share")
                .query((row, _) ->
                        new Target(row.getString("name"), row.getInt("generation"), row.getBoolean("serving")))
                .list();
        return now.equals(targets);
    }
}
