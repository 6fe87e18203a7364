package dev.tradewind.broken.selling;

import org.apache.kafka.common.TopicPartition;

record SendsByItself(TopicPartition partition) {}
