package dev.tradewind.broken.selling;

import com.fasterxml.jackson.databind.ObjectMapper;

record WritesOldJson(ObjectMapper json) {}
