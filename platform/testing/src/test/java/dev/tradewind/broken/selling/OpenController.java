package dev.tradewind.broken.selling;

import org.springframework.web.bind.annotation.RestController;

@RestController
public class OpenController {}
