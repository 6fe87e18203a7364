package dev.tradewind.verify.suite;

import java.util.List;
import java.util.stream.Stream;

/// The demo data as everybody knows it: five organisations and who belongs to them.
public final class Demo {

    public static final List<String> ORGANIZATIONS =
            List.of("pantry", "sattzabite", "kfooddelights", "techcorp", "shopflow");

    public static final String OPERATOR = "operator@tradewind.demo";

    private Demo() {}

    public static List<String> customers(String organization) {
        return Stream.of("customer", "customer2")
                .map(who -> who + "@" + organization + ".demo")
                .toList();
    }

    public static String customer(String organization) {
        return customers(organization).getFirst();
    }

    public static String admin(String organization) {
        return "admin@" + organization + ".demo";
    }

    public static String staff(String organization) {
        return "staff@" + organization + ".demo";
    }
}
