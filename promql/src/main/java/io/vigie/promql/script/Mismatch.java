package io.vigie.promql.script;

/// What differs between an answer and the expected one.
record Mismatch(String expected, String got) {}
