package dev.tradewind.messaging;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.DispatcherServlet;

/// Lets operators see and decide what was parked, in every service that has a web interface.
@AutoConfiguration(after = MessagingAutoConfiguration.class)
@ConditionalOnClass(DispatcherServlet.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(ParkedMessages.class)
class DeadLetterAutoConfiguration {

    @Bean
    DeadLetterController deadLetterController(ParkedMessages parked) {
        return new DeadLetterController(parked);
    }
}
