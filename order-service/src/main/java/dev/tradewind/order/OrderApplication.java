package dev.tradewind.order;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/// Takes orders and sees them through: reserve stock, charge payment, confirm reservation.
@SpringBootApplication
@ConfigurationPropertiesScan
public class OrderApplication {

    public static void main(String... arguments) {
        SpringApplication.run(OrderApplication.class, arguments);
    }
}
