package io.vigie.server.http.v1.search;

/// A name or value that was found.
///
/// @param score from 0 to 1
record SearchResult(String text, double score) {}
