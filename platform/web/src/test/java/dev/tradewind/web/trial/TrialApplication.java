package dev.tradewind.web.trial;

import dev.tradewind.web.OpenRoutes;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

@SpringBootApplication
public class TrialApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(TrialApplication.class, arguments);
    }

    @Bean
    OpenRoutes shelves() {
        return OpenRoutes.reading("/shelf/*");
    }

    @Bean
    OpenRoutes openPosts() {
        return OpenRoutes.posting("/open/**");
    }
}
