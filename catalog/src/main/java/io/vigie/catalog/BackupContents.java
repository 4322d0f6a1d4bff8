package io.vigie.catalog;

/// How much a backup holds.
public record BackupContents(long entries, long events) {}
