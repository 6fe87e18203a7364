package dev.tradewind.inventory.warehouse;

import dev.tradewind.inventory.warehouse.PickList.Line;
import dev.tradewind.inventory.warehouse.PickList.Order;
import dev.tradewind.inventory.warehouse.PickList.Parcel;
import dev.tradewind.inventory.warehouse.PickList.Status;
import dev.tradewind.inventory.warehouse.PickList.Times;
import dev.tradewind.web.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Where pick lists are kept. Several are locked in the order of their ids, so nobody waits in a circle.
@Repository
class PickLists {

    private final JdbcClient jdbc;

    PickLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<PickList> lockOf(Collection<UUID> orders) {
        return withLines(
                jdbc.sql("select * from pick_list where order_id = any (:orders::uuid[]) order by id for update")
                        .param("orders", texts(orders, it -> it))
                        .query((row, _) -> list(row))
                        .list());
    }

    Optional<PickList> lock(UUID id, UUID organization) {
        return one(jdbc.sql("""
                        select * from pick_list
                        where id = :id and organization_id = :organization and status <> 'WAITING'
                        for update
                        """)
                .param("id", id)
                .param("organization", organization)
                .query((row, _) -> list(row))
                .list());
    }

    /// Those of all orders it carries.
    List<PickList> lockOf(Parcel parcel) {
        return withLines(jdbc.sql("""
                        select * from pick_list where carrier = :carrier and tracking_number = :number
                        order by id for update
                        """)
                .param("carrier", parcel.carrier())
                .param("number", parcel.trackingNumber())
                .query((row, _) -> list(row))
                .list());
    }

    /// Whether a list of the organisation has it. Until the transaction ends nobody else there can take it.
    boolean isUsed(Parcel parcel, UUID organization) {
        var key = "parcel:%s:%s:%s".formatted(organization, parcel.carrier(), parcel.trackingNumber());
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
                .param("key", key)
                .query(row -> {});
        return jdbc.sql("""
                        select exists (select from pick_list where organization_id = :organization
                                           and carrier = :carrier and tracking_number = :number)
                        """)
                .param("organization", organization)
                .param("carrier", parcel.carrier())
                .param("number", parcel.trackingNumber())
                .query(Boolean.class)
                .single();
    }

    Optional<PickList> ofOrder(UUID order) {
        return jdbc.sql("select * from pick_list where order_id = :order and status <> 'WAITING'")
                .param("order", order)
                .query((row, _) -> list(row))
                .optional();
    }

    /// The oldest first, so that whoever polls goes on where the last page ended.
    List<PickList> of(UUID organization, @Nullable Status status, PageRequest page) {
        var after = page.after();
        return withLines(jdbc.sql("""
                        select * from pick_list
                        where organization_id = :organization and status <> 'WAITING'
                          and (:status::text is null or status = :status::text)
                          and (made_at, id) > (:madeAt::timestamptz, :id::uuid)
                        order by made_at, id
                        limit :rows
                        """)
                .param("organization", organization)
                .param("status", status == null ? null : status.name(), Types.VARCHAR)
                .param("madeAt", after == null ? "-infinity" : after.instant(0).toString())
                .param(
                        "id",
                        after == null
                                ? new UUID(0, 0).toString()
                                : after.uuid(1).toString())
                .param("rows", page.rows())
                .query((row, _) -> list(row))
                .list());
    }

    /// When new lists of these organisations may be made from now on until the transaction ends: later than all that
    /// are there, and by nobody else meanwhile. So no list comes to be behind the cursor of somebody who polls.
    Instant timeToMake(Set<UUID> organizations, Instant now) {
        if (organizations.isEmpty()) {
            return now;
        }
        jdbc.sql("""
                select pg_advisory_xact_lock(hashtextextended('pick-lists:' || organization, 0))
                from (select organization from unnest(:organizations::uuid[]) as o (organization) order by 1) sorted
                """).param("organizations", texts(organizations, it -> it)).query(row -> {});
        var last = jdbc.sql("""
                select max(last.made_at) from unnest(:organizations::uuid[]) as o (organization) cross join lateral (
                    select made_at from pick_list
                    where organization_id = o.organization and status <> 'WAITING'
                    order by made_at desc limit 1) last
                """)
                .param("organizations", texts(organizations, it -> it))
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
        return last.filter(it -> !it.isBefore(now)).map(it -> it.plusMillis(1)).orElse(now);
    }

    /// One that is there already stays as it is.
    void add(List<PickList> lists) {
        if (lists.isEmpty()) {
            return;
        }
        var added = new HashSet<>(jdbc.sql("""
                insert into pick_list (id, order_id, organization_id, store_id, customer_id, order_number, status,
                                       sequence, heard, version, made_at)
                select id, order_id, organization_id, store_id, customer_id, order_number, 'WAITING', 0, heard, 1, made_at
                from unnest(:ids::uuid[], :orders::uuid[], :organizations::uuid[], :stores::uuid[], :customers::uuid[],
                            :numbers::text[], :heard::bigint[], :madeAt::timestamptz[])
                    as added (id, order_id, organization_id, store_id, customer_id, order_number, heard, made_at)
                order by order_id
                on conflict (order_id) do nothing
                returning id
                """)
                .param("ids", texts(lists, PickList::id))
                .param("orders", texts(lists, it -> it.order().id()))
                .param("organizations", texts(lists, it -> it.order().organizationId()))
                .param("stores", texts(lists, it -> it.order().storeId()))
                .param("customers", texts(lists, it -> it.order().customerId()))
                .param("numbers", texts(lists, it -> it.order().number()))
                .param("heard", texts(lists, PickList::heard))
                .param("madeAt", texts(lists, it -> it.times().madeAt()))
                .query((row, _) -> row.getObject("id", UUID.class))
                .list());
        addLines(lists.stream().filter(it -> added.contains(it.id())).toList());
    }

    /// @param changes the lists as they were locked, and as they are from now on
    void write(Map<PickList, PickList> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var lists = List.copyOf(changes.values());
        jdbc.sql("""
                update pick_list
                set status = c.status, carrier = c.carrier, tracking_number = c.tracking_number, sequence = c.sequence,
                    heard = c.heard, version = c.version, made_at = c.made_at, packed_at = c.packed_at,
                    shipped_at = c.shipped_at, delivered_at = c.delivered_at
                from unnest(:ids::uuid[], :statuses::text[], :carriers::text[], :numbers::text[], :sequences::bigint[],
                            :heard::bigint[], :versions::bigint[], :madeAt::timestamptz[], :packedAt::timestamptz[],
                            :shippedAt::timestamptz[], :deliveredAt::timestamptz[])
                    as c (id, status, carrier, tracking_number, sequence, heard, version, made_at, packed_at,
                          shipped_at, delivered_at)
                where pick_list.id = c.id
                """)
                .param("ids", texts(lists, PickList::id))
                .param("statuses", texts(lists, PickList::status))
                .param(
                        "carriers",
                        texts(
                                lists,
                                it -> it.parcel() == null ? null : it.parcel().carrier()))
                .param(
                        "numbers",
                        texts(
                                lists,
                                it -> it.parcel() == null ? null : it.parcel().trackingNumber()))
                .param("sequences", texts(lists, PickList::sequence))
                .param("heard", texts(lists, PickList::heard))
                .param("versions", texts(lists, PickList::version))
                .param("madeAt", texts(lists, it -> it.times().madeAt()))
                .param("packedAt", texts(lists, it -> it.times().packedAt()))
                .param("shippedAt", texts(lists, it -> it.times().shippedAt()))
                .param("deliveredAt", texts(lists, it -> it.times().deliveredAt()))
                .update();
        replaceLines(changes.entrySet().stream()
                .filter(it -> !it.getKey().lines().equals(it.getValue().lines()))
                .map(Map.Entry::getValue)
                .toList());
    }

    void drop(Collection<PickList> lists) {
        if (!lists.isEmpty()) {
            jdbc.sql("delete from pick_list where id = any (:ids::uuid[])")
                    .param("ids", texts(lists, PickList::id))
                    .update();
        }
    }

    private void replaceLines(List<PickList> lists) {
        if (!lists.isEmpty()) {
            jdbc.sql("delete from pick_list_line where pick_list_id = any (:ids::uuid[])")
                    .param("ids", texts(lists, PickList::id))
                    .update();
            addLines(lists);
        }
    }

    private void addLines(List<PickList> lists) {
        record Row(UUID list, Line line) {}
        var rows = lists.stream()
                .flatMap(it -> it.lines().stream().map(line -> new Row(it.id(), line)))
                .toList();
        if (!rows.isEmpty()) {
            jdbc.sql("""
                    insert into pick_list_line (pick_list_id, product_id, title, quantity, found)
                    select * from unnest(:lists::uuid[], :products::uuid[], :titles::text[], :quantities::int[],
                                         :found::int[])
                    """)
                    .param("lists", texts(rows, Row::list))
                    .param("products", texts(rows, it -> it.line().productId()))
                    .param("titles", texts(rows, it -> it.line().title()))
                    .param("quantities", texts(rows, it -> it.line().quantity()))
                    .param("found", texts(rows, it -> it.line().found()))
                    .update();
        }
    }

    private Optional<PickList> one(List<PickList> lists) {
        return withLines(lists).stream().findFirst();
    }

    private List<PickList> withLines(List<PickList> lists) {
        if (lists.isEmpty()) {
            return lists;
        }
        Map<UUID, List<Line>> lines = new HashMap<>();
        jdbc.sql("""
                select * from pick_list_line where pick_list_id = any (:ids::uuid[]) order by pick_list_id, product_id
                """).param("ids", texts(lists, PickList::id)).query(row -> {
            lines.computeIfAbsent(row.getObject("pick_list_id", UUID.class), _ -> new ArrayList<>())
                    .add(new Line(
                            row.getObject("product_id", UUID.class),
                            row.getString("title"),
                            row.getInt("quantity"),
                            row.getObject("found", Integer.class)));
        });
        return lists.stream()
                .map(it -> new PickList(
                        it.id(),
                        it.order(),
                        it.status(),
                        lines.getOrDefault(it.id(), List.of()),
                        it.parcel(),
                        it.sequence(),
                        it.heard(),
                        it.version(),
                        it.times()))
                .toList();
    }

    private static PickList list(ResultSet row) throws SQLException {
        var carrier = row.getString("carrier");
        return new PickList(
                row.getObject("id", UUID.class),
                new Order(
                        row.getObject("order_id", UUID.class),
                        row.getObject("organization_id", UUID.class),
                        row.getObject("store_id", UUID.class),
                        row.getObject("customer_id", UUID.class),
                        row.getString("order_number")),
                Status.valueOf(row.getString("status")),
                List.of(),
                carrier == null ? null : new Parcel(carrier, row.getString("tracking_number")),
                row.getLong("sequence"),
                row.getLong("heard"),
                row.getLong("version"),
                new Times(
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        time(row, "packed_at"),
                        time(row, "shipped_at"),
                        time(row, "delivered_at")));
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /// Everything travels as text and is cast where it arrives.
    private static <R> @Nullable String[] texts(Collection<R> rows, Function<R, @Nullable Object> column) {
        var texts = new @Nullable String[rows.size()];
        var next = 0;
        for (var row : rows) {
            var value = column.apply(row);
            texts[next++] = value == null ? null : value.toString();
        }
        return texts;
    }
}
